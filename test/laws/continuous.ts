/** The continuous optimum of documents without costs, in one currency, by an independent solver: HiGHS. */
import highsLoader from 'highs'
import { Decimal, zero } from '../../src/domain/decimal.ts'
import { documentOf } from './generate.ts'
import { flowOf, modelOf, pair, reserveOf } from './model.ts'
import { mayTrade } from './permits.ts'
import type { RawDocument } from './raw.ts'
import { aimsOf, isFired, standingOf } from './standing.ts'

/**
 * The document of a seed with everything taken away that a quadratic program cannot hold; a fine one has steps and
 * minimums that do not matter either.
 */
export function costFree(seed: number, fine: boolean): RawDocument {
  const { rates: _rates, conversion: _conversion, ...document } = documentOf(seed)
  const { turnoverCap: _cap, maxTrades: _most, ...policy } = document.policy
  const base = document.baseCurrency
  return {
    ...document,
    policy,
    instruments: document.instruments.map(({ cost: _cost, ...each }) => ({
      ...each,
      currency: base,
      ...(fine ? { step: '0.00000001', minTrade: '0' } : {}),
    })),
    accounts: document.accounts.map((each) => ({
      ...each,
      cash: { [base]: each.cash?.[base]?.replace('-', '') ?? '0' },
    })),
  }
}

export interface Optimum {
  /** sqrt(D). */
  readonly distance: number
  /** Value bought, negative for sold, by account and instrument as `pair` joins them. */
  readonly orders: ReadonlyMap<string, number>
}

interface Column {
  readonly name: string
  readonly key: string
  readonly sign: 1 | -1
  readonly account: number
  readonly most: number
  /** What one unit of this order adds to each row, cash included. */
  readonly moves: readonly number[]
}

/** Least D over continuous orders; in units of the whole portfolio, since a solver's tolerances are absolute. */
export async function optimumOf(document: RawDocument, stuck: ReadonlySet<string>): Promise<Optimum | null> {
  const model = modelOf(document)
  const standing = standingOf(model)
  const fired = isFired(model, standing, stuck)
  const total = standing.total.toNumber()
  const columns: Column[] = []
  for (const [at, account] of model.accounts.entries())
    for (const asset of model.assets.values()) {
      const moves = standing.rows.map((row) => {
        const share = row.leaves
          .reduce((sum, leaf) => sum.plus(asset.exposure.get(leaf) ?? 0), zero)
          .toNumber()
        return share - (row.leaves.includes('cash') ? 1 : 0)
      })
      const key = pair(account.id, asset.id)
      const held = (model.positions.get(key) ?? zero).times(asset.price).dividedBy(standing.total).toNumber()
      const base = { key, account: at, moves }
      if (mayTrade(model, account, asset, 'buy', fired))
        columns.push({ ...base, name: `b${columns.length}`, sign: 1, most: Infinity })
      if (mayTrade(model, account, asset, 'sell', fired))
        columns.push({ ...base, name: `s${columns.length}`, sign: -1, most: held })
    }
  const slack = model.accounts.map((account) =>
    (model.purses.get(pair(account.id, model.base)) ?? zero)
      .plus(flowOf(account))
      .minus(reserveOf(account))
      .dividedBy(total)
      .toNumber(),
  )
  const aims = aimsOf(model, standing, fired)
  const rows = standing.rows.map((row, at) => ({
    weight: row.before.toNumber(),
    low: (aims[at]?.low ?? zero).toNumber(),
    high: (aims[at]?.high ?? zero).toNumber(),
    scale: 1 / Math.max(row.target.toNumber(), 0.01),
  }))
  const answer = await solved(textOf(columns, rows, slack))
  if (answer?.Status !== 'Optimal') return null
  const values = new Map(
    Object.entries(answer.Columns).map(([name, column]) => [
      name,
      (column as { readonly Primal?: number }).Primal ?? 0,
    ]),
  )
  return readBack(columns, rows, values, total)
}

/** An answer, or null where the solver gives up: it is a peer, not a judge. */
async function solved(
  text: string,
): Promise<ReturnType<Awaited<ReturnType<typeof highsLoader>>['solve']> | null> {
  const highs = await highsLoader()
  try {
    return highs.solve(text)
  } catch {
    return null
  }
}

interface RowAim {
  readonly weight: number
  readonly low: number
  readonly high: number
  readonly scale: number
}

const term = (factor: number, name: string): string =>
  `${factor < 0 ? '-' : '+'} ${new Decimal(Math.abs(factor)).toFixed(15)} ${name}`

/** CPLEX LP text: v_i >= low - w and v_i >= w - high, minimise the sum of v_i squared over the target. */
function textOf(columns: readonly Column[], rows: readonly RowAim[], slack: readonly number[]): string {
  const squares = rows.map((row, at) => term(2 * row.scale, `v${at} ^2`)).join(' ')
  const weights = rows.flatMap((row, at) => {
    const moves = columns.map((each) => term(each.sign * (each.moves[at] ?? 0), each.name)).join(' ')
    return [
      ` low${at}: ${moves} + v${at} >= ${new Decimal(row.low - row.weight).toFixed(15)}`,
      ` high${at}: ${moves} - v${at} <= ${new Decimal(row.high - row.weight).toFixed(15)}`,
    ]
  })
  const cash = slack.flatMap((most, at) => {
    const own = columns.filter((each) => each.account === at)
    return own.length === 0
      ? []
      : [
          ` cash${at}: ${own.map((each) => term(each.sign, each.name)).join(' ')} <= ${new Decimal(most).toFixed(15)}`,
        ]
  })
  const bounds = columns.map(
    (each) =>
      ` 0 <= ${each.name}${Number.isFinite(each.most) ? ` <= ${new Decimal(each.most).toFixed(15)}` : ''}`,
  )
  return `Minimize\n obj: [ ${squares} ] / 2\nSubject To\n${[...weights, ...cash].join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`
}

function readBack(
  columns: readonly Column[],
  rows: readonly RowAim[],
  values: ReadonlyMap<string, number>,
  total: number,
): Optimum {
  const square = rows.reduce((sum, row, at) => {
    const weight = columns.reduce(
      (all, each) => all + each.sign * (each.moves[at] ?? 0) * (values.get(each.name) ?? 0),
      row.weight,
    )
    const violation = Math.max(0, row.low - weight, weight - row.high)
    return sum + violation * violation * row.scale
  }, 0)
  const orders = new Map<string, number>()
  for (const each of columns)
    orders.set(each.key, (orders.get(each.key) ?? 0) + each.sign * (values.get(each.name) ?? 0) * total)
  return { distance: Math.sqrt(square), orders }
}
