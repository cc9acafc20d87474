/** The peer for whole plans: HiGHS' mixed-integer solver minimising the expense of a document with every row inside its aim. */
import type { Highs, ModelData } from 'highs'
import type { Portfolio } from '../../src/domain/document.ts'
import { cashClass } from '../../src/domain/target.ts'
import type { Workings } from '../../src/engine/plan.ts'

interface Column {
  readonly cost: number
  readonly upper: number
  readonly whole: boolean
  readonly entries: readonly (readonly [row: number, value: number])[]
}

interface Holding {
  readonly id: string
  readonly class: string
  readonly price: number
  readonly units: number
  readonly fixed: number
  readonly halfSpread: number
}

function holdingsOf(document: Portfolio): Holding[] {
  return document.instruments.map(({ id, price, exposure, cost }) => ({
    id,
    class: Object.keys(exposure ?? { [id]: '1' })[0] ?? id,
    price: Number(price),
    units: document.lots.reduce((sum, lot) => sum + (lot.instrument === id ? Number(lot.quantity) : 0), 0),
    fixed: Number(cost.fixed),
    halfSpread: Number(cost.halfSpread),
  }))
}

/**
 * One account, one currency, whole shares, fixed fees and spreads. c is the expense without rounding up to cents, so that the
 * least c is below every plan's. Rows, all in money: the expense; each aim, low (V - c) <= value <= high (V - c), as two rows;
 * the account's reserve; for each order its units <= most x switch.
 */
export function expenseModelOf({ document, drift, aims, decision }: Workings): ModelData {
  const total = drift.total.toNumber()
  const holdings = holdingsOf(document)
  const columns: Column[] = []
  const lower: number[] = []
  const upper: number[] = []
  const row = (from: number, to: number): number => {
    lower.push(from)
    upper.push(to)
    return lower.length - 1
  }
  const expense = row(0, 0)
  const limits = drift.rows.map((each, at) => {
    const [low, high] = [aims[at]?.low.toNumber() ?? 0, aims[at]?.high.toNumber() ?? 1]
    const value = each.value.toNumber()
    return { class: each.class, low, high, value, least: row(low * total - value, Infinity), most: row(-Infinity, high * total - value) }
  }) // prettier-ignore
  const cash = limits.find((each) => each.class === cashClass)
  if (cash === undefined) throw new Error('no cash')
  const reserve = row(Number(document.accounts[0]?.reserve) - cash.value, Infinity)
  columns.push({
    cost: 1,
    upper: Infinity,
    whole: false,
    entries: [
      [expense, -1],
      ...limits.flatMap((each): [number, number][] =>
        each === cash
          ? [[each.least, each.low - 1], [each.most, each.high - 1]]
          : [[each.least, each.low], [each.most, each.high]],
      ),
      [reserve, -1],
    ],
  }) // prettier-ignore
  for (const each of holdings) {
    const limit = limits.find((one) => one.class === each.class)
    if (limit === undefined) throw new Error(`no row for ${each.id}`)
    const rate = each.halfSpread * each.price
    const tied = row(-Infinity, 0)
    const mates = holdings.filter((one) => one.class === each.class && one !== each)
    const others = mates.reduce((sum, one) => sum + one.units * one.price, 0)
    const permit = decision.permits.find(({ instrument }) => instrument.id === each.id)
    // Of equivalents only the preferred one is bought.
    const mostBuy =
      permit?.buy === null
        ? Math.max(0, Math.floor((limit.high * total - (limit.value - others)) / each.price))
        : 0
    const mostSell = permit?.sell === null ? each.units : 0
    const unit = (sign: number): Column['entries'] => [
      [expense, rate],
      [limit.least, sign * each.price],
      [limit.most, sign * each.price],
      ...[cash.least, cash.most, reserve].map((at): [number, number] => [at, -sign * each.price]),
      [tied, 1],
    ] // prettier-ignore
    columns.push({ cost: 0, upper: mostBuy, whole: true, entries: unit(1) })
    columns.push({ cost: 0, upper: mostSell, whole: true, entries: unit(-1) })
    columns.push({
      cost: 0,
      upper: 1,
      whole: true,
      entries: [[expense, each.fixed], [tied, -Math.max(mostBuy, mostSell)]],
    }) // prettier-ignore
  }
  const starts = [0]
  for (const { entries } of columns) starts.push((starts.at(-1) ?? 0) + entries.length)
  return {
    numCols: columns.length,
    numRows: lower.length,
    colCost: columns.map((each) => each.cost),
    colLower: columns.map(() => 0),
    colUpper: columns.map((each) => each.upper),
    rowLower: lower,
    rowUpper: upper,
    matrix: {
      format: 'csc',
      numRows: lower.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(columns.flatMap((each) => each.entries.map(([at]) => at))),
      values: Float64Array.from(columns.flatMap((each) => each.entries.map(([, value]) => value))),
    },
    integrality: Int32Array.from(columns, (each) => (each.whole ? 1 : 0)),
  }
}

/** The least expense that it finds in this time, with its own tolerances; null where it finds no plan inside every aim. */
export function leastExpense(highs: Highs, workings: Workings, seconds: number): number | null {
  return highs.withModel(expenseModelOf(workings), (model) => {
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 1e-4 })
    model.run()
    const value = model.getObjectiveValue()
    return Number.isFinite(value) && model.getSolution().colValue.length > 0 ? value : null
  })
}
