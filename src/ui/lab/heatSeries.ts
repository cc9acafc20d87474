/** The heatmap as data: a value a policy, how strong its colour is, and which cells cannot be told from the best. */
import {
  type Estimate,
  estimateOf,
  isTie,
  type MetricName,
  pairedOf,
  type Sweep,
} from '../../domain/labResult.ts'
import type { LabQuestion } from './experimentOf.ts'
import { cellsIn, type LabPlace, placeAt } from './labGrid.ts'
import { metricOf } from './labMetrics.ts'

export interface HeatCell extends LabPlace {
  /** Its policy's place among all. */
  readonly at: number
  readonly column: number
  readonly row: number
  readonly value: Estimate
  /** To the best cell, path by path; null of the best itself, and where it cannot be told. */
  readonly difference: Estimate | null
  /** 0 the worst of the grid, 1 the best. */
  readonly strength: number
  readonly isBest: boolean
  /** Cannot be told from the best: within two standard errors of it. */
  readonly isTie: boolean
  readonly isHere: boolean
}

export interface Heat {
  readonly cells: readonly HeatCell[]
  readonly best: HeatCell
  /** One's own policy, whether or not it has a place on the grid. */
  readonly own: Own
  /** Besides the best. */
  readonly ties: number
  readonly columns: number
  readonly rows: number
}

export interface Own {
  readonly value: Estimate
  /** To the best cell; null where it is the best itself. */
  readonly difference: Estimate | null
  readonly isTie: boolean
  readonly isOnGrid: boolean
}

type Asked = Pick<LabQuestion, 'grid' | 'present'>

/** Null while nothing was heard, or of another grid. */
export function heatOf(sweep: Sweep, { grid, present }: Asked, metric: MetricName): Heat | null {
  const { triggers, rows } = grid
  const many = cellsIn(grid)
  if (sweep.policies.length < many || sweep.tally.count === 0) return null
  const values = Array.from({ length: many }, (_, at) => estimateOf(sweep.tally, at, metric))
  const sign = metricOf(metric).better === 'low' ? 1 : -1
  const badness = values.map(({ mean }) => (Number.isFinite(mean) ? sign * mean : Infinity))
  const bestAt = badness.indexOf(Math.min(...badness))
  const strength = strengthsOf(badness)
  const cells = values.map((value, at): HeatCell => {
    const difference = at === bestAt ? null : pairedOf(sweep.tally, at, bestAt, metric)
    return {
      at,
      ...placeAt(grid, at),
      column: Math.floor(at / rows.length),
      row: at % rows.length,
      value,
      difference,
      strength: strength[at] ?? 0,
      isBest: at === bestAt,
      isTie: difference !== null && isTie(difference),
      isHere: at === present,
    }
  })
  const best = cells[bestAt]
  if (best === undefined) return null
  const ties = cells.filter((cell) => cell.isTie).length
  return {
    cells,
    best,
    own: ownOf(sweep, present, best, metric, many),
    ties,
    columns: triggers.length,
    rows: rows.length,
  }
}

function ownOf(sweep: Sweep, at: number, best: HeatCell, metric: MetricName, many: number): Own {
  const difference = at === best.at ? null : pairedOf(sweep.tally, at, best.at, metric)
  return {
    value: estimateOf(sweep.tally, at, metric),
    difference,
    isTie: difference !== null && isTie(difference),
    isOnGrid: at < many,
  }
}

/** The square keeps differences near the best in sight where the worst is far away. */
function strengthsOf(badness: readonly number[]): number[] {
  const finite = badness.filter(Number.isFinite)
  const [best, worst] = [Math.min(...finite), Math.max(...finite)]
  if (!(worst > best)) return badness.map(() => 0)
  return badness.map((each) => {
    const share = Number.isFinite(each) ? (worst - each) / (worst - best) : 0
    return share * share
  })
}

/** The cell a key leads to; the grid has edges. */
export function cellBeside({ cells, columns, rows }: Heat, from: HeatCell, key: string): HeatCell | null {
  const step = strides[key]
  if (step === undefined) return null
  const column = Math.min(columns - 1, Math.max(0, from.column + step.right))
  const row = Math.min(rows - 1, Math.max(0, from.row + step.down))
  return cells.find((cell) => cell.column === column && cell.row === row) ?? null
}

const strides: Readonly<Record<string, { readonly right: number; readonly down: number }>> = {
  ArrowRight: { right: 1, down: 0 },
  ArrowLeft: { right: -1, down: 0 },
  ArrowDown: { right: 0, down: 1 },
  ArrowUp: { right: 0, down: -1 },
  Home: { right: -Infinity, down: 0 },
  End: { right: Infinity, down: 0 },
  PageUp: { right: 0, down: -Infinity },
  PageDown: { right: 0, down: Infinity },
}
