/** The figures of a picture for other programs: copied as cells, or saved as CSV. */
import type { ReactElement } from 'react'
import { Button } from '../parts/Button.tsx'
import { saveText } from '../parts/download.ts'
import { CopyButton } from '../plan/CopyButton.tsx'

interface HandoutsProps {
  /** Of the file, without its ending. */
  readonly name: string
  /** Lines of cells, the heads first; written only when somebody asks. */
  readonly lines: () => readonly (readonly string[])[]
}

export function Handouts({ name, lines }: HandoutsProps): ReactElement {
  const text = (between: string): string =>
    lines()
      .map((line) => line.map((cell) => quoted(cell, between)).join(between))
      .join('\n')
  return (
    <span className="lab-handouts">
      <CopyButton text={() => text('\t')} />
      <Button
        small
        look="quiet"
        icon="save"
        onClick={() => saveText(`${name}.csv`, text(','), 'text/csv;charset=utf-8')}
      >
        CSV
      </Button>
    </span>
  )
}

/** Names of classes may hold anything. */
function quoted(cell: string, between: string): string {
  return cell.includes(between) || /["\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
