/** The independent checker: given a document and the plan made from it, every promise that the plan breaks. */
import { createHash } from 'node:crypto'
import { Decimal } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { soldBy } from './checkLots.ts'
import { endOf, expenseOf, moneyFaults } from './checkMoney.ts'
import { objectiveWorthFaults, riskFaults } from './checkRisk.ts'
import { orderFaults } from './checkOrders.ts'
import { cashFires, certificateFaults, firedFaults, refusalFaults, rowFaults, stuckIn } from './checkRows.ts'
import { taxFaults, unprintedIn } from './checkTax.ts'
import { flowOf, modelOf, type Model } from './model.ts'
import type { RawDocument } from './raw.ts'
import { shapeFaults } from './shape.ts'
import { aimsOf, allowanceOf, distanceOf, isFired, isShort, standingOf, startOf } from './standing.ts'

export function violationsOf(document: RawDocument, plan: Plan): string[] {
  const shape = shapeFaults(JSON.parse(JSON.stringify(plan)))
  if (shape.length > 0) return shape
  const model = modelOf(document)
  const standing = standingOf(model)
  const hash = plan.documentHash === hashOf(document) ? [] : ['documentHash is not of this document']
  if (plan.status === 'refused') return [...hash, ...refusalFaults(model, plan, standing)]
  const fired = isFired(model, standing, stuckIn(plan))
  return [
    ...hash,
    ...noteFaults(document, plan),
    ...(plan.problems.length > 0 ? ['problems without a refusal'] : []),
    ...orderFaults(model, plan, fired),
    ...moneyFaults(model, plan),
    ...taxFaults(model, plan),
    ...rowFaults(model, plan, standing),
    ...firedFaults(model, plan, standing),
    ...cashFires(model, plan),
    ...certificateFaults(model, plan, standing),
    ...riskFaults(model, plan, standing),
    ...worthFaults(model, plan),
  ]
}

/** Doing nothing is a plan too where no account is short: no plan may be further away, nor as far and dearer. */
function worthFaults(model: Model, plan: Plan): string[] {
  if (model.raw.policy.destination === 'optimal') return objectiveWorthFaults(model, plan, standingOf(model))
  if (plan.trades.length === 0 || model.accounts.some((account) => isShort(model, account))) return []
  const standing = standingOf(model)
  const aims = aimsOf(model, standing, isFired(model, standing, stuckIn(plan)))
  const resolution = new Decimal(model.raw.policy.resolution ?? '0.001')
  const allowed = allowanceOf(model, standing, aims)
  const level = (distance: Decimal): Decimal =>
    Decimal.max(0, distance.sqrt().minus(allowed).dividedBy(resolution).ceil())
  const idle = level(distanceOf(model, standing, aims, startOf(model)))
  const planned = level(distanceOf(model, standing, aims, endOf(model, plan)))
  if (planned.greaterThan(idle))
    return [`level ${planned.toFixed()} is worse than doing nothing (${idle.toFixed()})`]
  const spends = expenseOf(model, plan).plus(unprintedIn(model, plan)).greaterThan(unprintedIn(model, none))
  return planned.equals(idle) && spends
    ? [`it pays for a level (${idle.toFixed()}) that doing nothing has too`]
    : []
}

const none = { trades: [] }

/** A price older than the plan's day is noted, and a position that is set aside. */
function noteFaults(document: RawDocument, plan: Plan): string[] {
  return document.instruments.flatMap((instrument, at) => {
    const stale = !instrument.exclude && (instrument.priceAsOf ?? document.asOf) < document.asOf
    const noted = plan.notes.some(
      (note) => note.kind === 'price-stale' && note.path.startsWith(`instruments/${at}`),
    )
    return stale === noted ? [] : [`${instrument.id}: stale ${String(stale)}, noted ${String(noted)}`]
  })
}

/** SHA-256 of the document after RFC 8785: keys sorted by UTF-16 units, no blanks. */
export function hashOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonical(value)).digest('hex')}`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** The document after its plan was carried out: new lots and cash, no flows. */
export function applied(document: RawDocument, plan: Plan): RawDocument {
  const positions = new Map<string, { account: string; instrument: string; quantity: Decimal }>()
  const move = (account: string, instrument: string, quantity: Decimal): void => {
    const key = `${account}\n${instrument}`
    const held = positions.get(key)?.quantity ?? new Decimal(0)
    positions.set(key, { account, instrument, quantity: held.plus(quantity) })
  }
  for (const lot of document.lots) move(lot.account, lot.instrument, new Decimal(lot.quantity))
  for (const trade of plan.trades)
    move(
      trade.account,
      trade.instrument,
      new Decimal(trade.side === 'buy' ? trade.quantity : `-${trade.quantity}`),
    )
  const accounts = document.accounts.map((account) => {
    const lines = plan.cash.filter((line) => line.account === account.id)
    const { flow: _flow, ...rest } = account
    return { ...rest, cash: Object.fromEntries(lines.map((line) => [line.currency, line.after])) }
  })
  if (document.tax) return { ...document, accounts, lots: lotsAfter(document, plan) }
  const held = [...positions.values()].filter((each) => !each.quantity.isZero())
  return { ...document, accounts, lots: held.map((each) => ({ ...each, quantity: each.quantity.toFixed() })) }
}

/** What is left of each lot, and a new one for each buy. */
function lotsAfter(document: RawDocument, plan: Plan): RawDocument['lots'] {
  const { parts } = soldBy(modelOf(document), plan)
  const kept = document.lots.flatMap((lot) => {
    const sold = parts.filter((part) => part.lot.raw === lot).map((part) => part.quantity)
    const left = sold.reduce((rest, each) => rest.minus(each), new Decimal(lot.quantity))
    return left.isZero() ? [] : [{ ...lot, quantity: left.toFixed() }]
  })
  const bought = plan.trades
    .filter((trade) => trade.side === 'buy')
    .map(({ account, instrument, quantity, price }) => ({
      account,
      instrument,
      quantity,
      acquired: document.asOf,
      unitCost: price,
    }))
  return [...kept, ...bought]
}

/** Did only flows or shortages open the plan? */
export function isFlowOnly(model: Model, plan: Plan): boolean {
  return (
    !isFired(model, standingOf(model), stuckIn(plan)) &&
    model.accounts.some((each) => !flowOf(each).isZero() || isShort(model, each))
  )
}
