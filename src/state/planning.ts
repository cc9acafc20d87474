/** Keeps the plan beside the document: every change is asked about, every answer is shown with what it answers. */
import type { Portfolio } from '../domain/document.ts'
import { type PlanDoor, type PlanReply, openPlanDoor } from '../worker/planDoor.ts'
import { portfolioStore } from './portfolio.ts'
import { sessionStore } from './session.ts'

type OpenDoor = (hear: (reply: PlanReply) => void) => PlanDoor

let door: PlanDoor | null = null

/**
 * Starts the engine's thread, so that it has loaded when there is something to plan. Returns how to begin: to ask about
 * the document that is then on the page, and every later one; beginning returns how to stop.
 */
export function startPlanning(openDoor: OpenDoor = openPlanDoor): () => () => void {
  const mine = openDoor(hear)
  return () => {
    door = mine
    const forget = portfolioStore.subscribe((state, before) => {
      if (state.document !== before.document) ask(state.document)
    })
    planAgain()
    return () => {
      forget()
      mine.close()
      door = null
    }
  }
}

/** Asks about the document on the page again, for instance after a crash. */
export function planAgain(): void {
  ask(portfolioStore.getState().document)
}

function ask(document: Portfolio): void {
  if (door === null) return
  const since = sessionStore.getState().planningSince ?? performance.now()
  sessionStore.setState({ planning: true, planningSince: since })
  door.ask(document)
}

/** While a newer answer is due, an older one is drawn only when nothing was for this long. */
const longestSilenceMs = 500

let heardAt = 0

function hear(reply: PlanReply): void {
  const now = performance.now()
  const planning = reply.of !== portfolioStore.getState().document
  if (planning && now - heardAt < longestSilenceMs) return
  heardAt = now
  sessionStore.setState({ plan: reply, planning, planningSince: planning ? now : null })
}
