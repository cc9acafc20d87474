/** The laws of plans with taxes, as one function from a seed to the laws that its household's plan breaks. */
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { householdOf } from './generateTax.ts'
import { brokenLaws, difference } from './laws.ts'
import type { RawDocument } from './raw.ts'

/** Other plans of the same household cost as much as its own: one in twelve is planned again for each law. */
const turns = 12

/** Every law of plans; for one in twelve each also in another order of lists and keys, carried out, and with taxes of nothing. */
export function brokenTaxLaws(seed: number): string[] {
  const document = householdOf(seed)
  return [
    ...brokenLaws(seed, seed % turns === 0, seed % turns === 4, document),
    ...(seed % turns === 2 ? nothingFaults(document, seed % (2 * turns) === 2 ? 'taxable' : 'exempt') : []),
  ]
}

/**
 * Taxes of nothing plan as no taxes do. Where every account is taxed, equals may be told apart by another preference; then
 * the plan is as near and costs as much.
 */
function nothingFaults(household: RawDocument, kind: 'taxable' | 'exempt'): string[] {
  const document = { ...household, accounts: household.accounts.map((each) => ({ ...each, kind })) }
  const nothing = { shortRate: '0', longRate: '0', lotMethod: 'fifo' as const, washSales: false }
  const [left, right] = [
    { ...document, tax: nothing },
    { ...document, tax: null },
  ].map((each) => {
    const plan = rebalance(each)
    return JSON.stringify(kind === 'exempt' ? untaxed(plan) : worthOf(each, plan))
  }) as [string, string]
  return left === right ? [] : [`taxes of nothing change the plan: ${difference(left, right)}`]
}

/** In whole steps of the resolution, as the comparison sees it. */
function worthOf({ policy }: RawDocument, { status, certificate }: Plan): unknown {
  if (certificate === null || !('distance' in certificate)) return { status }
  const level = Math.ceil(Number(certificate.distance.attained) / Number(policy.resolution ?? '0.001') - 1e-9)
  return { status, level, expense: certificate.expense.attained }
}

/** What a plan orders and comes to, without what it says of taxes. */
function untaxed({ status, trades, conversions, cash, rows, totals }: Plan): unknown {
  const lots = trades.map((trade) =>
    trade.lots.map(({ acquired, quantity, gain }) => ({ acquired, quantity, gain })),
  )
  const {
    tax: _tax,
    gains: _gains,
    carryForward: _carry,
    ...rest
  } = totals ?? { tax: '', gains: '', carryForward: '' }
  const orders = trades.map(({ lots: _lots, ...each }) => each)
  return { status, orders, lots, conversions, cash, rows, totals: rest }
}
