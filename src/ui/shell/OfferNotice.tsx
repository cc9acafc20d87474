/** Shows what was just done, with the button that takes it back. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { offersStore, withdraw } from './offers.ts'

export function OfferNotice(): ReactElement | null {
  const offer = useStore(offersStore, (state) => state.offer)
  const document = useStore(portfolioStore, (state) => state.document)
  if (offer === null || (offer.of !== undefined && offer.of !== document)) return null
  const accept = (): void => {
    withdraw()
    offer.accept()
  }
  const actions = (
    <>
      <Button small onClick={accept}>
        {offer.label}
      </Button>
      <Button small look="quiet" onClick={withdraw}>
        Dismiss
      </Button>
    </>
  )
  return (
    <Notice live actions={actions}>
      {offer.text}
    </Notice>
  )
}
