/** Which instruments count as the same when a loss is washed away: those that carry the same word. */
import type { ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { withInstrument } from '../holdings/changes/instruments.ts'
import { StepField } from '../holdings/fields.tsx'
import type { Typed } from '../typed.ts'

interface WashGroupFieldProps {
  readonly document: Portfolio
  readonly instrument: Instrument
  readonly path: string
}

/** Nothing where nobody watches for wash sales. */
export function WashGroupField({ document, instrument, path }: WashGroupFieldProps): ReactElement | null {
  if (document.tax?.washSales !== true) return null
  const { id, washGroup } = instrument
  return (
    <StepField
      label="Wash group"
      path={`${path}/washGroup`}
      step={`Wash group of ${id}`}
      text={washGroup ?? ''}
      parse={groupOrNone}
      hint={hintFor(document, instrument)}
      change={(now, group) =>
        withInstrument(now, id, (each) => ({ ...each, washGroup: group === '' ? null : group }))
      }
    />
  )
}

function hintFor({ instruments }: Portfolio, { id, washGroup }: Instrument): string {
  const others = instruments.filter((each) => each.washGroup === washGroup && each.id !== id)
  if (washGroup === null)
    return 'Instruments with the same word here are substantially identical, such as two funds on one index. Empty: only itself.'
  return others.length === 0
    ? 'No other instrument has this word yet.'
    : `Substantially identical with ${others.map((each) => each.id).join(', ')}.`
}

/** Documents hold ids of up to this length. */
const longestGroup = 200

function groupOrNone(draft: string): Typed<string> {
  const text = draft.trim()
  return text.length <= longestGroup
    ? { ok: true, value: text }
    : { ok: false, problem: `Type at most ${longestGroup} characters.` }
}
