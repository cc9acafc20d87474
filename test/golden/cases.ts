/** The published and derived cases that lie beside the project; where they are absent, their tests say so and are skipped. */
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'vitest'

const place = new URL('../../../shared/golden/cases.json', import.meta.url)

interface Case {
  readonly id: string
  readonly inputs: unknown
  readonly expected: unknown
}

function casesAt(): readonly Case[] {
  if (!existsSync(place)) {
    console.warn('../shared/golden/cases.json is absent: the golden cases are skipped')
    return []
  }
  return (JSON.parse(readFileSync(place, 'utf8')) as { readonly cases: readonly Case[] }).cases
}

const cases = new Map(casesAt().map((each) => [each.id, each]))

/** A test of one case; inputs and expected have the shape that the caller knows them to have. */
export function golden<I, E>(id: string, name: string, body: (inputs: I, expected: E) => void): void {
  const found = cases.get(id)
  test.skipIf(found === undefined)(`${id}: ${name}`, () => {
    if (found) body(found.inputs as I, found.expected as E)
  })
}
