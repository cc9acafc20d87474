/** Tax on the Plan screen: what the plan realises, lot by lot, what another choice would save, and which losses are washed away. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { LotSold, Plan } from '../../../domain/plan.ts'
import { amount, plain, signed, unknown } from '../../format.ts'
import { CopyButton } from '../CopyButton.tsx'
import { acquiredText, taxedSells, taxTsv, washParagraphs, yearSentences, type TaxedSell } from './taxRows.ts'
import './tax.css'

interface TaxSectionProps {
  readonly plan: Plan
  /** The document that the plan answers. */
  readonly document: Portfolio
}

export function TaxSection({ plan, document }: TaxSectionProps): ReactElement {
  const sells = taxedSells(plan, document)
  const washed = washParagraphs(plan, document)
  return (
    <section className="plan-part" aria-labelledby="tax-heading">
      <div className="tax-head">
        <h2 id="tax-heading">Tax</h2>
        {sells.length > 0 && <CopyButton text={() => taxTsv(sells)} />}
      </div>
      <p className="prose">
        {sells.length === 0
          ? 'No taxable account sells anything: this plan realises no gain.'
          : yearSentences(plan, document).join(' ')}
      </p>
      {washed.map((text) => (
        <p key={text} className="prose tax-wash">
          {text}
        </p>
      ))}
      {sells.length > 0 && <LotsTable sells={sells} currency={document.baseCurrency} />}
    </section>
  )
}

interface LotsTableProps {
  readonly sells: readonly TaxedSell[]
  readonly currency: string
}

function LotsTable({ sells, currency }: LotsTableProps): ReactElement {
  return (
    <table className="table tax-table">
      <caption className="unseen">Lots that the plan sells from taxable accounts</caption>
      <thead>
        <tr>
          <th scope="col">Acquired</th>
          <th scope="col" className="num">
            Quantity
          </th>
          <th scope="col" className="num">
            Gain
          </th>
          <th scope="col">Term</th>
          <th scope="col" className="num">
            {`Tax, ${currency}`}
          </th>
        </tr>
      </thead>
      {sells.map((sell) => (
        <SellLots key={sell.key} sell={sell} currency={currency} />
      ))}
    </table>
  )
}

function SellLots({ sell, currency }: { readonly sell: TaxedSell; readonly currency: string }): ReactElement {
  return (
    <tbody>
      <tr className="tax-sell">
        <th scope="rowgroup" colSpan={5}>
          <span className="strong">{sell.instrument}</span> <span className="soft">{sell.account}</span>
        </th>
      </tr>
      {sell.lots.map((lot) => (
        <LotLine key={lot.key} lot={lot} sell={sell} currency={currency} />
      ))}
      {sell.sentences.length > 0 && (
        <tr>
          <td colSpan={5} className="soft tax-words">
            {sell.sentences.join(' ')}
          </td>
        </tr>
      )}
    </tbody>
  )
}

interface LotLineProps {
  readonly lot: LotSold
  readonly sell: TaxedSell
  readonly currency: string
}

/** A gain is in the instrument's currency, which is only named where it is another. */
function LotLine({ lot, sell, currency }: LotLineProps): ReactElement {
  return (
    <tr>
      <td>{acquiredText(lot)}</td>
      <td className="num">{plain(lot.quantity)}</td>
      <td className="num">
        {lot.gain === null ? unknown : signed(amount(lot.gain, sell.currency))}
        {sell.currency !== currency && <span className="soft"> {sell.currency}</span>}
      </td>
      <td>{lot.term === null ? 'unknown' : `${lot.term} term`}</td>
      <td className="num">{lot.tax === null ? unknown : amount(lot.tax, currency)}</td>
    </tr>
  )
}
