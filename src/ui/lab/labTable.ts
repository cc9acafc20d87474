/** The lab's figures for other programs: a line a policy, a column a figure with its standard error. */
import type { Sweep } from '../../domain/labResult.ts'
import { estimateOf } from '../../domain/labResult.ts'
import type { LabQuestion } from './experimentOf.ts'
import { cellsIn, placeAt } from './labGrid.ts'
import { metrics } from './labMetrics.ts'

/** Fractions and exact numbers as other programs read them, the heads first. */
export function labLines(sweep: Sweep, { grid, present, never }: LabQuestion): string[][] {
  const heads = [
    'Trigger',
    'Destination',
    'Look',
    'Policy',
    ...metrics.flatMap(({ id }) => [id, `${id} error`]),
  ]
  const many = cellsIn(grid)
  const lines = sweep.policies.map((_, at) => {
    const { trigger, destination, look } = placeAt(grid, at)
    return [
      ...(at < many ? [trigger, destination, look] : ['', '', '']),
      at === present ? 'present' : at === never ? 'never' : '',
      ...metrics.flatMap(({ id }) => {
        const { mean, error } = estimateOf(sweep.tally, at, id)
        return [numberText(mean), error === null ? '' : numberText(error)]
      }),
    ]
  })
  return [heads, ...lines]
}

/** What a spreadsheet needs of an estimate. */
const digits = 8

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : ''
}
