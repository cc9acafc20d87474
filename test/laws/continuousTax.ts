/** The least expense of a household at the distance zero by an independent solver, HiGHS: one selling variable per lot. */
import highsLoader from 'highs'
import { Decimal, zero } from '../../src/domain/decimal.ts'
import { diceOf } from './dice.ts'
import { householdOf } from './generateTax.ts'
import { isTaxed, lotsIn, taxRate, termAt } from './lots.ts'
import { countedIn, flowOf, modelOf, pair, reserveOf, type Asset, type Model } from './model.ts'
import { mayTrade } from './permits.ts'
import type { RawAccount, RawDocument } from './raw.ts'
import { aimsOf, isFired, standingOf } from './standing.ts'

/** A household with everything taken away that a linear program cannot hold, and room to reach its aims. */
export function linearHousehold(seed: number): RawDocument {
  const dice = diceOf(seed * 53 + 17)
  const household = householdOf(seed * 4 + 3)
  const { rates: _rates, conversion: _conversion, realised: _realised, ...document } = household
  return {
    ...document,
    instruments: household.instruments.map(
      ({ cost: _cost, minTrade: _least, washGroup: _group, ...each }) => ({
        ...each,
        currency: 'USD',
        step: '0.001',
        cost: { rate: dice.decimal(0, 0.005, 4), halfSpread: dice.pick(['0', '0.001']) },
      }),
    ),
    lots: household.lots.map((lot) => ({ ...lot, unitCost: lot.unitCost ?? '10' })),
    targets: household.targets.map(({ location: _location, ...each }) => each),
    policy: {
      trigger: { any: [{ kind: 'always' }] },
      band: { kind: 'absolute', width: dice.pick(['0.04', '0.08']) },
      destination: dice.pick(['0', '0.25']),
    },
    tax: { ...household.tax, lotMethod: 'min-tax', washSales: false, harvest: false },
  }
}

/** A column of the program; money is a share of the household's total. */
interface Column {
  readonly account: number
  readonly sign: 1 | -1
  readonly most: number
  /** Costs and taxes of a unit of value, and the gain it realises. */
  readonly cost: number
  readonly tax: number
  readonly gain: number
  /** Share of each row. */
  readonly shares: readonly number[]
}

/** Least costs and taxes in base currency at the distance zero; null where there are none. */
export async function leastExpense(
  document: RawDocument,
  stuck: ReadonlySet<string>,
): Promise<number | null> {
  const model = modelOf(document)
  const standing = standingOf(model)
  const fired = isFired(model, standing, stuck)
  const total = standing.total.toNumber()
  const sharesOf = (asset: Asset): number[] =>
    standing.rows.map((row) =>
      row.leaves.reduce((sum, leaf) => sum.plus(asset.exposure.get(leaf) ?? 0), zero).toNumber(),
    )
  const columns = model.accounts.flatMap((account, at) =>
    [...model.assets.values()].flatMap((asset) => [
      ...(mayTrade(model, account, asset, 'buy', fired) ? [buyOf(at, asset, sharesOf(asset))] : []),
      ...(mayTrade(model, account, asset, 'sell', fired)
        ? sellsOf(model, account, at, asset, sharesOf(asset), total)
        : []),
    ]),
  )
  const aims = aimsOf(model, standing, fired)
  const rows = standing.rows.map((row, at) => ({
    weight: row.before.toNumber(),
    cash: row.leaves.includes('cash') ? 1 : 0,
    low: (aims[at]?.low ?? zero).toNumber(),
    high: (aims[at]?.high ?? zero).toNumber(),
  }))
  const spare = model.accounts.map((account) =>
    (model.purses.get(pair(account.id, model.base)) ?? zero)
      .plus(flowOf(account))
      .minus(Decimal.max(0, reserveOf(account)))
      .dividedBy(total)
      .toNumber(),
  )
  const counted = model.accounts.map((account) => countedIn(model, account.id).toNumber())
  const budget = document.tax?.gainsBudget ?? null
  const text = textOf(columns, rows, spare, counted, budget === null ? null : Number(budget) / total)
  const answer = (await highsLoader()).solve(text)
  return answer.Status === 'Optimal' ? answer.ObjectiveValue * total : null
}

/** Rate and half spread of a unit of value. */
const costOf = (asset: Asset): number => Number(asset.cost.rate) + Number(asset.cost.halfSpread)

function buyOf(account: number, asset: Asset, shares: readonly number[]): Column {
  return { account, sign: 1, most: Infinity, cost: costOf(asset), tax: 0, gain: 0, shares }
}

function sellsOf(
  model: Model,
  account: RawAccount,
  at: number,
  asset: Asset,
  shares: readonly number[],
  total: number,
): Column[] {
  const taxed = isTaxed(model, account.id)
  return lotsIn(model, account.id, asset.id).map((lot) => {
    const cost = costOf(asset)
    const gain = taxed ? 1 - cost - (lot.unitCost ?? zero).dividedBy(asset.price).toNumber() : 0
    const rate = taxRate(model.raw.tax ?? {}, termAt(lot.acquired, model.raw.asOf)).toNumber()
    const most = lot.quantity.times(asset.price).dividedBy(total).toNumber()
    return { account: at, sign: -1, most, cost, tax: Math.max(0, gain) * rate, gain, shares }
  })
}

interface RowAim {
  readonly weight: number
  readonly cash: number
  readonly low: number
  readonly high: number
}

const number = (value: number): string => new Decimal(value).toFixed(15)
const term = (factor: number, at: number): string =>
  `${factor < 0 ? '-' : '+'} ${number(Math.abs(factor))} x${at}`

/** CPLEX LP text: weights after costs between low and high, cash of every account at least its reserve. */
function textOf(
  columns: readonly Column[],
  rows: readonly RowAim[],
  spare: readonly number[],
  counted: readonly number[],
  budget: number | null,
): string {
  const share = (column: Column): number => counted[column.account] ?? 1
  const sum = (factor: (column: Column) => number): string =>
    columns.map((column, at) => term(factor(column), at)).join(' ') || '0 x0'
  /** What a unit of the order adds to a row's value less a limit times the total after costs. */
  const against = (row: RowAim, at: number, limit: number): string =>
    sum((column) => {
      const cash = row.cash * (-column.sign - column.cost)
      return share(column) * (column.sign * (column.shares[at] ?? 0) + cash + limit * column.cost)
    })
  const lines = [
    ...rows.flatMap((row, at) => [
      ` low${at}: ${against(row, at, row.low)} >= ${number(row.low - row.weight)}`,
      ` high${at}: ${against(row, at, row.high)} <= ${number(row.high - row.weight)}`,
    ]),
    ...spare.map(
      (most, account) =>
        ` cash${account}: ${sum((column) => (column.account === account ? column.sign + column.cost : 0))} <= ${number(most)}`,
    ),
    ...(budget === null ? [] : [` budget: ${sum((column) => column.gain)} <= ${number(budget)}`]),
  ]
  const bounds = columns.map((column, at) =>
    Number.isFinite(column.most) ? ` 0 <= x${at} <= ${number(column.most)}` : ` 0 <= x${at}`,
  )
  return `Minimize\n obj: ${sum((column) => column.cost + column.tax)}\nSubject To\n${lines.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`
}
