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
      <div className="cash-box">
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
  const { currency } = line
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{currency}</td>
      <td className="num" data-name="Before">
        {amount(line.before, currency)}
      </td>
      <Change name="Flow" text={line.flow} currency={currency} />
      <Change name="Sold" text={line.sold} currency={currency} />
      <Change name="Bought" text={minus(line.bought)} currency={currency} />
      <Change name="Converted" text={line.converted} currency={currency} />
      <Change name="Costs" text={minus(line.costs)} currency={currency} />
      <td className="num strong" data-name="After">
        {amount(line.after, currency)}
      </td>
    </tr>
  )
}

interface ChangeProps {
  readonly name: string
  readonly text: string
  readonly currency: string
}

function Change({ name, text, currency }: ChangeProps): ReactElement {
  const none = !/[1-9]/.test(text)
  return (
    <td className={none ? 'num faint cash-none' : 'num'} data-name={name}>
      {none ? '–' : signed(amount(text, currency))}
    </td>
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
