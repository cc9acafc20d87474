/** The frontier: twenty-one shares, never farther and dearer than another point, as good as the plans it stands for. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Frontier, FrontierPart, FrontierPoint } from '../../src/domain/frontier.ts'
import { frontier, frontierParts } from '../../src/engine/frontier.ts'
import { kneeOf } from '../../src/engine/marks.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { portfolioOf } from '../bench/portfolio.ts'
import { documentOf } from '../laws/generate.ts'
import { riskDocumentOf } from '../laws/generateRisk.ts'
import { permuted } from '../laws/permute.ts'
import type { RawDocument } from '../laws/raw.ts'

const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as Portfolio
const medium = portfolioOf({ holdings: 20, classes: 6 })

function drawn(document: unknown): Frontier {
  const found = frontier(document)
  if (!found) throw new Error('there is no frontier')
  return found
}

/** What is wrong with the order of a frontier's points. */
function orderFaults({ points, today }: Frontier): string[] {
  const faults = points.length === 21 ? [] : [`${points.length} points`]
  points.forEach((point, at) => {
    if (Number(point.share) !== (20 - at) / 20) faults.push(`share ${point.share} at ${at}`)
    const before = points[at - 1]
    if (before && Number(point.distance) > Number(before.distance)) faults.push(`${point.share} is farther`)
    if (before && Number(point.expense) < Number(before.expense)) faults.push(`${point.share} is cheaper`)
    if (Number(point.distance) > Number(today) + 1e-9 && at > 0 && point.orders === 0)
      faults.push(`${point.share} is farther than today without an order`)
  })
  return faults
}

const destined = (document: RawDocument, share: string): RawDocument => ({
  ...document,
  policy: { ...document.policy, trigger: { any: [{ kind: 'always' }] }, destination: { distance: share } },
})

describe('the points', () => {
  test('fall from doing nothing to the exact target, none farther and dearer than another', () => {
    for (const document of [demo, medium]) {
      const found = drawn(document)
      expect(orderFaults(found)).toEqual([])
      expect(found.points[0]).toMatchObject({ share: '1', orders: 0, expense: '0', distance: found.today })
      expect(found.points.at(-1)?.share).toBe('0')
    }
  })

  test('keep at most their share wherever a plan of that destination does', () => {
    const found = drawn(medium)
    let [drawnSum, plannedSum] = [0, 0]
    for (const { share, distance, expense } of found.points) {
      const { certificate, totals } = rebalance(destined(medium, share))
      if (!certificate || !('distance' in certificate)) throw new Error('no certificate')
      const allowed = Math.max(Number(found.today) * Number(share), Number(certificate.distance.attained))
      expect(Number(distance), `share ${share}`).toBeLessThanOrEqual(allowed + 1e-9)
      drawnSum += Number(expense)
      plannedSum += Number(totals?.cost)
    }
    // Every other point comes from a mixture of relaxations, and both come from a search.
    expect(drawnSum).toBeLessThan(plannedSum * 1.01)
  })

  test('whether or not the trigger fires, the frontier is the same', () => {
    const never = { ...medium, policy: { ...medium.policy, trigger: { any: [{ kind: 'never' as const }] } } }
    expect(drawn(never).points).toEqual(drawn(medium).points)
  })

  test('a withdrawal is met at every share', () => {
    const [first, ...others] = medium.accounts
    if (!first) throw new Error('no account')
    const found = drawn({ ...medium, accounts: [{ ...first, flow: '-20000' }, ...others] })
    expect(orderFaults(found)).toEqual([])
    for (const { orders } of found.points) expect(orders).toBeGreaterThan(0)
  })

  test('a portfolio at its target has nothing to draw but one place', () => {
    const settled: RawDocument = {
      evenkeel: 1,
      baseCurrency: 'USD',
      asOf: '2026-11-20',
      instruments: [{ id: 'a', currency: 'USD', price: '10' }],
      accounts: [{ id: 'own', cash: { USD: '0' } }],
      lots: [{ account: 'own', instrument: 'a', quantity: '5' }],
      targets: [{ class: 'a', weight: '1' }],
      policy: { trigger: { any: [{ kind: 'band' }] }, band: { kind: 'absolute', width: '0.05' } },
    }
    const found = drawn(settled)
    expect(new Set(found.points.map((point) => `${point.distance} ${point.expense}`)).size).toBe(1)
    expect(found.marks.map((mark) => mark.kind)).toEqual(['present', 'edge', 'midpoint'])
  })

  test('a tracking error is known where the risk is', () => {
    const document = Array.from({ length: 40 }, (_, seed) => riskDocumentOf(seed)).find((each) => {
      const { status, totals } = rebalance(each)
      return status === 'trade' && totals?.trackingErrorAfter !== null
    })
    for (const { trackingError } of drawn(document).points)
      expect(Number(trackingError)).toBeGreaterThanOrEqual(0)
  })
})

