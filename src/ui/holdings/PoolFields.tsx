/** A constant-product pool: its two reserves and its fee, and a second pool where the way leads through another token. */
import { useState, type ReactElement } from 'react'
import { decimalOf, textOf } from '../../domain/decimal.ts'
import type { Instrument } from '../../domain/document.ts'
import { poolPrice, type Pool } from '../../domain/pool.ts'
import { edit } from '../../state/portfolio.ts'
import { percent, plain } from '../format.ts'
import { Check } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedNumber, typedPercent } from '../typed.ts'
import type { CostPartProps } from './costPart.ts'

type Hop = Pool['hops'][number]

/** The fee of most pools. */
const emptyHop: Hop = { baseReserve: '', quoteReserve: '', feeRate: '0.003' }

export function PoolFields({ instrument, path, step, set }: CostPartProps): ReactElement {
  const { pool } = instrument.cost
  const [draft, setDraft] = useState<readonly Hop[]>(pool === null ? [emptyHop] : [pool, ...pool.hops])
  const write = (hops: readonly Hop[], gesture?: string): void => {
    setDraft(hops)
    const whole = poolOf(hops)
    // Figures that are missing yet leave the costs as they are.
    if (whole === null) return
    edit(
      step,
      (now) => set(now, (old) => ({ ...old, halfSpread: '0', impact: null, pool: whole })),
      gesture === undefined ? {} : { merge: gesture },
    )
  }
  const [first = emptyHop, second] = draft
  const { id, currency } = instrument
  const between = second === undefined ? currency : 'the token between'
  return (
    <div className="stack-tight">
      <HopFields
        hop={first}
        base={id}
        quote={between}
        path={`${path}/pool`}
        onHop={(hop, gesture) => write([hop, ...draft.slice(1)], gesture)}
      />
      <Check
        label="On through a second pool"
        hint={`Where no pool holds both ${id} and ${currency}.`}
        checked={second !== undefined}
        onChoose={(on) => write(on ? [first, emptyHop] : [first])}
      />
      {second !== undefined && (
        <HopFields
          hop={second}
          base={between}
          quote={currency}
          path={`${path}/pool/hops/0`}
          onHop={(hop, gesture) => write([first, hop, ...draft.slice(2)], gesture)}
        />
      )}
      <PoolPrice instrument={instrument} />
    </div>
  )
}

function poolOf(hops: readonly Hop[]): Pool | null {
  const [first, ...others] = hops
  const isWhole = hops.every((each) => each.baseReserve !== '' && each.quoteReserve !== '')
  return first === undefined || !isWhole ? null : { ...hopOf(first), hops: others.map(hopOf) }
}

function hopOf({ baseReserve, quoteReserve, feeRate }: Hop): Hop {
  return { baseReserve, quoteReserve, feeRate }
}

interface HopFieldsProps {
  readonly hop: Hop
  /** What the reserves are of. */
  readonly base: string
  readonly quote: string
  readonly path: string
  readonly onHop: (hop: Hop, gesture: string) => void
}

function HopFields({ hop, base, quote, path, onHop }: HopFieldsProps): ReactElement {
  const set = (key: keyof Hop) => (value: string, gesture: string) => onHop({ ...hop, [key]: value }, gesture)
  const reserve = (text: string) => typedNumber(text, { positive: true })
  return (
    <div className="pair">
      <DraftField
        label={`Reserve of ${base}`}
        number
        path={`${path}/baseReserve`}
        text={hop.baseReserve}
        parse={reserve}
        onValue={set('baseReserve')}
      />
      <DraftField
        label={`Reserve of ${quote}`}
        number
        path={`${path}/quoteReserve`}
        text={hop.quoteReserve}
        parse={reserve}
        onValue={set('quoteReserve')}
      />
      <DraftField
        label="Fee of the pool"
        number
        unit="%"
        path={`${path}/feeRate`}
        text={textOf(decimalOf(hop.feeRate).times(100))}
        parse={(text) => typedPercent(text, { least: '0', most: '99' })}
        onValue={set('feeRate')}
      />
    </div>
  )
}

/** How far apart two prices may be before one of them is called old. */
const priceTolerance = '0.01'
const priceDigits = 8

/** The price at which the pool stands, beside the instrument's. */
function PoolPrice({ instrument }: { readonly instrument: Instrument }): ReactElement {
  const { cost, price, currency } = instrument
  if (cost.pool === null)
    return (
      <p className="field-hint">
        Counts from when the reserves are typed; an explorer of the chain shows them.
      </p>
    )
  const stands = poolPrice(cost.pool)
  const figures = `${plain(stands.toSignificantDigits(priceDigits))} ${currency}`
  const off = price === null || decimalOf(price).isZero() ? null : stands.dividedBy(price).minus(1)
  if (off === null || off.abs().lessThanOrEqualTo(priceTolerance))
    return <p className="field-hint">The pool stands at a price of {figures}.</p>
  return (
    <p className="field-problem">
      The pool stands at a price of {figures}, {percent(off.abs())} {off.isPositive() ? 'above' : 'below'} the
      price above. One of the two is old.
    </p>
  )
}
