/** Whether an instrument's impact and pool make sense, and whether a pool's price is the document's: faults and notes. */
import { decimalOf } from './decimal.ts'
import type { Cost, Instrument } from './document.ts'
import type { Impact } from './impact.ts'
import { poolPrice, type Pool } from './pool.ts'
import { problem, type Note, type Problem } from './problem.ts'

/** How far a pool's price may be from the document's before it is worth a note. */
const priceTolerance = '0.01'

/** Faults of what makes a cost curved; its rates and amounts are looked at elsewhere. */
export function curvedCostProblems({ impact, pool }: Cost, path: string): Problem[] {
  return [
    ...(impact === null ? [] : impactProblems(impact, `${path}/impact`)),
    ...(pool === null ? [] : poolProblems(pool, `${path}/pool`)),
  ]
}

/** A note where the pools stand at another price than the document: one of the two is old. */
export function poolNotes({ id, price, exclude, cost }: Instrument, path: string): Note[] {
  if (exclude || price === null || cost.pool === null) return []
  const stands = poolPrice(cost.pool)
  const off = stands.dividedBy(price).minus(1).abs()
  if (off.lessThanOrEqualTo(priceTolerance)) return []
  return [
    { kind: 'pool-price', path, instrument: id, price, poolPrice: stands.toSignificantDigits(8).toFixed() },
  ]
}

function impactProblems(impact: Impact, path: string): Problem[] {
  return [
    ...unless(notNegative(impact.coefficient), 'negative', `${path}/coefficient`, impact.coefficient),
    ...unless(
      notNegative(impact.dailyVolatility),
      'negative',
      `${path}/dailyVolatility`,
      impact.dailyVolatility,
    ),
    ...unless(positive(impact.dailyVolume), 'not-positive', `${path}/dailyVolume`, impact.dailyVolume),
  ]
}

function poolProblems(pool: Pool, path: string): Problem[] {
  const hops = pool.hops.map((hop, at) => ({ hop, path: `${path}/hops/${at}` }))
  return [{ hop: pool, path }, ...hops].flatMap(({ hop, path: place }) => [
    ...unless(positive(hop.baseReserve), 'not-positive', `${place}/baseReserve`, hop.baseReserve),
    ...unless(positive(hop.quoteReserve), 'not-positive', `${place}/quoteReserve`, hop.quoteReserve),
    ...unless(isFee(hop.feeRate), 'out-of-range', `${place}/feeRate`, hop.feeRate),
  ])
}

function unless(sound: boolean, kind: Problem['kind'], path: string, found: string): Problem[] {
  return sound ? [] : [problem(kind, path, { found })]
}

const notNegative = (text: string): boolean => decimalOf(text).greaterThanOrEqualTo(0)
const positive = (text: string): boolean => decimalOf(text).greaterThan(0)
/** A pool that keeps all of what goes in gives nothing. */
const isFee = (text: string): boolean => notNegative(text) && decimalOf(text).lessThan(1)
