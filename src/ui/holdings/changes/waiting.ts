/** What can be done with an instrument that belongs to no class: give it one, add the class, hold it, or set it aside. */
import type { Portfolio, Target } from '../../../domain/document.ts'
import { classified } from './instruments.ts'

/** The class of what is counted and never traded. */
export const heldClass = 'held'

/** Adds a class at the top of the tree with no weight yet, unless it is there. */
export function withClass(document: Portfolio, name: string, label: string): Portfolio {
  if (document.targets.some((target) => target.class === name)) return document
  // The first class of all is the whole of the portfolio; another begins with nothing.
  const weight = document.targets.length === 0 ? '1' : '0'
  const target: Target = { class: name, name: label, parent: null, weight, band: null, location: null }
  return { ...document, targets: [...document.targets, target] }
}

/** Adds the class that is suggested for an instrument and puts the instrument in it. */
export function inNewClass(document: Portfolio, id: string, name: string, label: string): Portfolio {
  return classified(withClass(document, name, label), id, name)
}

/** Counted as it is and never traded: a class of its own kind, and a rule in every account. */
export function held(document: Portfolio, id: string): Portfolio {
  const withHeld = inNewClass(document, id, heldClass, 'Held as it is')
  const accounts = withHeld.accounts.map((account) => {
    const others = account.rules.filter((rule) => rule.instrument !== id)
    return { ...account, rules: [...others, { instrument: id, do: 'hold' as const }] }
  })
  return { ...withHeld, accounts }
}
