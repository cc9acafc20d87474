/** What the year's sales come to: each term's gains, what wash sales disallow, losses carried forward, and the net. */
import type { ReactElement } from 'react'
import { decimalOf, sumOf, zero, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { ByTerm } from '../../domain/netting.ts'
import { taxYearOf, type TaxYear } from '../../domain/taxYear.ts'
import { amount, money, signed } from '../format.ts'

export function YearTable({ document }: { readonly document: Portfolio }): ReactElement {
  const year = taxYearOf(document)
  const currency = document.baseCurrency
  return (
    <div className="stack-tight">
      <table className="table year-table">
        <thead>
          <tr>
            <th scope="col">
              {year.year} so far <span className="faint">{currency}</span>
            </th>
            <th scope="col" className="num">
              Short-term
            </th>
            <th scope="col" className="num">
              Long-term
            </th>
            <th scope="col" className="num">
              Together
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(document, year).map(({ what, figures }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              {[figures.short, figures.long, sumOf([figures.short, figures.long])].map((figure, at) => (
                <td key={columnNames[at]} className="num">
                  {signed(amount(figure, currency))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {year.net !== null && <p className="soft">{netWords(year, currency)}</p>}
    </div>
  )
}

const columnNames = ['short', 'long', 'together']

interface Line {
  readonly what: string
  readonly figures: ByTerm
}

/** Lines of nothing but zeros say nothing. */
function linesOf({ tax }: Portfolio, { sold, disallowed, net }: TaxYear): Line[] {
  const carried = tax === null ? nothing : negated(exact(tax.carryForward))
  return [
    { what: 'Sold', figures: sold },
    ...[
      { what: 'Losses disallowed by wash sales', figures: disallowed },
      { what: 'Losses carried forward', figures: carried },
    ].filter(({ figures }) => !figures.short.isZero() || !figures.long.isZero()),
    ...(net === null ? [] : [{ what: 'Net', figures: net }]),
  ]
}

const nothing: ByTerm = { short: zero, long: zero }

function exact({ short, long }: { readonly short: string; readonly long: string }): ByTerm {
  return { short: decimalOf(short), long: decimalOf(long) }
}

function negated({ short, long }: ByTerm): ByTerm {
  return { short: short.negated(), long: long.negated() }
}

function netWords({ net }: TaxYear, currency: string): string {
  if (net === null) return ''
  const left = leftWords(net.carryForward, currency)
  if (net.tax.isZero() && left === '') return 'Nothing is taxed so far.'
  const taxed = net.tax.isZero()
    ? 'Nothing is taxed so far.'
    : `The tax on it so far is ${money(net.tax, currency)}.`
  return left === '' ? taxed : `${taxed} ${left}`
}

function leftWords({ short, long }: ByTerm, currency: string): string {
  const parts = [part(short, 'short-term', currency), part(long, 'long-term', currency)].filter(Boolean)
  return parts.length === 0 ? '' : `Losses left to net with: ${parts.join(', ')}.`
}

function part(loss: Decimal, term: string, currency: string): string {
  return loss.isZero() ? '' : `${money(loss, currency)} ${term}`
}
