/** A new reading of the signal: typed, or taken from price files; it is written down in one step with its day and source. */
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { withReading } from '../../../domain/setInForce.ts'
import { readingOf } from '../../../domain/signalReading.ts'
import type { Reading } from '../../../domain/targetSets.ts'
import { addHistories, historiesStore } from '../../../state/histories.ts'
import { FindingLine } from '../../lab/history/FindingLine.tsx'
import { HistoryPicker } from '../../lab/history/HistoryPicker.tsx'
import { ReadingLine } from '../../lab/history/ReadingLine.tsx'
import { useMatching } from '../../lab/history/useMatching.ts'
import { useStudy } from '../../lab/history/useStudy.ts'
import { className } from '../../look/classColour.ts'
import { Button } from '../../parts/Button.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { typedDay, type Typed } from '../../typed.ts'
import { levelText, typedLevel, type RuleFieldsProps } from './ruleForm.ts'

export function ReadingFields(props: RuleFieldsProps): ReactElement {
  const { document, rule, onWrite } = props
  const [value, setValue] = useState<string | null>(null)
  const [day, setDay] = useState(document.asOf)
  const [source, setSource] = useState('')
  const take = (reading: Reading): void => onWrite('Reading', (own) => withReading(own, reading))
  return (
    <>
      <div className="pair">
        <DraftField
          label="New reading"
          number
          {...(rule.signal.kind === 'typed' ? {} : { unit: '%' })}
          text={value === null ? '' : levelText(rule.signal, value)}
          parse={(draft): Typed<string | null> =>
            draft.trim() === '' ? { ok: true, value: null } : typedLevel(rule.signal, draft)
          }
          onValue={setValue}
        />
        <DraftField
          label="Of the day"
          text={day}
          parse={typedDay}
          onValue={(typed) => setDay(typed ?? document.asOf)}
        />
      </div>
      <DraftField
        label="Source"
        text={source}
        placeholder="none"
        parse={(draft) => ({ ok: true, value: draft.trim() })}
        onValue={setSource}
      />
      <div>
        <Button
          disabled={value === null}
          onClick={() => {
            if (value !== null) take({ value, day, source })
          }}
        >
          Take this reading
        </Button>
      </div>
      {rule.signal.kind !== 'typed' && <FromPrices {...props} onTake={take} />}
    </>
  )
}

interface FromPricesProps extends RuleFieldsProps {
  readonly onTake: (reading: Reading) => void
}

function FromPrices({ document, rule: { signal }, onTake }: FromPricesProps): ReactElement {
  const { entries, waiting } = useStore(historiesStore)
  const { picks } = useMatching(document)
  const own = picks.filter((pick) => signal.kind !== 'typed' && pick.class === signal.class)
  const key = JSON.stringify(own)
  const [stable, setStable] = useState({ key, own })
  if (stable.key !== key) setStable({ key, own })
  const view = useStudy(stable.own)
  const study =
    view.finding.kind === 'found' && view.finding.found.kind === 'studied' ? view.finding.found : null
  const reading = study === null ? null : readingOf(signal, study)
  // A plan knows nothing of days after its own.
  const isLater = reading !== null && reading.day > document.asOf
  const name = signal.kind === 'typed' ? '' : className(document, signal.class)
  return (
    <details>
      <summary>From price files</summary>
      <div className="histories stack-tight paste">
        <HistoryPicker onSources={addHistories} />
        <ReadingLine read={entries.length} waiting={waiting.length} />
        {entries.length > 0 && own.length === 0 && (
          <p className="field-hint">None of these files has a series for “{name}”.</p>
        )}
        <FindingLine view={view} words="Reading the signal" />
        {reading !== null && (
          <p>
            {levelText(signal, reading.value)} % on {reading.day}.{' '}
            <Button small disabled={isLater} onClick={() => onTake(reading)}>
              Take it
            </Button>
            {isLater && (
              <span className="field-hint"> That is after the day of the plan, {document.asOf}.</span>
            )}
          </p>
        )}
      </div>
    </details>
  )
}
