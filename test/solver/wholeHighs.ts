/** The peer for whole orders: HiGHS' mixed-integer solver, given the same program in money. Absolute distances only. */
import type { Highs, ModelData } from 'highs'
import type { WholeProgram } from '../../src/solver/wholeTerms.ts'

interface Column {
  readonly cost: number
  readonly upper: number
  readonly whole: boolean
  readonly entries: readonly (readonly [row: number, value: number])[]
}

/**
 * Per item: buy and sell units (whole), the miss, and for a fee a switch. Rows: miss >= low - value and >= value - high, units
 * <= most * switch, and the budget last.
 */
export function mixedModelOf(program: WholeProgram): ModelData {
  if (program.squared || program.cashWeight > 0 || program.minimum.some((each) => each > 0))
    throw new Error('only absolute distances of items, and no minimum charges')
  const columns: Column[] = []
  const lower: number[] = []
  const upper: number[] = []
  const row = (from: number, to: number): number => {
    lower.push(from)
    upper.push(to)
    return lower.length - 1
  }
  const budget = row(-Infinity, program.cash - program.floor)
  for (let i = 0; i < program.count; i++) {
    const [price, held] = [program.price[i] ?? 0, program.held[i] ?? 0]
    const [rate, fee] = [((program.rate[i] ?? 0) + (program.spread[i] ?? 0)) * price, program.fee[i] ?? 0]
    const [most, least] = [program.upper[i] ?? 0, -(program.lower[i] ?? 0)]
    const under = row((program.low[i] ?? 0) - held, Infinity)
    const over = row(-Infinity, (program.high[i] ?? 0) - held)
    const tied = fee > 0 ? [row(-Infinity, 0)] : []
    const unit = (sign: number): Column['entries'] => [
      [under, sign * price],
      [over, sign * price],
      [budget, sign * price + rate],
      ...tied.map((at): [number, number] => [at, 1]),
    ]
    columns.push({ cost: rate, upper: most, whole: true, entries: unit(1) })
    columns.push({ cost: rate, upper: least, whole: true, entries: unit(-1) })
    const missed: Column['entries'] = [[under, 1], [over, -1]] // prettier-ignore
    columns.push({ cost: program.weight[i] ?? 0, upper: Infinity, whole: false, entries: missed })
    for (const at of tied) {
      const on: Column['entries'] = [[budget, fee], [at, -Math.max(most, least)]] // prettier-ignore
      columns.push({ cost: fee, upper: 1, whole: true, entries: on })
    }
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

/** The orders it finds, with its own tolerances; null where it finds none in this time. */
export function solveMixed(highs: Highs, program: WholeProgram, seconds: number): Float64Array | null {
  return highs.withModel(mixedModelOf(program), (model) => {
    model.options.set({ output_flag: false, time_limit: seconds })
    model.run()
    if (!Number.isFinite(model.getObjectiveValue())) return null
    return ordersIn(program, model.getSolution().colValue)
  })
}

function ordersIn(program: WholeProgram, x: Float64Array): Float64Array {
  const orders = new Float64Array(program.count)
  let at = 0
  for (let i = 0; i < program.count; i++) {
    orders[i] = Math.round(x[at] ?? 0) - Math.round(x[at + 1] ?? 0)
    at += (program.fee[i] ?? 0) > 0 ? 4 : 3
  }
  return orders
}
