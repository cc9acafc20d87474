/** What the person should know and did not ask for: records set aside, a worker replaced; each can be dismissed. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { discardQuarantined } from '../../state/portfolios.ts'
import { dismiss, sessionStore, type Quarantined, type SessionNotice } from '../../state/session.ts'
import { Button } from '../parts/Button.tsx'
import { saveText } from '../parts/download.ts'
import { Notice } from '../parts/Notice.tsx'
import { OfferNotice } from './OfferNotice.tsx'

export function Messages(): ReactElement {
  const notices = useStore(sessionStore, (state) => state.notices)
  const quarantined = useStore(sessionStore, (state) => state.quarantined)
  return (
    <section className="messages" aria-label="Messages">
      <OfferNotice />
      {quarantined.map((each) => (
        <SetAside key={each.key} record={each} />
      ))}
      {notices.map((each) => (
        <Message key={each.id} notice={each} />
      ))}
    </section>
  )
}

function SetAside({ record }: { readonly record: Quarantined }): ReactElement {
  const name = record.name || record.id || 'A stored portfolio'
  const save = (): void => saveText(`${record.name || 'portfolio'}.damaged.json`, record.text)
  const actions = (
    <>
      <Button small icon="save" onClick={save}>
        Save it as a file
      </Button>
      <Button small look="quiet" onClick={() => void discardQuarantined(record.key)}>
        Discard it
      </Button>
    </>
  )
  return (
    <Notice look="bad" live actions={actions}>
      “{name}” could not be read and is kept aside, unchanged. {record.reason}
    </Notice>
  )
}

function Message({ notice }: { readonly notice: SessionNotice }): ReactElement {
  const actions = (
    <Button small look="quiet" onClick={() => dismiss(notice.id)}>
      Dismiss
    </Button>
  )
  return (
    <Notice look={notice.kind === 'warning' ? 'bad' : 'plain'} live actions={actions}>
      {notice.text}
    </Notice>
  )
}
