/** Instruments that wait to be classified: on top, and one click each to classify, hold or set aside. */
import { useState, type ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { unclassifiedInstruments } from '../../domain/soundness.ts'
import { leafClasses } from '../../domain/target.ts'
import { edit } from '../../state/portfolio.ts'
import { suggestionFor } from '../../state/tables.ts'
import { count } from '../format.ts'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import { classified, excluded } from './changes/instruments.ts'
import { held, inNewClass } from './changes/waiting.ts'
import type { HoldingDialog } from './dialog.ts'

interface WaitingProps {
  readonly document: Portfolio
  readonly onOpen: (dialog: HoldingDialog) => void
}

/** More rows than this hide the grid; the rest is shown on demand. */
const mostShown = 5

export function Waiting({ document, onOpen }: WaitingProps): ReactElement | null {
  const waiting = unclassifiedInstruments(document)
  const [isLong, setLong] = useState(false)
  if (waiting.length === 0) return null
  const suggested = waiting.filter((each) => suggestionOf(each) !== null)
  const shown = isLong ? waiting : waiting.slice(0, mostShown)
  const acceptAll = (): void =>
    edit('Classify as suggested', (now) => suggested.reduce((next, each) => accepted(next, each), now))
  return (
    <section className="waiting" aria-labelledby="waiting-title">
      <div className="spread">
        <h2 id="waiting-title">
          {count(waiting.length, 'instrument waits', 'instruments wait')} to be classified
        </h2>
        {suggested.length > 1 && (
          <Button small onClick={acceptAll}>
            Classify {suggested.length} as suggested
          </Button>
        )}
      </div>
      <ul className="plain waiting-list">
        {shown.map((instrument) => (
          <WaitingRow key={instrument.id} document={document} instrument={instrument} onOpen={onOpen} />
        ))}
      </ul>
      {waiting.length > shown.length && (
        <Button small look="quiet" onClick={() => setLong(true)}>
          Show {waiting.length - shown.length} more
        </Button>
      )}
    </section>
  )
}

function WaitingRow({
  document,
  instrument,
  onOpen,
}: WaitingProps & { readonly instrument: Instrument }): ReactElement {
  const { id } = instrument
  const suggestion = suggestionOf(instrument)
  const label = `Class of ${id}`
  return (
    <li className="waiting-row">
      <span className="waiting-name">
        <strong>{id}</strong> <span className="soft">{instrument.name}</span>
      </span>
      <span className="cluster">
        {suggestion !== null && (
          <Button small onClick={() => edit(`Classify ${id}`, (now) => accepted(now, instrument))}>
            {suggestionWords(document, suggestion)}
          </Button>
        )}
        <select
          className="select waiting-class"
          aria-label={label}
          value=""
          onChange={(event) => choose(id, event.target.value, onOpen)}
        >
          <option value="">Classify…</option>
          {classesOf(document).map((name) => (
            <option key={name} value={name}>
              {className(document, name)}
            </option>
          ))}
          <option value={several}>Several classes…</option>
        </select>
        <Button
          small
          aria-label={`Hold ${id}: count it, never trade it`}
          onClick={() => edit(`Hold ${id}`, (now) => held(now, id))}
        >
          Hold
        </Button>
        <Button
          small
          aria-label={`Set ${id} aside: neither count nor trade it`}
          onClick={() => edit(`Set ${id} aside`, (now) => excluded(now, id))}
        >
          Set aside
        </Button>
      </span>
    </li>
  )
}

const several = '=several'

function classesOf(document: Portfolio): string[] {
  const leaves = leafClasses(document)
  const listed = document.targets.map((target) => target.class).filter((name) => leaves.has(name))
  return listed.includes('cash') ? listed : [...listed, 'cash']
}

function choose(id: string, name: string, onOpen: (dialog: HoldingDialog) => void): void {
  if (name === several) onOpen({ kind: 'instrument', id, account: null })
  else if (name !== '') edit(`Classify ${id}`, (now) => classified(now, id, name))
}

interface ClassSuggestion {
  readonly class: string
  readonly className: string
}

function suggestionOf({ id, name }: Instrument): ClassSuggestion | null {
  return suggestionFor(id, name === '' ? null : name)
}

function suggestionWords(document: Portfolio, suggestion: ClassSuggestion): string {
  return leafClasses(document).has(suggestion.class)
    ? className(document, suggestion.class)
    : `Add class ${suggestion.className}`
}

/** In the suggested class, which is added where the tree does not have it. A class with children takes no instrument. */
function accepted(document: Portfolio, instrument: Instrument): Portfolio {
  const suggestion = suggestionOf(instrument)
  if (suggestion === null) return document
  const isParent = document.targets.some((target) => target.parent === suggestion.class)
  return isParent ? document : inNewClass(document, instrument.id, suggestion.class, suggestion.className)
}
