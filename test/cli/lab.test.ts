/** `keel lab`: the cells of a sound experiment, the problems of another, and nothing but one line for a file that cannot be read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/cli/keel.ts'
import { metricNames } from '../../src/domain/labResult.ts'
import { twoClasses } from '../lab/experiments.ts'

const folder = mkdtempSync(join(tmpdir(), 'keel-lab-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function lab(json: unknown) {
  const path = join(folder, 'experiment.json')
  writeFileSync(path, JSON.stringify(json))
  const said = { out: '', complaint: '' }
  const code = await main(['lab', path], {
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.complaint += text) },
  })
  return { code, ...said }
}

interface Printed {
  readonly cells: readonly {
    readonly policy: { readonly name: string }
    readonly metrics: Readonly<Record<string, { readonly mean: number; readonly error: number | null }>>
    readonly paired: Readonly<Record<string, { readonly mean: number; readonly error: number | null }>>
  }[]
}

test('a cell a policy, with every figure and its difference to the baseline', async () => {
  const { code, out, complaint } = await lab({ ...twoClasses, baseline: 'absolute 0.03 to 0.5' })
  expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
  const { cells } = JSON.parse(out) as Printed
  expect(cells).toHaveLength(6)
  for (const cell of cells)
    expect([Object.keys(cell.metrics), Object.keys(cell.paired)]).toEqual([metricNames, metricNames])
  const [edge, , , , base] = cells
  expect(base?.policy.name).toBe('absolute 0.03 to 0.5')
  expect(base?.paired['growth']).toEqual({ mean: 0, error: 0 })
  expect(edge?.paired['eventsPerYear']?.mean).toBeGreaterThan(1)
  expect(edge?.paired['growth']?.error).toBeLessThan(edge?.metrics['growth']?.error ?? 0)
})

test('a single history has no errors', async () => {
  const dates = ['2025-01-31', '2025-02-28', '2025-03-31']
  const prices = {
    dates,
    classes: [
      ['100', '110', '105'],
      ['50', '50', '51'],
    ],
  }
  const { code, out } = await lab({
    ...twoClasses,
    lookEverySteps: 1,
    market: { kind: 'history', prices, stepsPerYear: 12 },
  })
  const { cells } = JSON.parse(out) as Printed
  expect(code).toBe(0)
  expect(cells[0]?.metrics['growth']).toMatchObject({ error: null })
  const { traces } = JSON.parse(out) as {
    traces: { policy: string; trades: { day: string; did: string; before: number[] }[] }[]
  }
  expect(traces).toHaveLength(6)
  expect(traces[0]).toMatchObject({
    policy: 'absolute 0.01 to 0',
    trades: [{ day: '2025-02-28', did: 'event' }],
  })
  expect(traces[0]?.trades[0]?.before[0]).toBeCloseTo(0.66 / 1.06, 12)
})

test('what is wrong is printed with its place and a sentence, and the exit code is 1', async () => {
  const { code, out } = await lab({ ...twoClasses, targets: ['0.6', '0.5'], colour: 'red' })
  expect(code).toBe(1)
  const { problems } = JSON.parse(out) as { problems: { kind: string; path: string; sentence: string }[] }
  expect(problems).toMatchObject([{ kind: 'unknown-key', path: 'colour' }])
  expect(problems[0]?.sentence).toMatch(/\.$/u)
})
