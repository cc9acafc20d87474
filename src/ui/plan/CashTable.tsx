/** Cash by account and currency, line by line from before to after, and the exchanges between currencies. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { CashResult, Conversion, Plan } from '../../domain/plan.ts'
import { namesOf } from '../../domain/planWords.ts'
import { amount, money, signed } from '../format.ts'

interface CashTableProps {
  readonly plan: Plan
  readonly document: Portfolio
}

const minus = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`)

export function CashTable({ plan, document }: CashTableProps): ReactElement | null {
  if (plan.cash.length === 0) return null
  const name = namesOf(document).account
  return (
    <section className="plan-part" aria-labelledby="cash-heading">
      <h2 id="cash-heading">Cash</h2>
      <div className="table-box" tabIndex={0} role="region" aria-labelledby="cash-heading">
        <table className="table cash-table">
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Currency</th>
              {['Before', 'Flow', 'Sold', 'Bought', 'Converted', 'Costs', 'After'].map((head) => (
                <th key={head} scope="col" className="num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.cash.map((line) => (
              <CashLine key={`${line.account} ${line.currency}`} line={line} name={name(line.account)} />
            ))}
          </tbody>
        </table>
      </div>
      <Conversions plan={plan} base={document.baseCurrency} name={name} />
    </section>
  )
}

/** Each figure with the sign with which it enters the sum, so that a line can be added up as it stands. */
function CashLine({ line, name }: { readonly line: CashResult; readonly name: string }): ReactElement {
  const show = (text: string): string => amount(text, line.currency)
  const changes = [line.flow, line.sold, minus(line.bought), line.converted, minus(line.costs)]
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{line.currency}</td>
      <td className="num">{show(line.before)}</td>
      {changes.map((text, at) => (
        <td key={at} className={/[1-9]/.test(text) ? 'num' : 'num faint'}>
          {/[1-9]/.test(text) ? signed(show(text)) : '–'}
        </td>
      ))}
      <td className="num strong">{show(line.after)}</td>
    </tr>
  )
}

interface ConversionsProps {
  readonly plan: Plan
  readonly base: string
  readonly name: (account: string) => string
}

function Conversions({ plan, base, name }: ConversionsProps): ReactElement | null {
  if (plan.conversions.length === 0) return null
  return (
    <ul className="plain conversions">
      {plan.conversions.map((each) => (
        <li key={`${each.account} ${each.from} ${each.to}`}>
          {conversionWords(each, name(each.account), base)}
        </li>
      ))}
    </ul>
  )
}

/** What an exchange costs is charged in the base currency. */
function conversionWords(each: Conversion, account: string, base: string): string {
  const cost = /[1-9]/.test(each.cost) ? `, cost ${money(each.cost, base)}` : ''
  return `${account} exchanges ${money(each.amountFrom, each.from)} for ${money(each.amountTo, each.to)}${cost}.`
}
