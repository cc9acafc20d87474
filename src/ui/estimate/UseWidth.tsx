/** One click gives a class a band of its own, as wide as it says. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { Button } from '../parts/Button.tsx'
import { writeBand } from '../targets/targetActions.ts'
import { pointsWords } from './estimateWords.ts'

interface UseWidthProps {
  readonly document: Portfolio
  readonly id: string
  readonly width: string
}

export function UseWidth({ document, id, width }: UseWidthProps): ReactElement {
  return (
    <Button small onClick={() => writeBand(document, id, { kind: 'absolute', width })}>
      Use {pointsWords(width)}
    </Button>
  )
}
