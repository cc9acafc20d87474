/** Where files are dropped or chosen, or a table is pasted: whatever is in them, they are read on this device. */
import { useRef, useState, type DragEvent, type ReactElement } from 'react'
import type { SourceText } from '../../domain/mapping.ts'
import { Button } from './Button.tsx'

export interface FilePickerWords {
  /** What files are dropped here. */
  readonly drop: string
  /** What they may hold. */
  readonly hint: string
  /** Of the field for files. */
  readonly label: string
  /** Of the field for a pasted table. */
  readonly pasted: string
  readonly placeholder?: string
  readonly read: string
  /** What a pasted table is called as a file. */
  readonly name: string
}

interface FilePickerProps {
  readonly words: FilePickerWords
  readonly onSources: (sources: readonly SourceText[]) => void
  readonly busy?: boolean
}

export function FilePicker({ words, onSources, busy = false }: FilePickerProps): ReactElement {
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
          {words.drop}
          <Button onClick={() => input.current?.click()} disabled={busy}>
            Choose files
          </Button>
        </p>
        <p className="soft">{words.hint} Files are read on this device and go nowhere.</p>
        <input
          ref={input}
          type="file"
          multiple
          className="unseen"
          tabIndex={-1}
          aria-label={words.label}
          onChange={(event) => void takeChosen(event.target)}
        />
      </div>
      <Paste words={words} onSources={onSources} busy={busy} />
    </div>
  )
}

function Paste({ words, onSources, busy }: Required<FilePickerProps>): ReactElement {
  const [pasted, setPasted] = useState('')
  const read = (): void => {
    onSources([{ name: words.name, bytes: new TextEncoder().encode(pasted) }])
    setPasted('')
  }
  return (
    <details>
      <summary>Paste a table instead</summary>
      <div className="stack-tight paste">
        <label className="field">
          <span className="field-label">{words.pasted}</span>
          <textarea
            className="textarea"
            value={pasted}
            placeholder={words.placeholder}
            onChange={(event) => setPasted(event.target.value)}
          />
        </label>
        <div>
          <Button onClick={read} disabled={pasted.trim() === '' || busy}>
            {words.read}
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