describe('the marks', () => {
  test('the present plan is where its certificate says, when its aims are the targets', () => {
    const document = { ...medium, policy: { ...medium.policy, destination: '1' } }
    const { certificate } = rebalance(document)
    const present = drawn(document).marks.find((mark) => mark.kind === 'present')
    expect(certificate).toMatchObject({
      distance: { attained: present?.distance },
      expense: { attained: present?.expense },
    })
  })

  test('the edge is farther and cheaper than the midpoint, and no point is beaten by either', () => {
    const { points, marks } = drawn(medium)
    const place = (kind: string) =>
      marks.find((mark) => mark.kind === kind) ?? { distance: '0', expense: '0' }
    const [edge, midpoint] = [place('edge'), place('midpoint')]
    expect(Number(edge.distance)).toBeGreaterThan(Number(midpoint.distance))
    expect(Number(edge.expense)).toBeLessThan(Number(midpoint.expense))
    for (const mark of [edge, midpoint])
      for (const point of points) {
        const beaten =
          Number(mark.distance) < Number(point.distance) && Number(mark.expense) < Number(point.expense)
        expect(beaten, `${point.share} by ${JSON.stringify(mark)}`).toBe(false)
      }
  })

  const curve = (...places: readonly (readonly [number, number])[]): FrontierPoint[] =>
    places.map(([distance, expense]) => ({
      share: String(distance),
      distance: String(distance),
      expense: String(expense),
      turnover: '0',
      orders: 0,
      maxDrift: '0',
      trackingError: null,
    }))
  test.each([
    ['the corner of a bent curve', curve([1, 0], [0.5, 1], [0, 10]), '0.5'],
    ['the first of two as good', curve([1, 0], [0.6, 1], [0.2, 5], [0, 10]), '0.6'],
    ['none on a straight line', curve([1, 0], [0.5, 5], [0, 10]), undefined],
    ['none on one place', curve([1, 0], [1, 0]), undefined],
    ['none on a curve that bulges', curve([1, 0], [0.5, 9], [0, 10]), undefined],
    ['none without points', [], undefined],
  ])('the knee: %s', (_, points, distance) => expect(kneeOf(points)?.distance).toBe(distance))
})

test('what arrives by parts ends in the whole frontier', () => {
  const parts: FrontierPart[] = []
  const steps = frontierParts(demo)
  let last = steps.next()
  for (; !last.done; last = steps.next()) parts.push(last.value)
  expect(last.value).toEqual(frontier(demo))
  expect(parts.flatMap((part) => (part.kind === 'mark' ? [part.mark.kind] : []))).toEqual([
    'present',
    'edge',
    'midpoint',
  ])
  const shares = parts.flatMap((part) => (part.kind === 'point' ? [Number(part.point.share)] : []))
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares).toHaveLength(21)
})

test('what cannot be planned has no frontier', () => {
  for (const json of [null, {}, { ...demo, targets: [] }, { ...demo, lots: [], accounts: [] }])
    expect(frontier(json)).toBeNull()
  const [first] = medium.accounts
  expect(frontier({ ...medium, accounts: [{ ...first, flow: '-100000000' }] })).toBeNull()
})

test('random documents: the points stay in order, and the order of lists decides nothing', () => {
  const faults: string[] = []
  for (let seed = 30_000; seed < 30_016; seed += 1) {
    const document = documentOf(seed)
    const found = frontier(document)
    if (!found) continue
    faults.push(...orderFaults(found).map((fault) => `seed ${seed}: ${fault}`))
    if (seed % 4 === 0 && JSON.stringify(frontier(permuted(document, seed))) !== JSON.stringify(found))
      faults.push(`seed ${seed}: order matters`)
  }
  expect(faults).toEqual([])
}, 180_000)
