/** What a chain charges for an order: typed, or worked out from the gas it uses and the fees of the moment. */
import { useState, type ReactElement } from 'react'
import { Decimal, decimalOf, roundedText } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { gasInMoney, type GasUse } from '../../domain/gas.ts'
import { edit } from '../../state/portfolio.ts'
import { money } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedNumber } from '../typed.ts'
import type { CostPartProps } from './costPart.ts'
import { NumberField } from './fields.tsx'

export function GasFields({ document, instrument, path, step, set }: CostPartProps): ReactElement {
  const base = document.baseCurrency
  const write = (now: Portfolio, gas: string): Portfolio => set(now, (old) => ({ ...old, gas }))
  return (
    <section className="stack-tight" aria-label="Gas">
      <h3 className="cost-title">Gas</h3>
      <div className="pair day-field">
        <NumberField
          label="Gas of an order"
          step={step}
          path={`${path}/gas`}
          unit={base}
          value={instrument.cost.gas}
          range={{ least: '0' }}
          hint="What the chain charges, whatever the size. 0 on an exchange."
          change={write}
        />
      </div>
      <details>
        <summary>Work it out from the chain’s fees</summary>
        <GasReckoner document={document} onUse={(gas) => edit(step, (now) => write(now, gas))} />
      </details>
    </section>
  )
}

interface Reckoning extends GasUse {
  readonly coinPrice: string
}

interface GasReckonerProps {
  readonly document: Portfolio
  readonly onUse: (gas: string) => void
}

/** Cents are enough for a cost that changes by the minute. */
const gasPlaces = 2

function GasReckoner({ document, onUse }: GasReckonerProps): ReactElement {
  const [use, setUse] = useState<Reckoning>(() => firstReckoning(document))
  const field = (key: keyof Reckoning) => ({
    number: true,
    text: use[key],
    parse: (text: string) => typedNumber(text, { least: '0' }),
    onValue: (value: string) => setUse((now) => ({ ...now, [key]: value })),
  })
  const gas = gasOf(use)
  return (
    <div className="stack-tight cost-parts">
      <div className="pair">
        <DraftField {...field('gasUsed')} label="Gas used" hint="About 150,000 for a swap." />
        <DraftField {...field('baseFeeGwei')} label="Base fee" unit="gwei" />
        <DraftField {...field('priorityFeeGwei')} label="Priority fee" unit="gwei" />
        <DraftField {...field('coinPrice')} label="Price of the chain’s coin" unit={document.baseCurrency} />
      </div>
      <div className="cluster">
        <output aria-label="Gas worked out">
          {gas === null
            ? 'Type the fees to see what an order costs.'
            : `${money(gas, document.baseCurrency)} an order`}
        </output>
        <Button small disabled={gas === null} onClick={() => gas !== null && onUse(gas)}>
          Use it
        </Button>
      </div>
    </div>
  )
}

function gasOf(use: Reckoning): string | null {
  if (Object.values(use).includes('')) return null
  return roundedText(
    gasInMoney(use, decimalOf(use.coinPrice)).toDecimalPlaces(gasPlaces, Decimal.ROUND_UP),
    gasPlaces,
  )
}

/** The price of ether is known where it is among the instruments in the base currency. */
function firstReckoning(document: Portfolio): Reckoning {
  const ether = document.instruments.find(
    ({ id, currency }) => id === 'ETH' && currency === document.baseCurrency,
  )
  return { gasUsed: '150000', baseFeeGwei: '', priorityFeeGwei: '', coinPrice: ether?.price ?? '' }
}
