/** The base currency, what others are worth in it, and what exchanging them costs. */
import { useState, type ReactElement, type SyntheticEvent } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { typedNumber, type Typed } from '../typed.ts'
import { withConversion, withRate } from './changes/accounts.ts'
import { PercentField, StepField } from './fields.tsx'
import { typedCurrency } from './InstrumentDialog.tsx'

interface CurrenciesDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
}

export function CurrenciesDialog({ document, onClose }: CurrenciesDialogProps): ReactElement {
  const base = document.baseCurrency
  const used = [
    ...document.instruments.map((each) => each.currency),
    ...document.accounts.flatMap((each) => Object.keys(each.cash)),
  ]
  const currencies = [...new Set([...Object.keys(document.rates), ...used])].filter((each) => each !== base)
  return (
    <Dialog
      title="Currencies"
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      <StepField
        label="Base currency"
        step="Base currency"
        path="baseCurrency"
        text={base}
        parse={typedCurrency}
        hint="Totals, reserves, flows and gas are in it. Rates of other currencies are then to be typed again."
        change={withBase}
        className="day-field"
      />
      {currencies.length > 0 && (
        <div className="table-box">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Currency</th>
                <th scope="col" className="num">
                  Worth of 1 in {base}
                </th>
                <th scope="col" className="num">
                  Cost of exchanging
                </th>
                <th scope="col">
                  <span className="unseen">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {currencies.map((currency) => (
                <CurrencyRow
                  key={currency}
                  document={document}
                  currency={currency}
                  isUsed={used.includes(currency)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <AddCurrency base={base} />
    </Dialog>
  )
}

/** Another base makes every rate mean something else, so rates go; what is in use waits for its rate. */
function withBase(document: Portfolio, baseCurrency: string): Portfolio {
  return baseCurrency === document.baseCurrency
    ? document
    : { ...document, baseCurrency, rates: {}, conversion: {} }
}

interface CurrencyRowProps {
  readonly document: Portfolio
  readonly currency: string
  readonly isUsed: boolean
}

function CurrencyRow({ document, currency, isUsed }: CurrencyRowProps): ReactElement {
  const rate = document.rates[currency] ?? ''
  const remove = (): void =>
    edit(`Remove ${currency}`, (now) => withConversion(withRate(now, currency, null), currency, null))
  return (
    <tr>
      <th scope="row">{currency}</th>
      <td>
        <StepField
          label={`Worth of 1 ${currency} in ${document.baseCurrency}`}
          hideLabel
          number
          step={`Rate of ${currency}`}
          path={`rates/${currency}`}
          text={rate}
          parse={positiveNumber}
          change={(now, text) => withRate(now, currency, text)}
        />
        {rate === '' && <p className="field-problem">There is no rate yet. Type one.</p>}
      </td>
      <td>
        <PercentField
          label={`Cost of exchanging ${currency}`}
          hideLabel
          step={`Exchange of ${currency}`}
          path={`conversion/${currency}`}
          value={document.conversion[currency] ?? '0'}
          change={(now, cost) => withConversion(now, currency, cost === '0' ? null : cost)}
        />
      </td>
      <td>
        <IconButton small icon="close" label={`Remove ${currency}`} disabled={isUsed} onClick={remove} />
      </td>
    </tr>
  )
}

function AddCurrency({ base }: { readonly base: string }): ReactElement {
  const [draft, setDraft] = useState('')
  const typed = typedCurrency(draft)
  const isNew = typed.ok && typed.value !== base
  const add = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (!isNew) return
    edit(`Add ${typed.value}`, (now) =>
      Object.hasOwn(now.rates, typed.value) ? now : withRate(now, typed.value, '1'),
    )
    setDraft('')
  }
  return (
    <form className="cluster" onSubmit={add}>
      <label className="field-inline field">
        <span className="field-label">Another currency</span>
        <input
          className="input"
          value={draft}
          placeholder="EUR"
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={!isNew}>
        Add
      </button>
    </form>
  )
}

function positiveNumber(draft: string): Typed<string> {
  return typedNumber(draft, { positive: true })
}
