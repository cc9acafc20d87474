/** Moves in a price series that look like mistakes: a spike that comes back at once, a split nobody adjusted for. */
import type { HistoryFlag, PriceSeries } from '../domain/history.ts'

/** A move is odd beyond so many robust deviations of the moves around it. */
const deviations = 8
/** The moves around it: three months of days. */
const halfWindow = 31
/** Smaller moves may be odd where nothing else moves, but harm no estimate. */
const smallestMove = 0.02
/** A spike comes back to within this share of itself at the next observation. */
const remainder = 0.25
/** Splits change the price by a half and more, to within what a market moves in a day. */
const splitRatios: readonly number[] = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100]
const splitSlack = 0.03
/** From a median absolute value to a standard deviation, for normal moves. */
const normalScale = 1.4826

/** Each is a flag on the line of the odd value; the value stays in the series. */
export function oddMoves(series: PriceSeries): readonly HistoryFlag[] {
  const factors = factorsOf(series)
  const moves = factors.map(moveOf)
  const usual = deviationOf(moves)
  const limit = Math.max(smallestMove, deviations * usual)
  let comesBack = -1
  return moves.flatMap((move, at) => {
    // The way back from a spike is no second fault.
    if (Math.abs(move) <= limit || at === comesBack) return []
    const kind = kindOf(factors, moves, at)
    if (kind === null || Math.abs(move) <= deviations * localDeviation(moves, at)) return []
    if (kind === 'spike') comesBack = at + 1
    const observation = at + (series.content === 'prices' ? 1 : 0)
    const day = series.days[observation] ?? null
    return [
      {
        kind,
        symbol: series.symbol,
        line: series.lines[observation] ?? 0,
        day,
        text: textOf(series, observation),
      },
    ]
  })
}

function textOf({ values, content }: PriceSeries, at: number): string {
  if (content === 'returns') return String(values[at])
  return `${values[at - 1]} → ${values[at]}`
}

/** By what each observation multiplies the one before. */
function factorsOf({ values, content }: PriceSeries): readonly number[] {
  if (content === 'returns') return Array.from(values, (value) => 1 + value)
  return Array.from(values.subarray(1), (value, at) => value / (values[at] ?? value))
}

/** A halving and a doubling are moves of the same size. */
function moveOf(factor: number): number {
  return factor >= 1 ? factor - 1 : 1 - 1 / factor
}

function kindOf(factors: readonly number[], moves: readonly number[], at: number): 'spike' | 'split' | null {
  const next = factors[at + 1]
  const factor = factors[at] ?? 1
  if (next !== undefined && Math.abs(moveOf(factor * next)) < remainder * Math.abs(moves[at] ?? 0))
    return 'spike'
  const size = factor >= 1 ? factor : 1 / factor
  return splitRatios.some((ratio) => Math.abs(size / ratio - 1) <= splitSlack) ? 'split' : null
}

function localDeviation(moves: readonly number[], at: number): number {
  return deviationOf(moves.slice(Math.max(0, at - halfWindow), at + halfWindow + 1))
}

/** The median size of the moves, as the standard deviation it would mean. */
function deviationOf(moves: readonly number[]): number {
  const sizes = moves.map((move) => Math.abs(move)).sort((a, b) => a - b)
  return normalScale * (sizes[Math.floor(sizes.length / 2)] ?? 0)
}
