/** Traces: the same trades, weights and wealth that the figures were made of. */
import { expect, test } from 'vitest'
import { estimateOf } from '../../src/domain/labResult.ts'
import { benchOf } from '../../src/lab/sweep.ts'
import { tracesOf } from '../../src/lab/trace.ts'
import { comparison } from './experiments.ts'

test.each([['0'], ['0.2'], ['-0.1']])(
  'a trace tells what the figures count, with flows of %s a year',
  (flowPerYear) => {
    const of = comparison({ flowPerYear })
    const tally = benchOf(of).run(3, 4)
    for (const trace of tracesOf(of, [4, 0], 3)) {
      const figure = (name: Parameters<typeof estimateOf>[2]): number =>
        estimateOf(tally, trace.policy, name).mean
      const events = trace.marks.filter((mark) => mark.did === 'event')
      expect(events.length / 2).toBeCloseTo(figure('eventsPerYear'), 12)
      const turnover = trace.marks.reduce((sum, mark) => sum + mark.turnover, 0)
      expect(turnover / 2).toBeCloseTo(figure('turnoverPerYear'), 12)
      expect((trace.wealth.at(-1) ?? 0) ** (1 / 2) - 1).toBeCloseTo(figure('growth'), 12)
      expect(trace.wealth).toHaveLength(505)
      for (const mark of trace.marks) {
        const row = [...trace.weights.subarray(mark.step * 2, mark.step * 2 + 2)]
        row.forEach((weight, i) => expect(weight).toBeCloseTo(mark.after[i] ?? NaN, 12))
      }
    }
  },
)

test('between trades weights drift, and at the start they are the targets', () => {
  const [trace] = tracesOf(comparison(), [2])
  expect([...(trace?.weights.subarray(0, 2) ?? [])]).toEqual([0.6, 0.4])
  expect(trace?.weights[2]).not.toBe(0.6)
})
