/** The fields of the tax dialog: rates, which lots are sold, limits and losses, and tax-deferred accounts. */
import type { ReactElement, ReactNode } from 'react'
import { decimalOf, one } from '../../domain/decimal.ts'
import type { Tax } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { percentAsWritten, plain } from '../format.ts'
import { NumberField, PercentField, StepField } from '../holdings/fields.tsx'
import { Check, SelectField } from '../parts/Choice.tsx'
import { typedNumber, type Typed } from '../typed.ts'
import { lotMethods, methodOf, withTax } from './taxForm.ts'

interface TaxProps {
  readonly tax: Tax
}

const rate = { least: '0', most: '100' }

export function RateFields({ tax, isFlat }: TaxProps & { readonly isFlat: boolean }): ReactElement {
  if (isFlat)
    return (
      <Part title="Rate">
        <PercentField
          label="On gains"
          step="Tax rate"
          path="tax/shortRate"
          value={tax.shortRate}
          range={rate}
          className="day-field"
          change={(now, text) => withTax(now, (old) => ({ ...old, shortRate: text, longRate: text }))}
        />
      </Part>
    )
  return (
    <Part title="Rates">
      <div className="pair">
        <PercentField
          label="On short-term gains"
          step="Short-term rate"
          path="tax/shortRate"
          value={tax.shortRate}
          range={rate}
          hint="Of lots held for a year or less."
          change={(now, shortRate) => withTax(now, (old) => ({ ...old, shortRate }))}
        />
        <PercentField
          label="On long-term gains"
          step="Long-term rate"
          path="tax/longRate"
          value={tax.longRate}
          range={rate}
          hint="Of lots held for more than a year, counted from the day after they were bought."
          change={(now, longRate) => withTax(now, (old) => ({ ...old, longRate }))}
        />
      </div>
    </Part>
  )
}

export function LotFields({ tax }: TaxProps): ReactElement {
  const set = (name: string, part: Partial<Tax>): void =>
    edit(name, (now) => withTax(now, (old) => ({ ...old, ...part })))
  return (
    <Part title="Which lots are sold">
      <SelectField
        label="Order of lots"
        value={tax.lotMethod}
        options={lotMethods}
        path="tax/lotMethod"
        hint={methodOf(tax).says}
        onChoose={(lotMethod) => set('Order of lots', { lotMethod })}
      />
      <Check
        label="Watch for wash sales"
        checked={tax.washSales}
        hint="A loss does not count for units that anybody in the household buys back within 30 days before or after."
        onChoose={(washSales) => set('Wash sales', { washSales })}
      />
      <Check
        label="Sell at a loss to save tax"
        checked={tax.harvest}
        hint="Only where that saves more than both trades cost, and where another instrument of the class can be bought instead."
        onChoose={(harvest) => set('Sell at a loss', { harvest })}
      />
    </Part>
  )
}

export function LimitFields({ tax, currency }: TaxProps & { readonly currency: string }): ReactElement {
  return (
    <Part title="Limits and losses">
      <div className="pair">
        <StepField
          label="Net gain of one plan, at most"
          step="Gains budget"
          path="tax/gainsBudget"
          number
          unit={currency}
          text={tax.gainsBudget ?? ''}
          parse={budgetOrNone}
          hint="Empty: no limit."
          change={(now, text) => withTax(now, (old) => ({ ...old, gainsBudget: text === '' ? null : text }))}
        />
        <CarryField term="short" tax={tax} currency={currency} />
        <CarryField term="long" tax={tax} currency={currency} />
      </div>
    </Part>
  )
}

interface CarryFieldProps extends TaxProps {
  readonly term: 'short' | 'long'
  readonly currency: string
}

/** Losses of former years, as amounts without a sign. */
function CarryField({ term, tax, currency }: CarryFieldProps): ReactElement {
  return (
    <NumberField
      label={`${term === 'short' ? 'Short' : 'Long'}-term losses carried forward`}
      step="Losses carried forward"
      path={`tax/carryForward/${term}`}
      unit={currency}
      value={tax.carryForward[term]}
      range={{ least: '0' }}
      hint="From the years before, without a sign."
      change={(now, text) =>
        withTax(now, (old) => ({ ...old, carryForward: { ...old.carryForward, [term]: text } }))
      }
    />
  )
}

function budgetOrNone(draft: string): Typed<string> {
  return draft.trim() === '' ? { ok: true, value: '' } : typedNumber(draft, { least: '0' })
}

export function DeferredFields({ tax }: TaxProps): ReactElement {
  const kept = one.minus(decimalOf(tax.deferredRate)).times(100)
  return (
    <Part title="Tax-deferred accounts">
      <PercentField
        label="Tax when it is taken out"
        step="Rate of deferred accounts"
        path="tax/deferredRate"
        value={tax.deferredRate}
        range={rate}
        className="day-field"
        change={(now, deferredRate) => withTax(now, (old) => ({ ...old, deferredRate }))}
      />
      <Check
        label="Count these accounts after tax"
        checked={tax.afterTax}
        hint={`Weights, drift and targets then count 100 in such an account as ${plain(kept)}: ${percentAsWritten(tax.deferredRate)} of it will go to tax.`}
        onChoose={(afterTax) =>
          edit('Count after tax', (now) => withTax(now, (old) => ({ ...old, afterTax })))
        }
      />
    </Part>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="stack-tight" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
