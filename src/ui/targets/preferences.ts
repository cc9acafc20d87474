/** Where a class is best kept, and which of its equivalents is bought first: pure edits of the document. */
import type { AccountKind, Instrument, Portfolio, Target } from '../../domain/document.ts'

export const accountKindNames: Readonly<Record<AccountKind, string>> = {
  taxable: 'Taxable',
  deferred: 'Tax-deferred',
  exempt: 'Tax-exempt',
}

const allKinds: readonly AccountKind[] = ['taxable', 'deferred', 'exempt']

/** Every kind of account in a class's order; kinds that it does not name come after those it does. */
export function locationOrder(location: Target['location']): readonly AccountKind[] {
  const named = [...new Set(location ?? [])]
  return [...named, ...allKinds.filter((kind) => !named.includes(kind))]
}

export function withLocation(document: Portfolio, id: string, location: Target['location']): Portfolio {
  const targets = document.targets.map((target) => (target.class === id ? { ...target, location } : target))
  return { ...document, targets }
}

/** The instruments that are wholly of one class and so can stand for one another: the preferred first, then by id. */
export function equivalentsOf(document: Portfolio, id: string): readonly Instrument[] {
  return document.instruments
    .filter((each) => !each.exclude && isWhollyOf(each, id))
    .sort((a, b) => a.preference - b.preference || (a.id < b.id ? -1 : 1))
}

function isWhollyOf({ id, exposure }: Instrument, name: string): boolean {
  if (exposure === null) return id === name
  const [only, ...others] = Object.keys(exposure)
  return only === name && others.length === 0
}

/** Preference 1 for the first of these, 2 for the next, and so on. */
export function withPreferences(document: Portfolio, ids: readonly string[]): Portfolio {
  const instruments = document.instruments.map((each) => {
    const at = ids.indexOf(each.id)
    return at < 0 || each.preference === at + 1 ? each : { ...each, preference: at + 1 }
  })
  return { ...document, instruments }
}
