/** Where price files are dropped or chosen, or a table of prices is pasted. */
import { useRef, useState, type DragEvent, type ReactElement } from 'react'
import type { SourceText } from '../../../domain/mapping.ts'
import { Button } from '../../parts/Button.tsx'

interface HistoryPickerProps {
  readonly onSources: (sources: readonly SourceText[]) => void
}

export function HistoryPicker({ onSources }: HistoryPickerProps): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = async (files: FileList | null): Promise<void> => {
    const sources = await sourcesOf(files)
    if (sources.length > 0) onSources(sources)
  }
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
  return (
    <div className="stack-tight">
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
          Drop price files here, several at once, or
          <Button onClick={() => input.current?.click()}>Choose files</Button>
        </p>
        <p className="soft">
          Tables with a column of dates and one of prices or returns per symbol, or with date, symbol and
          price in each line. Files are read on this device and go nowhere.
        </p>
        <input
          ref={input}
          type="file"
          multiple
          className="unseen"
          tabIndex={-1}
          aria-label="Price files"
          onChange={(event) => void takeChosen(event.target)}
        />
      </div>
      <Paste onSources={onSources} />
    </div>
  )
}

function Paste({ onSources }: HistoryPickerProps): ReactElement {
  const [pasted, setPasted] = useState('')
  const read = (): void => {
    onSources([{ name: 'Pasted prices', bytes: new TextEncoder().encode(pasted) }])
    setPasted('')
  }
  return (
    <details>
      <summary>Paste a table instead</summary>
      <div className="stack-tight paste">
        <label className="field">
          <span className="field-label">Copied prices, with their header</span>
          <textarea
            className="textarea"
            value={pasted}
            placeholder={'date, STOCKS, BONDS\n2026-01-02, 101.20, 52.10'}
            onChange={(event) => setPasted(event.target.value)}
          />
        </label>
        <div>
          <Button onClick={read} disabled={pasted.trim() === ''}>
            Read the prices
          </Button>
        </div>
      </div>
    </details>
  )
}

async function sourcesOf(files: FileList | null): Promise<readonly SourceText[]> {
  return await Promise.all(
    [...(files ?? [])].map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
}
