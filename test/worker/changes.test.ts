/** Documents sent as changes: what the thread rebuilds is what the page meant, made of the same objects as before. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { decodeDocument } from '../../src/files/codec.ts'
import { type Sending, packing, unpacking } from '../../src/worker/changes.ts'
import { diceOf, type Dice } from '../laws/dice.ts'

const decoded = decodeDocument(readFileSync('public/demo.json', 'utf8'))
if (!decoded.ok) throw new Error('The demo does not decode.')
const demo = decoded.value

type List = readonly unknown[]
type Lists = 'instruments' | 'lots' | 'accounts' | 'targets'
const lists: readonly Lists[] = ['instruments', 'lots', 'accounts', 'targets']

const withList = (document: Portfolio, key: Lists, list: List): Portfolio => ({ ...document, [key]: list })

function put(list: List, at: number, cut: number, ...items: unknown[]): unknown[] {
  return [...list.slice(0, at), ...items, ...list.slice(at + cut)]
}

const copied = (item: unknown): unknown => structuredClone(item)

const listEdits: readonly ((dice: Dice, list: List) => List)[] = [
  (dice, list) =>
    list.length === 0 ? list : put(list, dice.int(0, list.length - 1), 1, copied(dice.pick(list))),
  (dice, list) => put(list, dice.int(0, list.length), 0, { id: `new-${dice.int(0, 99)}` }),
  (dice, list) => put(list, dice.int(0, list.length), dice.int(0, 3)),
  (dice, list) => dice.shuffled(list),
  (dice, list) => list.map((item) => (dice.chance(0.3) ? copied(item) : item)),
  (dice, list) => dice.some(list),
  (_dice, list) => [...list, ...list.slice(0, 2)],
  (_dice, list) => list.map(copied),
  () => [],
]

const otherEdits: readonly ((dice: Dice, document: Portfolio) => Portfolio)[] = [
  (dice, document) => ({ ...document, name: `n${dice.int(0, 9)}` }),
  (dice, document) => ({ ...document, policy: { ...document.policy, maxTrades: dice.int(0, 9) } }),
  (dice, document) => ({ ...document, rates: { EUR: dice.decimal(1, 2, 4) } }),
  (_dice, document) => structuredClone(document),
  (_dice, { name: _name, ...document }) => document as Portfolio,
  (_dice, { lots: _lots, ...document }) => document as Portfolio,
  (_dice, document) => ({ ...document, lots: document.lots ?? [], surprise: [1, 2, 2] }) as Portfolio,
]

function edited(dice: Dice, document: Portfolio): Portfolio {
  if (dice.chance(0.3)) return dice.pick(otherEdits)(dice, document)
  const key = dice.pick(lists)
  return withList(document, key, dice.pick(listEdits)(dice, document[key] ?? []))
}

const count = (list: List, item: unknown): number => list.filter((each) => each === item).length

/** Every object in the lists of the later document that was in the earlier one is, rebuilt, the same object as then. */
function expectShared(before: Portfolio, after: Portfolio, built: Portfolio, rebuilt: Portfolio): void {
  for (const key of lists) {
    const earlier: List = before[key] ?? []
    const later: List = after[key] ?? []
    for (const [at, item] of later.entries()) {
      // No edit of the page puts an object into a list twice, and if it did, equal would be enough.
      if (count(earlier, item) === 1 && count(later, item) === 1)
        expect(rebuilt[key][at]).toBe(built[key][earlier.indexOf(item)])
    }
  }
}

test('after any edits the thread holds an equal document, which shares what it can with the one before', () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const dice = diceOf(seed)
    const pack = packing()
    const unpack = unpacking()
    let before = demo
    const history = [demo]
    let built = unpack(structuredClone(pack(demo))) as Portfolio
    for (let step = 0; step < 25; step += 1) {
      const after = dice.chance(0.15) ? dice.pick(history) : edited(dice, before)
      const rebuilt = unpack(structuredClone(pack(after))) as Portfolio
      expect(rebuilt, `seed ${seed}, step ${step}`).toStrictEqual(after)
      expectShared(before, after, built, rebuilt)
      history.push(after)
      before = after
      built = rebuilt
    }
  }
})

const weightOf = (sending: Sending): number => JSON.stringify(sending).length

test('one edited lot travels alone, and a list in another order travels as places', () => {
  const pack = packing()
  const whole = weightOf(pack(demo))
  const lots = demo.lots.map((lot, at) => (at === 3 ? { ...lot, quantity: '7' } : lot))
  const edit = { ...demo, lots }
  expect(weightOf(pack(edit))).toBeLessThan(whole / 8)
  expect(weightOf(pack({ ...edit, lots: lots.toReversed() }))).toBeLessThan(whole / 8)
})

test('a document nobody changed is the same object again', () => {
  const pack = packing()
  const unpack = unpacking()
  const first = unpack(structuredClone(pack(demo)))
  const again = unpack(structuredClone(pack(demo)))
  expect(Object.entries(again)).toEqual(Object.entries(first))
  for (const [key, value] of Object.entries(again)) expect(value).toBe(first[key])
})

test('a change of a document that the thread does not hold is refused rather than guessed', () => {
  const pack = packing()
  pack(demo)
  expect(() => unpacking()(pack({ ...demo, name: 'b' }))).toThrow(/does not hold/u)
  const unpack = unpacking()
  unpack(packing()(demo))
  expect(() => unpack(pack({ ...demo, name: 'after one that was lost' }))).toThrow(/does not hold/u)
})
