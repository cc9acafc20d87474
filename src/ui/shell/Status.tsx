/** The line under the bar: the plan's status in a sentence; it dims while a newer plan is on its way. */
import { useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore } from '../../state/portfolio.ts'
import { sessionStore, type PlanState } from '../../state/session.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { statusSentence, type StatusSentence } from './statusSentence.ts'

export function Status(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const plan = useStore(sessionStore, (state) => state.plan)
  const fresh = plan.kind !== 'none' && plan.of === document
  const isEmpty = document.accounts.length === 0 && document.instruments.length === 0
  const { tone, lead, rest } = useMemo(() => wordsOf(plan, isEmpty), [plan, isEmpty])
  return (
    <div className={`status status-${tone}`}>
      <Icon name={icons[tone]} />
      <p className={fresh ? 'status-words' : 'status-words stale'} aria-live="polite" aria-busy={!fresh}>
        <strong>{lead}</strong> {rest}
        {tone === 'refused' && (
          <>
            {' '}
            <a href="#/plan">Show what to do</a>
          </>
        )}
      </p>
    </div>
  )
}

const icons: Readonly<Record<Tone, IconName>> = {
  trade: 'trade',
  hold: 'check',
  refused: 'warn',
  waiting: 'clock',
  crashed: 'warn',
}

type Tone = StatusSentence['tone'] | 'waiting' | 'crashed'

function wordsOf(plan: PlanState, isEmpty: boolean): { tone: Tone; lead: string; rest: string } {
  if (isEmpty) {
    return {
      tone: 'waiting',
      lead: 'Nothing here yet.',
      rest: 'Import a file, paste from a spreadsheet, or type a position.',
    }
  }
  switch (plan.kind) {
    case 'none':
      return { tone: 'waiting', lead: 'Working out the plan.', rest: '' }
    case 'crashed':
      return {
        tone: 'crashed',
        lead: 'The plan could not be worked out.',
        rest: 'The next change asks again.',
      }
    case 'planned':
      return statusSentence(plan.plan, plan.of)
  }
}
