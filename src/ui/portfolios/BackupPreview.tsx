/** What a backup holds beside what is here, and the choice for each portfolio. */
import { useState, type ReactElement } from 'react'
import { sentenceOfDifferences } from '../../domain/differenceWords.ts'
import { type Offered, type Preview, restoreAsNew, restoreInPlace } from '../../state/backup.ts'
import { Button } from '../parts/Button.tsx'
import './portfolios.css'

const standings: Readonly<Record<Offered['standing'], string>> = {
  new: 'not in this browser',
  same: 'the same as here',
  'newer-here': 'differs; what is here is newer',
  'newer-in-backup': 'differs; the backup is newer',
}

interface BackupPreviewProps {
  readonly madeAt: string
  readonly preview: Preview
}

export function BackupPreview({ madeAt, preview }: BackupPreviewProps): ReactElement {
  return (
    <>
      <p>The backup of {madeAt.slice(0, 10)} holds:</p>
      <ul className="plain stack-tight">
        {preview.offered.map((each) => (
          <Line key={each.id} offered={each} />
        ))}
      </ul>
      {preview.unreadable.length > 0 && (
        <p className="soft">
          Not readable by this Evenkeel, and left in the file: {preview.unreadable.join(', ')}.
        </p>
      )}
    </>
  )
}

function Line({ offered }: { readonly offered: Offered }): ReactElement {
  const [done, setDone] = useState<string | null>(null)
  const name = offered.name || 'Portfolio'
  const addIt = async (): Promise<void> => {
    await restoreAsNew(offered)
    setDone('added')
  }
  const replace = async (): Promise<void> => {
    const replaced = await restoreInPlace(offered)
    setDone(
      replaced ? 'replaced; what was here is among its earlier states' : 'not replaced: the storage failed',
    )
  }
  const { differences, standing } = offered
  const differs = standing !== 'new' && standing !== 'same'
  return (
    <li className="earlier-state">
      <span>
        <b>{name}</b>{' '}
        <span className="soft">
          {standings[standing]}
          {differs && `; in the backup: ${sentenceOfDifferences(differences)}`}
        </span>
      </span>
      {done !== null && <output>{done}</output>}
      {done === null && standing !== 'same' && (
        <span>
          <Button small aria-label={`Add ${name}`} onClick={() => void addIt()}>
            {differs ? 'Add as new' : 'Add'}
          </Button>{' '}
          {differs && (
            <Button small aria-label={`Replace ${name}`} onClick={() => void replace()}>
              Replace
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
