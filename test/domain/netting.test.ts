/** Netting: worked cases in the order of Schedule D, and what it conserves, over seeded random years. */
import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import { netted, type ByTerm } from '../../src/domain/netting.ts'
import { diceOf } from '../laws/dice.ts'

const of = (short: number | string, long: number | string): ByTerm => ({
  short: new Decimal(short),
  long: new Decimal(long),
})
const rates = of('0.35', '0.15')

/** Gains, carried forward, then net, tax, and left to carry forward: short and long each. */
const table: readonly (readonly [string, number[], number[], number[], string, number[]])[] = [
  ['two gains are taxed each at its rate', [1000, 2000], [0, 0], [1000, 2000], '650', [0, 0]],
  ['a short loss takes from a long gain', [-300, 1000], [0, 0], [0, 700], '105', [0, 0]],
  ['a long loss takes from a short gain', [1000, -300], [0, 0], [700, 0], '245', [0, 0]],
  ['a loss larger than the gain keeps its term', [-1300, 1000], [0, 0], [-300, 0], '0', [300, 0]],
  ['and so does a long one', [1000, -1300], [0, 0], [0, -300], '0', [0, 300]],
  ['two losses are carried forward apart', [-200, -100], [0, 0], [-200, -100], '0', [200, 100]],
  ['what is carried forward nets within its term first', [500, 500], [200, 100], [300, 400], '165', [0, 0]],
  ['and then crosses over', [500, 500], [800, 0], [0, 200], '30', [0, 0]],
  ['and is kept where there is no gain', [0, 0], [800, 70], [-800, -70], '0', [800, 70]],
  ['and is used up in part', [100, 50], [400, 0], [-250, 0], '0', [250, 0]],
  ['a loss that just meets the other gain leaves nothing', [-500, 500], [0, 0], [0, 0], '0', [0, 0]],
  ['nothing is nothing', [0, 0], [0, 0], [0, 0], '0', [0, 0]],
]

test.each(table)('%s', (_, gains, carried, net, tax, left) => {
  const [short = 0, long = 0] = gains
  const result = netted(of(short, long), of(carried[0] ?? 0, carried[1] ?? 0), rates)
  expect([result.short.toNumber(), result.long.toNumber()]).toEqual(net.map((each) => each + 0))
  expect(result.tax.toFixed()).toBe(tax)
  expect([result.carryForward.short.toNumber(), result.carryForward.long.toNumber()]).toEqual(left)
})

test('losses give nothing back: there is no negative tax', () => {
  expect(netted(of(-100, 0), of(0, 0), rates).tax.toFixed()).toBe('0')
})

test('laws over random years', () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const dice = diceOf(seed)
    const amount = (low: number): string => (dice.chance(0.2) ? '0' : dice.decimal(low, 5000, 2))
    const gains = of(amount(-5000), amount(-5000))
    const carried = of(amount(0), amount(0))
    const { short, long, tax, carryForward } = netted(gains, carried, rates)
    const sum = gains.short.plus(gains.long).minus(carried.short).minus(carried.long)
    expect(short.plus(long).equals(sum)).toBe(true)
    // Never one gain beside one loss.
    expect(short.times(long).greaterThanOrEqualTo(0)).toBe(true)
    const due = Decimal.max(short, 0).times('0.35').plus(Decimal.max(long, 0).times('0.15'))
    expect(tax.equals(due)).toBe(true)
    expect(carryForward.short.equals(Decimal.max(short.negated(), 0))).toBe(true)
    expect(carryForward.long.equals(Decimal.max(long.negated(), 0))).toBe(true)
    // Splitting a loss off into last year's changes nothing.
    const split = dice.decimal(0, 1000, 2)
    const moved = netted(
      { short: gains.short.plus(split), long: gains.long },
      { short: carried.short.plus(split), long: carried.long },
      rates,
    )
    expect(moved.tax.equals(tax)).toBe(true)
  }
})
