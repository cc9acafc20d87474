/** Normalising a family of weights: nearest, scaled, locked, and the published cases of the projection. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Decimal, decimalOf, sumOf } from '../../src/domain/decimal.ts'
import { normalised, projectedOnSimplex, remainderOf, scaledUp } from '../../src/domain/normalise.ts'

const free = (...weights: string[]): { weight: string; locked: boolean }[] =>
  weights.map((weight) => ({ weight, locked: false }))

test('weights above one move to the nearest that sum to one: each gives the same', () => {
  expect(normalised(free('0.3', '0.8'))).toEqual(['0.25', '0.75'])
})

test('a weight too small to give its part becomes zero', () => {
  expect(normalised(free('2', '1', '0'))).toEqual(['1', '0', '0'])
})

test('below one the nearest weights each receive the same', () => {
  expect(normalised(free('0.2', '0.5'))).toEqual(['0.35', '0.65'])
})

test('locked weights stay and the others share the rest', () => {
  const family = [{ weight: '0.5', locked: true }, ...free('0.4', '0.3')]
  expect(normalised(family)).toEqual(['0.5', '0.3', '0.2'])
})

test('locked weights that leave no room are not overruled', () => {
  expect(normalised([{ weight: '1.1', locked: true }, ...free('0.4')])).toBeNull()
  expect(normalised([{ weight: '0.4', locked: true }])).toBeNull()
})

test('scaling keeps proportions, and the largest takes what rounding leaves', () => {
  expect(scaledUp(free('0.2', '0.3'))).toEqual(['0.4', '0.6'])
  const thirds = scaledUp(free('0', '0', '0')) ?? []
  expect(thirds).toEqual(['0.333334', '0.333333', '0.333333'])
  expect(sumOf(thirds.map(decimalOf)).equals(1)).toBe(true)
})

test('the remainder is what is missing to one', () => {
  expect(remainderOf(['0.6', '0.35']).toFixed()).toBe('0.05')
  expect(remainderOf(['0.6', '0.5']).toFixed()).toBe('-0.1')
})

const cases = '../shared/golden/cases.json'

test.skipIf(!existsSync(cases))(`the published projections (needs ${cases})`, () => {
  type Case = { id: string; inputs: { v: number[][] }; expected: { x: number[][] } }
  const all = JSON.parse(readFileSync(cases, 'utf8')) as { cases: Case[] }
  const golden = all.cases.find((each) => each.id === 'proj-simplex')
  expect(golden).toBeDefined()
  for (const [at, values] of (golden?.inputs.v ?? []).entries()) {
    const projected = projectedOnSimplex(values.map((value) => new Decimal(value))).map(Number)
    for (const [index, expected] of (golden?.expected.x[at] ?? []).entries()) {
      expect(projected[index]).toBeCloseTo(expected, 10)
    }
  }
})
