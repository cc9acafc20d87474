/** The destination "optimal": what it needs, what it trades and what it leaves, and what its certificate says. */
import { expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { sentenceOfSkip } from '../../src/domain/planWords.ts'
import { sentenceOf } from '../../src/domain/words.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { replaced, spoiled, type Json } from '../domain/sample.ts'
import { violationsOf } from '../laws/checker.ts'
import type { RawDocument } from '../laws/raw.ts'

const risk: Json = {
  horizonYears: '0.5',
  classes: ['stock', 'bond'],
  volatility: ['0.16', '0.06'],
  correlation: [
    ['1', '0.2'],
    ['0.2', '1'],
  ],
}

/** The sample with risk and destination, and more places set. */
function optimal(changes: Readonly<Record<string, Json>> = {}): Json {
  const all: Readonly<Record<string, Json>> = { risk, 'policy/destination': 'optimal', ...changes }
  return Object.entries(all).reduce(
    (json, [path, value]) => replaced(json, path.split('/'), value),
    spoiled('policy/trigger', { any: [{ kind: 'always' }] }),
  )
}

function planned(json: Json): Plan {
  const plan = rebalance(json)
  expect(violationsOf(json as unknown as RawDocument, plan)).toEqual([])
  return plan
}

const objectiveOf = (plan: Plan): number =>
  plan.certificate && 'objective' in plan.certificate ? Number(plan.certificate.objective.attained) : NaN
const rate = (of: string): Json => ({ rate: of })

test('without costs it goes to the target as far as whole shares and exchange rates let it', () => {
  const plan = planned(optimal())
  expect(plan.trades.map((trade) => [trade.instrument, trade.side])).toEqual([
    ['AAA', 'sell'],
    ['BBB', 'buy'],
  ])
  for (const row of plan.rows.filter((each) => each.class !== 'cash'))
    expect(Math.abs(Number(row.after) - Number(row.target))).toBeLessThan(0.01)
})

test('the dearer an order, the less of it, down to none', () => {
  const traded = ['0', '0.0002', '0.0005', '0.001', '0.02'].map((each) => {
    const plan = planned(optimal({ 'instruments/0/cost': rate(each), 'instruments/1/cost': rate(each) }))
    return Number(plan.totals?.turnover)
  })
  expect(traded).toEqual(traded.toSorted((a, b) => b - a))
  expect(new Set(traded).size).toBeGreaterThan(3)
  expect(traded.at(-1)).toBe(0)
})

test('more aversion and a longer horizon are the same, and both trade more', () => {
  const cost = { 'instruments/0/cost': rate('0.003'), 'instruments/1/cost': rate('0.003') }
  const turnover = (aversion: string, horizonYears: string): number =>
    Number(
      planned(optimal({ ...cost, 'risk/aversion': aversion, 'risk/horizonYears': horizonYears })).totals
        ?.turnover,
    )
  expect(turnover('8', '0.5')).toBe(turnover('4', '1'))
  expect(turnover('8', '0.5')).toBeGreaterThan(turnover('4', '0.5'))
})

test('a ticket that weighs more than what it takes off the risk leaves everything as it is, and says so', () => {
  const fixed = { fixed: '25' }
  const plan = planned(optimal({ 'instruments/0/cost': fixed, 'instruments/1/cost': fixed }))
  expect([plan.status, plan.trades, plan.fired]).toEqual(['hold', [], [{ kind: 'always' }]])
  expect(plan.skipped.map((each) => each.because.kind)).toContain('not-worth-risk')
  const [first] = plan.skipped
  expect(first && sentenceOfSkip(first)).toMatch(/worth less than its cost\.$/)
})

test('nothing fired: a plan for money that comes only buys, and weighs risk against expense as well', () => {
  const quiet: Readonly<Record<string, Json>> = {
    'policy/trigger': { any: [{ kind: 'never' }] },
    'accounts/0/flow': '2000',
  }
  const plan = planned(optimal(quiet))
  expect(plan.trades.length).toBeGreaterThan(0)
  expect(plan.trades.every((trade) => trade.side === 'buy')).toBe(true)
  const dear = { 'instruments/0/cost': rate('0.05'), 'instruments/1/cost': rate('0.05') }
  expect(planned(optimal({ ...quiet, ...dear })).status).toBe('hold')
  expect(planned(optimal({ 'policy/trigger': { any: [{ kind: 'never' }] } })).status).toBe('hold')
})

test('rules and caps hold, and cost weight', () => {
  const free = planned(optimal())
  const rules = [{ instrument: 'AAA', do: 'no-sell' }]
  const kept = planned(optimal({ 'accounts/0/rules': rules }))
  expect(kept.trades.every((trade) => trade.instrument !== 'AAA' || trade.side === 'buy')).toBe(true)
  expect(objectiveOf(kept)).toBeGreaterThan(objectiveOf(free))
  const one = planned(optimal({ 'policy/maxTrades': 1 }))
  expect(one.trades.length).toBe(1)
  expect(objectiveOf(one)).toBeGreaterThan(objectiveOf(free))
})

test('a withdrawal is raised whatever it weighs', () => {
  const dear = { 'instruments/0/cost': rate('0.05'), 'instruments/1/cost': rate('0.05') }
  const plan = planned(optimal({ 'accounts/0/flow': '-3000', ...dear }))
  expect(plan.status).toBe('trade')
  expect(plan.trades.every((trade) => trade.side === 'sell')).toBe(true)
})

test('it is refused without risk, without the risk of a class that a trade could reach, and for the breached alone', () => {
  const kinds = (json: Json): string[] => {
    const { problems } = rebalance(json)
    for (const problem of problems) expect(sentenceOf(problem)).toMatch(/\.$/)
    return problems.map((each) => `${each.kind} ${each.path}`)
  }
  expect(kinds(optimal({ risk: null }))).toEqual(['risk-missing policy/destination'])
  const one = { classes: ['stock'], volatility: ['0.16'], correlation: [['1']] }
  expect(kinds(optimal({ risk: one }))).toEqual(['risk-missing policy/destination'])
  expect(kinds(optimal({ 'policy/scope': 'breached' }))).toEqual(['scope-with-optimal policy/scope'])
})
