/** From files to positions: what they are, where they go, what will change, and then one step that can be undone. */
import { useMemo, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { ImportChoices } from '../../../domain/import.ts'
import type { ColumnMapping, SourceText } from '../../../domain/mapping.ts'
import { readFiles, readWithMapping, type FileReading } from '../../../state/imports.ts'
import { edit, portfolioStore } from '../../../state/portfolio.ts'
import { rememberMapping } from '../../../state/preferences.ts'
import { count } from '../../format.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { FilePicker } from '../../parts/FilePicker.tsx'
import { offerUndo } from '../../shell/offers.ts'
import { typedDay, type Typed } from '../../typed.ts'
import { AccountMatching } from './AccountMatching.tsx'
import { FileReport } from './FileReport.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import {
  accountsIn,
  guessedDestination,
  matchedImport,
  withNamedAccounts,
  type Destination,
} from './matching.ts'

const pickerWords = {
  drop: 'Drop files here, several at once, or',
  hint: 'Positions from Fidelity, Schwab, Vanguard or Interactive Brokers, or any table with symbols and quantities; Schwab’s files of lots go with their positions.',
  label: 'Files to import',
  pasted: 'Copied cells, with their header',
  read: 'Read the table',
  name: 'Pasted table',
}

/** A position whose lots count although they do not add up to it. */
type Holding = NonNullable<ImportChoices['lotsTaken']>[number]

export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const [readings, setReadings] = useState<readonly FileReading[]>([])
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Destination>>(new Map())
  const [day, setDay] = useState(document.asOf)
  const [taken, setTaken] = useState<readonly Holding[]>([])
  const files = useMemo(
    () => withNamedAccounts(readings.flatMap((each) => (each.kind === 'read' ? [each.file] : []))),
    [readings],
  )
  const found = useMemo(() => accountsIn(files), [files])
  const destinations = useMemo(
    () => new Map(found.map((each) => [each.id, chosen.get(each.id) ?? guessedDestination(document, each)])),
    [found, chosen, document],
  )
  const good = useMemo(() => files.filter((file) => !('because' in file)), [files])
  const matched = useMemo(
    () => (good.length === 0 ? null : matchedImport(document, good, destinations, day, taken)),
    [document, good, destinations, day, taken],
  )

  const read = async (sources: readonly SourceText[]): Promise<void> => {
    if (sources.length === 0) return
    setBusy(true)
    const fresh = await readFiles(sources)
    const names = new Set(sources.map((source) => source.name))
    setReadings((old) => [...old.filter((each) => !names.has(each.source.name)), ...fresh])
    setBusy(false)
  }
  const remap = async (reading: FileReading, mapping: ColumnMapping): Promise<void> => {
    const header = reading.kind === 'read' ? (reading.guess?.header ?? []) : []
    // Tables without a header have nothing to be known by.
    if (header.some((cell) => cell !== '')) rememberMapping(header, mapping)
    const fresh = await readWithMapping(reading.source, mapping)
    // The guess stays what the file was first taken for; only the reading of it is new.
    const kept = fresh.kind === 'read' && reading.kind === 'read' ? { ...fresh, guess: reading.guess } : fresh
    setReadings((old) => old.map((each) => (each.source === reading.source ? kept : each)))
  }
  const use = (account: string, instrument: string, what: 'position' | 'lots'): void =>
    setTaken((old) => [
      ...old.filter((each) => each.account !== account || each.instrument !== instrument),
      ...(what === 'lots' ? [{ account, instrument }] : []),
    ])
  const apply = (): void => {
    if (matched === null) return
    const name = good.length === 1 ? `Import ${good[0]?.file ?? ''}` : `Import ${count(good.length, 'file')}`
    edit(name, () => matched.document)
    offerUndo(`${name}: done.`)
    onClose()
  }
  const hasChanges = matched !== null && matched.changes.some((change) => change.kind !== 'set-aside')
  const needsDay = good.some(
    (file) => file.asOf === null && file.positions.some((each) => each.price !== null),
  )
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="main" disabled={!hasChanges} onClick={apply}>
        Apply
      </Button>
    </>
  )
  return (
    <Dialog title="Import files" size="wide" onClose={onClose} actions={actions}>
      <FilePicker words={pickerWords} onSources={(sources) => void read(sources)} busy={busy} />
      <p role="status" className={busy ? 'soft' : 'unseen'}>
        {busy ? 'Reading…' : readings.length > 0 ? `${count(readings.length, 'file')} read.` : ''}
      </p>
      {readings.map((reading) => (
        <FileReport
          key={reading.source.name}
          reading={reading}
          onMapping={(mapping) => void remap(reading, mapping)}
          onRemove={() => setReadings((old) => old.filter((each) => each !== reading))}
        />
      ))}
      {found.length > 0 && (
        <AccountMatching
          document={document}
          found={found}
          destinations={destinations}
          onDestination={(id, destination) => setChosen((old) => new Map(old).set(id, destination))}
        />
      )}
      {needsDay && (
        <DraftField
          label="Day of the prices, where a file does not say it"
          text={day}
          parse={dayOnly}
          onValue={setDay}
          className="day-field"
        />
      )}
      {matched !== null && <ImportPreview matched={matched} onUse={use} />}
    </Dialog>
  )
}

function dayOnly(draft: string): Typed<string> {
  const typed = typedDay(draft)
  if (!typed.ok) return typed
  return typed.value === null
    ? { ok: false, problem: 'Type a day such as 2026-11-20.' }
    : { ok: true, value: typed.value }
}
