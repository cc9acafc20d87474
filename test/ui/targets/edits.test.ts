/** Every edit of the target tree gives a document that is still sound, and loses no instrument's class. */
import { expect, test } from 'vitest'
import { problemsOf } from '../../../src/domain/soundness.ts'
import * as edits from '../../../src/ui/targets/edits.ts'
import { portfolio } from '../../fixtures/plans.ts'

const order = (document: typeof portfolio): string[] => document.targets.map((target) => target.class)

test('cash gets a target when it is given a weight', () => {
  const without = edits.removeClass(portfolio, 'cash')
  const again = edits.setWeight(without, 'cash', '0.02')
  expect(again.targets.at(-1)).toMatchObject({ class: 'cash', name: 'Cash', parent: null, weight: '0.02' })
})

test('a new class takes what its siblings leave', () => {
  const smaller = edits.setWeight(portfolio, 'bond', '0.1')
  const grown = edits.addClass(smaller, null)
  expect(grown.targets.at(-1)).toMatchObject({ parent: null, weight: '0.08' })
  expect(problemsOf(grown)).toEqual([])
})

test('the first child of a class takes over its instruments, and an only child gives them back', () => {
  const grown = edits.addClass(portfolio, 'bond')
  const child = grown.targets.find((target) => target.parent === 'bond')
  expect(child?.weight).toBe('1')
  expect(grown.instruments[2]?.exposure).toEqual({ [child?.class ?? '']: '1' })
  expect(problemsOf(grown)).toEqual([])
  const back = edits.removeClass(grown, child?.class ?? '')
  expect(back.instruments[2]?.exposure).toEqual({ bond: '1' })
  expect(problemsOf(back)).toEqual([])
})

test('a class removed takes all below it along', () => {
  expect(order(edits.removeClass(portfolio, 'stock'))).toEqual(['bond', 'coin', 'cash'])
})

test('classes move among siblings, in and out', () => {
  expect(order(edits.moveClass(portfolio, 'coin', 'up'))).toEqual([
    'stock',
    'us-stock',
    'intl-stock',
    'coin',
    'bond',
    'cash',
  ])
  expect(order(edits.moveClass(portfolio, 'stock', 'down'))).toEqual([
    'bond',
    'stock',
    'us-stock',
    'intl-stock',
    'coin',
    'cash',
  ])
  const inside = edits.moveClass(portfolio, 'bond', 'in')
  expect(inside.targets.find((target) => target.class === 'bond')?.parent).toBe('stock')
  const out = edits.moveClass(inside, 'us-stock', 'out')
  expect(order(out)).toEqual(['stock', 'intl-stock', 'bond', 'us-stock', 'coin', 'cash'])
  expect(out.targets.find((target) => target.class === 'us-stock')?.parent).toBeNull()
})

test('what cannot move stays', () => {
  expect(edits.moveClass(portfolio, 'stock', 'up')).toEqual(portfolio)
  expect(edits.moveClass(portfolio, 'stock', 'out')).toBe(portfolio)
  expect(edits.moveClass(portfolio, 'cash', 'in')).toBe(portfolio)
  expect(edits.moveClass(portfolio, 'unknown', 'up')).toBe(portfolio)
})

test('an id that nobody chose follows the name; a chosen one stays', () => {
  const grown = edits.addClass(portfolio, null)
  const id = grown.targets.at(-1)?.class ?? ''
  expect(edits.rename(grown, id, 'Real estate').targets.at(-1)).toMatchObject({
    class: 'real-estate',
    name: 'Real estate',
  })
  expect(edits.idAfterRename(grown, id, 'Bond')).toBe('bond-2')
  expect(edits.rename(portfolio, 'bond', 'Loans').targets[3]).toMatchObject({ class: 'bond', name: 'Loans' })
})

test('the rest goes to cash', () => {
  const smaller = edits.setWeight(portfolio, 'bond', '0.1')
  expect(problemsOf(smaller)).not.toEqual([])
  const rested = edits.restToCash(smaller)
  expect(rested.targets.at(-1)).toMatchObject({ class: 'cash', weight: '0.1' })
  expect(problemsOf(rested)).toEqual([])
})

test('a tree with a cycle is edited without losing a class', () => {
  const cyclic = {
    ...portfolio,
    targets: portfolio.targets.map((each) =>
      each.class === 'stock' ? { ...each, parent: 'us-stock' } : each,
    ),
  }
  expect(order(edits.addClass(cyclic, null)).toSorted()).toEqual([...order(portfolio), 'class-7'].toSorted())
  expect(edits.removeClass(cyclic, 'stock').targets).toHaveLength(3)
})
