/** Sentences about a plan: why it opened, why each order is in it or left out, and how near it comes; for page, file and terminal. */
import type { Portfolio } from './document.ts'
import { decimalOf, textOf } from './decimal.ts'
import type {
  AimCertificate,
  Certificate,
  Fired,
  ObjectiveCertificate,
  Reason,
  Skipped,
  SkipReason,
} from './plan.ts'

/** What things are called in a sentence; ids stand where nobody gave a name. */
export interface Names {
  readonly class: (id: string) => string
  readonly account: (id: string) => string
}

const ids: Names = { class: (id) => id, account: (id) => id }

/** The names that a document gives to its classes and accounts. */
export function namesOf(document: Portfolio): Names {
  const classes = new Map(document.targets.map((target) => [target.class, target.name]))
  const accounts = new Map(document.accounts.map((account) => [account.id, account.name]))
  const named = (names: ReadonlyMap<string, string>, id: string): string => names.get(id) || id
  return {
    class: (id) => (id === 'cash' ? named(classes, id).replace(/^cash$/, 'Cash') : named(classes, id)),
    account: (id) => named(accounts, id),
  }
}

/** Why a trade is in the plan. */
export function sentenceOfReason(because: Reason, names: Names = ids): string {
  switch (because.kind) {
    case 'overweight':
    case 'underweight':
      return weightSentence(because, names.class(because.class))
    case 'raise-cash':
      return `Raises ${because.amount} of cash in ${names.account(because.account)}.`
    case 'invest-cash':
      return `Invests ${because.amount} of cash in ${names.account(because.account)}.`
  }
}

/** A class usually comes nearer to its aim; where other rules leave no nearer place it may still move the other way. */
function weightSentence(because: Extract<Reason, { from: string }>, name: string): string {
  const [from, to] = [percentText(because.from), percentText(because.to)]
  const falls = decimalOf(because.to).lessThan(because.from)
  if (falls === (because.kind === 'overweight'))
    return `Brings ${name} ${falls ? 'down' : 'up'} from ${from} to ${to}.`
  return `${name}: ${from} becomes ${to}, the nearest that your rules permit.`
}

/** Why an order that would bring a row closer was left out, and what would let it in. */
export function sentenceOfSkip(skipped: Skipped): string {
  const order = `${skipped.side === 'buy' ? 'Buying' : 'Selling'} ${skipped.instrument}`
  return `${order}: ${skipWords(skipped.because, skipped)}`
}

function skipWords(because: SkipReason, { side, instrument }: Skipped): string {
  switch (because.kind) {
    case 'below-minimum':
      return `smaller than its minimum order of ${because.minimum}.`
    case 'below-step':
      return `smaller than one step of ${because.step}.`
    case 'rule':
      return `the rule ${because.rule} on ${instrument} in this account forbids it.`
    case 'not-allowed':
      return 'it is not on the list of what this account may hold.'
    case 'preferred-other':
      return `this account buys ${because.instrument} instead, which is preferred for the same class.`
    case 'sides':
      return `the policy allows only ${because.sides === 'buy' ? 'buys' : 'sells'}.`
    case 'one-sided-flow':
      return side === 'sell'
        ? 'an account that only invests does not sell while no trigger fires.'
        : 'an account that only raises cash does not buy while no trigger fires.'
    case 'max-trades':
      return `the plan may have at most ${counted(because.most, 'trade')}.`
    case 'turnover-cap':
      return `the turnover cap of ${percentText(because.cap)} is used up.`
    case 'gains-budget':
      return `the gains budget of ${because.budget} is used up.`
    case 'wash-sale':
      return side === 'buy'
        ? 'buying it now would disallow the loss of a sale of the same.'
        : 'its loss would be disallowed, because the household buys the same within 30 days.'
    case 'not-worth-cost':
      return 'the plan lands as near without it, to within the resolution, and costs no more.'
    case 'not-worth-risk':
      return 'what it would take off the risk is worth less than its cost.'
    case 'no-cash':
      return 'the account has no cash left for it above its reserve.'
  }
}

/** Why the plan was opened. */
export function sentenceOfFired(fired: Fired, names: Names = ids): string {
  switch (fired.kind) {
    case 'band':
      return `Outside its band: ${names.class(fired.class)}.`
    case 'calendar':
      return fired.since === null
        ? 'The calendar is due for the first time.'
        : `The calendar is due; the last time was ${fired.since}.`
    case 'drift':
      return `The total drift is ${percentText(fired.drift)}, above its cap.`
    case 'tracking-error':
      return `The tracking error is ${percentText(fired.trackingError, 2)} a year, above its cap.`
    case 'always':
      return 'The policy plans at every look.'
  }
}

/** Why the plan was opened, all bands in one sentence; nothing where only a flow opened it. */
export function sentencesOfFired(fired: readonly Fired[], names: Names = ids): string {
  const bands = fired.flatMap((each) => (each.kind === 'band' ? [names.class(each.class)] : []))
  const others = fired.filter((each) => each.kind !== 'band').map((each) => sentenceOfFired(each, names))
  const outside =
    bands.length > 1
      ? [`Outside their bands: ${bands.join(', ')}.`]
      : bands.map((name) => `Outside its band: ${name}.`)
  return [...outside, ...others].join(' ')
}

/** What the certificate proves, in points of distance from the aims, or of risk and expense together. */
export function sentenceOfCertificate(certificate: Certificate): string {
  return 'objective' in certificate ? objectiveSentence(certificate) : distanceSentence(certificate)
}

function objectiveSentence({ objective }: ObjectiveCertificate): string {
  const [attained, bound] = [pointsText(objective.attained), pointsText(objective.bound)]
  const weighs = `Tracking error and expense together weigh ${attained} points of the portfolio.`
  if (attained === bound) return `${weighs} No plan under these rules can weigh less.`
  return `${weighs} No plan under these rules can weigh less than ${bound}.`
}

function distanceSentence(certificate: AimCertificate): string {
  const attained = pointsText(certificate.distance.attained)
  const bound = pointsText(certificate.distance.bound)
  if (decimalOf(certificate.distance.attained).isZero()) return 'The plan lands inside every aim.'
  const lands = `The plan lands ${attained} points from your aims.`
  if (attained === bound) return `${lands} No plan under these rules can land closer.`
  return `${lands} No plan under these rules can land closer than ${bound}.`
}

/** A fraction as percent with one decimal more than is usually looked at, such as "67.2 %". */
export function percentText(fraction: string, places = 1): string {
  return `${textOf(decimalOf(fraction).times(100).toDecimalPlaces(places), places)} %`
}

/** A fraction as percentage points, with enough decimals that something small is not shown as nothing. */
function pointsText(fraction: string): string {
  const points = decimalOf(fraction).times(100)
  const places = points.abs().lessThan('0.1') && !points.isZero() ? 4 : 2
  return textOf(points.toDecimalPlaces(places), 2)
}

function counted(number: string, noun: string): string {
  return `${number} ${noun}${number === '1' ? '' : 's'}`
}
