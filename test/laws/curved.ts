/** Documents in which some orders move prices: market impact, pools of one or two hops, and both with the other costs. */
import { Decimal } from '../../src/domain/decimal.ts'
import { diceOf, type Dice } from './dice.ts'
import type { RawCost, RawDocument, RawInstrument, RawPool, RawSwap } from './raw.ts'

/** The same document with curved costs on about half of its instruments. */
export function curved(document: RawDocument, seed: number): RawDocument {
  const dice = diceOf(seed * 104_729 + 71)
  return { ...document, instruments: document.instruments.map((each) => withCurve(dice, each)) }
}

function withCurve(dice: Dice, instrument: RawInstrument): RawInstrument {
  const kind = dice.pick(['none', 'none', 'impact', 'impact', 'pool', 'both'] as const)
  const cost: RawCost = { ...instrument.cost }
  if (kind === 'impact' || kind === 'both')
    cost.impact = {
      coefficient: dice.pick(['1', '0.5', '0']),
      dailyVolatility: dice.decimal(0, 0.05, 4),
      dailyVolume: dice.pick(['1000', '250000', '10000000']),
    }
  if (kind === 'pool' || kind === 'both') cost.pool = poolOf(dice, new Decimal(instrument.price))
  return { ...instrument, cost }
}

/** A pool, now and then two, that stands within a few percent of the price. */
function poolOf(dice: Dice, price: Decimal): RawPool {
  const off = price.times(dice.pick(['1', '1', '0.99', '1.02']))
  if (dice.chance(0.7)) return swapOf(dice, off)
  const coin = new Decimal(dice.pick(['2000', '0.5']))
  return { ...swapOf(dice, off.dividedBy(coin)), hops: [swapOf(dice, coin, ['3000000'])] }
}

function swapOf(dice: Dice, price: Decimal, sizes = ['100', '20000', '3000000']): RawSwap {
  const base = new Decimal(dice.pick(sizes))
  return {
    baseReserve: base.toFixed(),
    quoteReserve: base.times(price).toFixed(8, Decimal.ROUND_UP),
    feeRate: dice.pick(['0.003', '0.0005', '0']),
  }
}
