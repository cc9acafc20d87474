/** Shows what was just done, with the button that takes it back. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { offersStore, withdraw } from './offers.ts'

export function OfferNotice(): ReactElement | null {
  const offer = useStore(offersStore, (state) => state.offer)
  if (offer === null) return null
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
