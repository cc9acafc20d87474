/** The published and derived cases that lie beside the project; where they are absent, their tests say so and are skipped. */
import { existsSync, readFileSync } from 'node:fs'

const place = new URL('../../../shared/golden/cases.json', import.meta.url)

/** True where there is nothing to compare with. */
export const absent = !existsSync(place)
if (absent) console.warn('../shared/golden/cases.json is absent: the golden cases are skipped')

interface Case {
  readonly id: string
  readonly inputs: unknown
  readonly expected: unknown
}

/** Inputs and expected figures of one case, whose shapes the caller knows. */
export function caseOf(id: string): readonly [unknown, unknown] {
  const { cases } = JSON.parse(readFileSync(place, 'utf8')) as { readonly cases: readonly Case[] }
  const found = cases.find((each) => each.id === id)
  if (!found) throw new Error(`there is no case ${id}`)
  return [found.inputs, found.expected]
}
