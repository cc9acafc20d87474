/** One lot: its day, quantity and cost to be typed, its gain and term to be read. */
import type { ReactElement } from 'react'
import type { Lot, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { amount, signed, unknown } from '../format.ts'
import { IconButton } from '../parts/Button.tsx'
import { typedNumber, type Typed } from '../typed.ts'
import { DayField, NumberField, StepField } from './fields.tsx'
import type { LotFacts, LotTerm } from './lotRows.ts'

export interface LotColumns {
  readonly currency: string
  readonly term: boolean
  readonly rank: boolean
}

/** Changes the lots of the position. */
export type ChangeLots = (now: Portfolio, alter: (lots: readonly Lot[]) => readonly Lot[]) => Portfolio

interface LotRowProps {
  readonly lots: readonly Lot[]
  readonly at: number
  readonly facts: LotFacts | undefined
  readonly columns: LotColumns
  readonly path: string
  readonly step: string
  readonly change: ChangeLots
}

export function LotRow(props: LotRowProps): ReactElement | null {
  const { lots, at, facts, columns, path, step, change } = props
  const lot = lots[at]
  if (lot === undefined || facts === undefined) return null
  const number = at + 1
  const set = (now: Portfolio, alter: (lot: Lot) => Lot): Portfolio =>
    change(now, (own) => own.map((each, index) => (index === at ? alter(each) : each)))
  return (
    <tr data-path={path}>
      <td>
        <DayField
          path={`${path}/acquired`}
          label={`Day of lot ${number}`}
          hideLabel
          step={step}
          value={lot.acquired ?? ''}
          change={(now, day) => set(now, (each) => ({ ...each, acquired: day === '' ? null : day }))}
        />
      </td>
      <td>
        <NumberField
          path={`${path}/quantity`}
          label={`Quantity of lot ${number}`}
          hideLabel
          step={step}
          value={lot.quantity}
          range={{ least: '0' }}
          change={(now, quantity) => set(now, (each) => ({ ...each, quantity }))}
        />
      </td>
      <td>
        <StepField
          path={`${path}/unitCost`}
          label={`Cost of one in lot ${number}`}
          hideLabel
          number
          step={step}
          text={lot.unitCost ?? ''}
          parse={costOrUnknown}
          change={(now, cost) => set(now, (each) => ({ ...each, unitCost: cost === '' ? null : cost }))}
        />
      </td>
      <td className="num">{gainWords(lot, facts, columns)}</td>
      {columns.term && <td className="lot-term">{termWords(facts.term)}</td>}
      {columns.rank && (
        <td className="lot-rank">
          <StepField
            path={`${path}/sellRank`}
            label={`Rank of lot ${number}`}
            hideLabel
            number
            step={step}
            text={String(lot.sellRank ?? '')}
            parse={rankOrNone}
            change={(now, rank) =>
              set(now, (each) => ({ ...each, sellRank: rank === '' ? null : Number(rank) }))
            }
          />
        </td>
      )}
      <td>
        <IconButton
          small
          icon="close"
          label={`Remove lot ${number}`}
          disabled={lots.length < 2}
          onClick={() => edit(step, (now) => change(now, (own) => own.filter((_, index) => index !== at)))}
        />
      </td>
    </tr>
  )
}

function gainWords(lot: Lot, { gain }: LotFacts, { currency }: LotColumns): ReactElement | string {
  if (lot.unitCost === null) return <span className="soft">basis unknown</span>
  return gain === null ? unknown : signed(amount(gain, currency))
}

function termWords(term: LotTerm): ReactElement | string {
  switch (term.kind) {
    case 'unknown':
      return <span className="soft">unknown</span>
    case 'long':
      return 'long'
    case 'short':
      return (
        <>
          short <span className="soft">long from {term.from}</span>
        </>
      )
  }
}

/** A cost that is not known is left empty; it is never taken for 0. */
function costOrUnknown(draft: string): Typed<string> {
  return draft.trim() === '' ? { ok: true, value: '' } : typedNumber(draft, { least: '0' })
}

function rankOrNone(draft: string): Typed<string> {
  const text = draft.trim()
  if (text === '' || /^[1-9]\d{0,8}$/.test(text)) return { ok: true, value: text }
  return { ok: false, problem: 'Type 1, 2, 3 and so on, or nothing.' }
}
