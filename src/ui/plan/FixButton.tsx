/** The button that does a fix, or leads to where it can be done. */
import type { ReactElement } from 'react'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import type { Fix } from './fixes.ts'
import { goTo } from './goTo.ts'

export function FixButton({ fix }: { readonly fix: Fix }): ReactElement {
  const act = (): void => {
    if (fix.kind === 'change') edit(fix.label, fix.change)
    else goTo(fix.path)
  }
  return (
    <Button small onClick={act}>
      {fix.label}
    </Button>
  )
}
