/** `keel target`: weights from a typed covariance or from price files, a step towards them, and what it refuses. */
import { expect, test } from 'vitest'
import { main } from '../../src/cli/keel.ts'

interface Printed {
  readonly kind?: string
  readonly weights?: Readonly<Record<string, number>>
  readonly contributions?: Readonly<Record<string, number>>
  readonly rules?: readonly unknown[]
  readonly problems?: readonly { readonly kind: string; readonly path: string }[]
  readonly step?: { readonly rate: number; readonly weights: Readonly<Record<string, number>> }
  readonly resampled?: {
    readonly draws: number
    readonly weights: Readonly<Record<string, { readonly low: number; readonly high: number }>>
  }
}

const days = Array.from({ length: 60 }, (_, at) =>
  new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10),
)
/** Two series that swing by 1 % and by 2 %, never together. */
const prices = (swing: number, period: number): string =>
  `Date,Close\n${days.map((day, at) => `${day},${100 * (1 + (Math.floor(at / period) % 2) * swing)}`).join('\n')}\n`

async function keel(question: object, ...words: readonly string[]) {
  const files: Readonly<Record<string, string>> = {
    'question.json': JSON.stringify({ evenkeelTarget: 1, ...question }),
    'A.csv': prices(0.01, 1),
    'B.csv': prices(0.02, 2),
  }
  let [out, complaint] = ['', '']
  const code = await main(['target', 'question.json', ...words], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (complaint += text) },
    readFile: (path) => new TextEncoder().encode(files[path]),
  })
  return { code, complaint, printed: out === '' ? null : (JSON.parse(out) as Printed) }
}

const typed = { classes: ['A', 'B'], covariance: [['0.04', '0'], ['0', '0.01']] } // prettier-ignore

test('weights and shares of risk from a typed covariance', async () => {
  const { code, printed } = await keel({ ...typed, recipe: { kind: 'equal-risk' } })
  expect(code).toBe(0)
  expect(printed).toMatchObject({
    weights: { A: 0.333333333333, B: 0.666666666667 },
    contributions: { A: 0.5, B: 0.5 },
  })
})

test('every recipe is understood', async () => {
  const means = ['0.05', '0.03']
  const recipes = [
    { kind: 'risk-budgets', budgets: { A: '1', B: '3' } },
    { kind: 'hierarchical-risk-parity' },
    { kind: 'tracking-error', benchmark: { A: '1' } },
    { kind: 'mean-variance', aversion: '4' },
    { kind: 'mean-variance', return: '0.04' },
    { kind: 'mean-variance', volatility: '0.12' },
    { kind: 'maximum-sharpe', riskFree: '0.01' },
    { kind: 'target-volatility', base: { kind: 'equal' }, volatility: '0.15', remainder: 'B' },
  ]
  for (const recipe of recipes)
    expect(await keel({ ...typed, means, recipe })).toMatchObject({ code: 0, complaint: '' })
})

test('price files, their rows drawn again, the same every time', async () => {
  const question = { recipe: { kind: 'inverse-volatility' }, resamples: 40, seed: 3 }
  const { code, printed } = await keel(question, 'A.csv', 'B.csv')
  expect(code).toBe(0)
  const weight = printed?.weights?.['A'] ?? NaN
  const interval = printed?.resampled?.weights['A']
  expect(printed?.resampled?.draws).toBe(40)
  expect(interval?.low).toBeLessThan(weight)
  expect(interval?.high).toBeGreaterThan(weight)
  expect(await keel(question, 'A.csv', 'B.csv')).toMatchObject({ printed })
})

test('a step towards a target that moves', async () => {
  const moving = { present: { A: '1' }, aversion: '2', cost: '10', discount: '0.02', decay: '0.1' }
  const { printed } = await keel({ ...typed, recipe: { kind: 'equal' }, moving })
  expect(printed?.step?.rate).toBeCloseTo(0.350387863161, 11)
  expect(printed?.step?.weights['A']).toBeCloseTo(1 - 0.350387863161 / 2, 11)
  const { code } = await keel({ ...typed, recipe: { kind: 'equal' }, moving: { ...moving, cost: '0' } })
  expect(code).toBe(2)
})

test('rules that clash are refused by name', async () => {
  const limits = { A: { lower: '0.7' }, B: { lower: '0.4' } }
  const { code, printed } = await keel({ ...typed, recipe: { kind: 'equal' }, limits })
  expect(code).toBe(1)
  expect(printed).toEqual({
    kind: 'boxes-clash',
    rules: [
      { kind: 'lower', class: 'A' },
      { kind: 'lower', class: 'B' },
    ],
  })
})

test('what is no question, and names that nobody has', async () => {
  const { code, printed } = await keel({ ...typed, recipe: { kind: 'best' } })
  expect({ code, problems: printed?.problems?.map(({ kind }) => kind) }).toEqual({
    code: 1,
    problems: ['unknown-kind'],
  })
  const lost = await keel({ ...typed, recipe: { kind: 'risk-budgets', budgets: { C: '1' } } })
  expect(lost).toMatchObject({ code: 2, complaint: 'keel: there is no class called C.\n' })
})
