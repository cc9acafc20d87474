/** Where files are dropped or chosen, or a table is pasted. */
import { useRef, useState, type DragEvent, type ReactElement } from 'react'
import type { SourceText } from '../../../domain/mapping.ts'
import { Button } from '../../parts/Button.tsx'

interface FilePickerProps {
  readonly onSources: (sources: readonly SourceText[]) => void
  readonly busy: boolean
}

export function FilePicker({ onSources, busy }: FilePickerProps): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [pasted, setPasted] = useState('')
  const take = async (files: FileList | null): Promise<void> => onSources(await sourcesOf(files))
  const takeChosen = async (field: HTMLInputElement): Promise<void> => {
    await take(field.files)
    // Choosing the same file again is a change again.
    field.value = ''
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files)
  }
  const readPasted = (): void => {
    onSources([{ name: 'Pasted table', bytes: new TextEncoder().encode(pasted) }])
    setPasted('')
  }
  return (
    <div className="stack">
      <div
        className={isOver ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>
          Drop files here, several at once, or
          <Button onClick={() => input.current?.click()} disabled={busy}>
            Choose files
          </Button>
        </p>
        <p className="soft">
          Positions from Fidelity, Schwab, Vanguard, Interactive Brokers, Merrill, E*TRADE, DEGIRO or
          Portfolio Performance, histories from Trading 212, Robinhood, Coinbase, Kraken, Binance, Ghostfolio
          or RBC, or any table with symbols and quantities; Schwab’s files of lots go with their positions.
          Files are read on this device and go nowhere.
        </p>
        <input
          ref={input}
          type="file"
          multiple
          className="unseen"
          tabIndex={-1}
          aria-label="Files to import"
          onChange={(event) => void takeChosen(event.target)}
        />
      </div>
      <details>
        <summary>Paste a table instead</summary>
        <div className="stack paste">
          <label className="field">
            <span className="field-label">Copied cells, with their header</span>
            <textarea
              className="textarea"
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
            />
          </label>
          <div>
            <Button onClick={readPasted} disabled={pasted.trim() === '' || busy}>
              Read the table
            </Button>
          </div>
        </div>
      </details>
    </div>
  )
}

async function sourcesOf(files: FileList | null): Promise<SourceText[]> {
  return await Promise.all(
    [...(files ?? [])].map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
}
