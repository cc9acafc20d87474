/** Undo and redo: two buttons that say which step, and the keys everyone knows. */
import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore, redo, undo } from '../../state/portfolio.ts'
import { IconButton } from '../parts/Button.tsx'

export function History(): ReactElement {
  const last = useStore(portfolioStore, (state) => state.past.at(-1)?.name)
  const next = useStore(portfolioStore, (state) => state.future[0]?.name)
  useEffect(() => {
    document.addEventListener('keydown', keys)
    return () => document.removeEventListener('keydown', keys)
  }, [])
  return (
    <div className="history" role="group" aria-label="Steps">
      <IconButton
        icon="undo"
        label={last === undefined ? 'Undo' : `Undo: ${last}`}
        aria-keyshortcuts="Control+Z Meta+Z"
        disabled={last === undefined}
        onClick={undo}
      />
      <IconButton
        icon="redo"
        label={next === undefined ? 'Redo' : `Redo: ${next}`}
        aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
        disabled={next === undefined}
        onClick={redo}
      />
    </div>
  )
}

/** Inside a text that is being typed, undo belongs to the text; inside a dialog, to nobody. */
function keys(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
  const key = event.key.toLowerCase()
  const wantsRedo = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey)
  if (!wantsRedo && key !== 'z') return
  event.preventDefault()
  if (wantsRedo) redo()
  else undo()
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  )
}
