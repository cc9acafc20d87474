/** A destination by distance: near enough is arrived, and what is near enough is a share of today's distance. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'

const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as Portfolio

function planned(
  destination: Portfolio['policy']['destination'],
  change: Partial<Portfolio['policy']> = {},
): Plan {
  const policy = { ...demo.policy, trigger: { any: [{ kind: 'always' as const }] }, destination, ...change }
  return rebalance({ ...demo, policy })
}

function distanceOf(plan: Plan): number {
  if (!plan.certificate || !('distance' in plan.certificate)) throw new Error('no distance')
  return Number(plan.certificate.distance.attained)
}

test('none of it is the target itself', () => {
  expect({ ...planned({ distance: '0' }), documentHash: '' }).toEqual({ ...planned('1'), documentHash: '' })
})

test('all of it is where one stands', () => {
  const plan = planned({ distance: '1' })
  expect(plan).toMatchObject({ status: 'hold', trades: [] })
  expect(distanceOf(plan)).toBeGreaterThan(0)
})

test('a larger share costs no more, and is kept', () => {
  const today = distanceOf(planned({ distance: '1' }))
  let before = Infinity
  for (const share of ['0.1', '0.3', '0.5', '0.7', '0.9']) {
    const plan = planned({ distance: share })
    expect(distanceOf(plan), `share ${share}`).toBeLessThanOrEqual(today * Number(share) + 1e-9)
    expect(Number(plan.totals?.cost), `share ${share}`).toBeLessThanOrEqual(before)
    before = Number(plan.totals?.cost)
  }
})

test('with the scope of the breached, today is the distance of the breached alone', () => {
  const all = distanceOf(planned({ distance: '1' }))
  const breached = distanceOf(planned({ distance: '1' }, { scope: 'breached' }))
  expect(breached).toBeGreaterThan(0)
  expect(breached).toBeLessThan(all)
})

test('a flow without a trigger aims at the targets, and near enough is arrived there too', () => {
  const never = { any: [{ kind: 'never' as const }] }
  const [first, ...others] = demo.accounts
  if (!first) throw new Error('no account')
  const funded: Portfolio = { ...demo, accounts: [{ ...first, flow: '20000' }, ...others] }
  const after = (share: string): Plan =>
    rebalance({ ...funded, policy: { ...demo.policy, trigger: never, destination: { distance: share } } })
  expect(after('1')).toMatchObject({ status: 'hold', fired: [] })
  const half = after('0.5')
  expect(half.trades.every((trade) => trade.side === 'buy')).toBe(true)
  expect(half.status).toBe('trade')
  expect(distanceOf(half)).toBeLessThan(distanceOf(after('1')))
})

test('a share outside of 0 to 1 is refused with its path', () => {
  expect(planned({ distance: '1.2' }).problems.map((each) => each.path)).toEqual([
    'policy/destination/distance',
  ])
})
