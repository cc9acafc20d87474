/** Which of the twelve colours a class has: the same in every picture and every table. */
import type { Portfolio } from '../../domain/document.ts'
import { cashClass } from '../../domain/target.ts'

const hues = 12

/** The custom property of a class's colour. Classes keep their order in the document; cash is grey; strangers come last. */
export function classColour(document: Portfolio, name: string): string {
  if (name === cashClass) return 'var(--class-cash)'
  const place = document.targets
    .filter((target) => target.class !== cashClass)
    .findIndex((target) => target.class === name)
  return place < 0 ? 'var(--rule-strong)' : `var(--class-${(place % hues) + 1})`
}

/** What a class is called: its name, or its id where it has none. */
export function className(document: Portfolio, name: string): string {
  const target = document.targets.find((each) => each.class === name)
  return target?.name || (name === cashClass ? 'Cash' : name)
}
