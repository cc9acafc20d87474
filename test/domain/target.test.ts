/** The target tree: absolute weights, leaves, remainders, and which nodes are rows. */
import { expect, test } from 'vitest'
import { textOf } from '../../src/domain/decimal.ts'
import { leafClasses, nodesOf, rowNodesOf } from '../../src/domain/target.ts'
import { portfolio, replaced, sample, type Json } from './sample.ts'

const tree: Json = [
  { class: 'safe', weight: '0.4' },
  { class: 'growth', weight: '0.6', band: { kind: 'absolute', width: '0.1' } },
  { class: 'stock', parent: 'growth', weight: '0.7' },
  { class: 'world', parent: 'growth', weight: '0.3' },
  { class: 'bond', parent: 'safe', weight: '0.9' },
  { class: 'cash', parent: 'safe', weight: '0.1' },
]
const withTree = portfolio(replaced(sample(), ['targets'], tree))
const weights = (nodes: readonly { class: string; weight: { toFixed(): string } }[]): string[] =>
  nodes.map((node) => `${node.class} ${node.weight.toFixed()}`)

test('weights multiply down the tree, families in code-point order', () => {
  expect(weights(nodesOf(withTree))).toEqual([
    'growth 0.6',
    'stock 0.42',
    'world 0.18',
    'safe 0.4',
    'bond 0.36',
    'cash 0.04',
  ])
})

test('rows are the leaves and the inner nodes with a band of their own', () => {
  expect(rowNodesOf(withTree).map((node) => node.class)).toEqual(['bond', 'cash', 'growth', 'stock', 'world'])
  expect(rowNodesOf(withTree).find((node) => node.class === 'growth')?.leaves).toEqual(['stock', 'world'])
})

test('cash without a target is a leaf of weight zero', () => {
  expect(weights(rowNodesOf(portfolio(sample())))).toEqual(['bond 0.4', 'cash 0', 'stock 0.6'])
  expect([...leafClasses(portfolio(sample()))].sort()).toEqual(['bond', 'cash', 'stock'])
})

test('the last id of a family takes what the others leave, whatever it says itself', () => {
  const thirds = (last: string): string[] =>
    nodesOf(
      portfolio(
        replaced(
          sample(),
          ['targets'],
          [
            { class: 'stock', weight: last },
            { class: 'bond', weight: '0.3333' },
            { class: 'gold', weight: '0.3333' },
          ],
        ),
      ),
    ).map((node) => `${node.class} ${textOf(node.weight)}`)
  expect(thirds('0.3333')).toEqual(['bond 0.3333', 'gold 0.3333', 'stock 0.3334', 'cash 0'])
  expect(thirds('0.3335')).toEqual(['bond 0.3333', 'gold 0.3333', 'stock 0.3334', 'cash 0'])
})

test('the order of the list does not matter', () => {
  const reversed = portfolio(replaced(sample(), ['targets'], [...tree].reverse()))
  expect(weights(nodesOf(reversed))).toEqual(weights(nodesOf(withTree)))
})
