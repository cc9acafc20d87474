/** What the frontier says: a point in words, the whole picture in one sentence, and its rows for a spreadsheet. */
import { decimalOf } from '../../../domain/decimal.ts'
import type { Frontier, FrontierMark, FrontierPoint } from '../../../domain/frontier.ts'
import type { Plan } from '../../../domain/plan.ts'
import { count, money, percent, percentFigures, points } from '../../format.ts'
import { sameMark, type FrontierSeries } from './frontierSeries.ts'

/** A distance in points, with enough decimals that something small is not shown as nothing. */
export function distanceFigures(distance: string): string {
  const exact = decimalOf(distance)
  return percentFigures(exact, !exact.isZero() && exact.lessThan('0.001') ? 4 : 2)
}

/** What was allowed: a share of today's distance, as the slider sets it. */
export function shareWords(share: string): string {
  if (decimalOf(share).greaterThanOrEqualTo(1)) return 'Nothing more than must be'
  if (decimalOf(share).isZero()) return 'As near to the targets as your rules allow'
  return `At most ${percent(share, 0)} of today’s distance`
}

type Read = Pick<FrontierPoint, 'distance' | 'expense' | 'orders' | 'maxDrift' | 'trackingError'>

/** What a point costs and where it lands. */
export function pointWords(point: Read, currency: string): string {
  const error = point.trackingError === null ? [] : [`tracking error ${percent(point.trackingError, 2)}`]
  return [
    `${distanceFigures(point.distance)} points away`,
    money(point.expense, currency),
    count(point.orders, 'trade'),
    `largest drift ${points(point.maxDrift, 1).replace('+', '')}`,
    ...error,
  ].join(', ')
}

/** The same of the plan on the page. */
export function presentWords(plan: Plan, present: FrontierMark, currency: string): string {
  const { distance, expense } = present
  const maxDrift = plan.totals?.maxDriftAfter ?? '0'
  const trackingError = plan.totals?.trackingErrorAfter ?? null
  return pointWords({ distance, expense, maxDrift, trackingError, orders: plan.trades.length }, currency)
}

/** The picture in one sentence for those who cannot see it. */
export function frontierSummary(frontier: Frontier, currency: string): string {
  const [first, last] = [frontier.points[0], frontier.points.at(-1)]
  if (first === undefined || last === undefined || first === last) return 'The frontier is being worked out.'
  const ends = `From ${placeWords(first, currency)} to ${placeWords(last, currency)} in ${count(frontier.points.length, 'plan')}`
  const knee = frontier.marks.find((mark) => mark.kind === 'knee')
  return knee === undefined
    ? `${ends}.`
    : `${ends}; beyond ${placeWords(knee, currency)} coming closer costs more for each point.`
}

/** Why marks lie above the line, where some do: what they are for costs more than the distance that they reach. */
export function aboveWords({ dots, flags, top }: FrontierSeries): string {
  const above = flags.filter((flag) =>
    dots.some((dot) => dot.gone >= flag.gone && flag.expense - dot.expense > sameMark * top),
  )
  if (above.length === 0) return ''
  const names = above.map((flag) => flag.name).join(', ')
  return `Above the line (${names}) a plan brings every class inside its own aim. The line counts only the distance of all classes together, which costs less.`
}

function placeWords(at: Pick<FrontierMark, 'distance' | 'expense'>, currency: string): string {
  return `${distanceFigures(at.distance)} points away at ${money(at.expense, currency)}`
}

const heads = [
  'Share of distance',
  'Distance',
  'Expense',
  'Orders',
  'Turnover',
  'Largest drift',
  'Tracking error',
]

/** The points with tabs between, fractions and exact numbers as other programs read them. */
export function frontierTsv(frontier: Frontier): string {
  const lines = frontier.points.map((point) => [
    point.share,
    point.distance,
    point.expense,
    String(point.orders),
    point.turnover,
    point.maxDrift,
    point.trackingError ?? '',
  ])
  return [heads, ...lines].map((line) => line.join('\t')).join('\n')
}
