/** Sentences of the proof: what a rule costs, what an order is worth, what moving prices would change. */
import { decimalOf, textOf } from './decimal.ts'
import type { Portfolio } from './document.ts'
import type { Side, Totals } from './plan.ts'
import { namesOf, percentText } from './planWords.ts'
import { farthestLimit, type Counterfactual, type Flip, type RulePrice, type Sensitivity } from './proof.ts'
import { nameOfRule, plainMoney, type Money } from './ruleWords.ts'

/** “No-sell on VTI in Brokerage: without it the plan would land 0.80 points closer and cost 3.10 USD more.” */
export function sentenceOfRulePrice(
  price: RulePrice,
  document: Portfolio,
  money: Money = plainMoney(document),
): string {
  const name = capital(nameOfRule(price.rule, document, money))
  const cost = changeText(price.expense, money, ['cost', 'less'], ['cost', 'more'])
  if (price.objective !== null) return `${name}: ${weighingWords(price.objective, price.trackingError, cost)}`
  const parts = [
    changeText(price.distance, pointsText, ['land', 'closer'], ['land', 'farther']),
    pointsOf(price.maxDrift, 'largest drift'),
    cost,
  ].filter((part) => part !== '')
  return `${name}: without it the plan would ${joined(parts) || 'be the same'}.`
}

/** What the destination “optimal” minimises, and what that gain is made of. */
function weighingWords(objective: string, trackingError: string | null, cost: string): string {
  const less = changeText(objective, finePointsText, ['weigh', 'less'], ['weigh', 'more'])
  const parts = [trackingError === null ? '' : pointsOf(trackingError, 'tracking error'), cost].filter(
    (part) => part !== '',
  )
  const made = parts.length === 0 ? '' : `: the plan would ${joined(parts)}`
  return `without it risk and expense together would ${less || 'weigh the same'}${made}.`
}

function pointsOf(gain: string, what: string): string {
  return changeText(gain, (shown) => `${pointsText(shown)} of ${what}`, ['save', ''], ['add', ''])
}

/** A gain as verb, amount and direction; nothing where it is too small to show. */
function changeText(
  gain: string,
  shown: (amount: string) => string,
  more: readonly [string, string],
  less: readonly [string, string],
): string {
  const amount = decimalOf(gain)
  const [verb, direction] = amount.lessThan(0) ? less : more
  const text = shown(textOf(amount.abs()))
  // Where not even one digit would show, there is nothing to say.
  return /[1-9]/u.test(text) ? [verb, text, direction].filter((word) => word !== '').join(' ') : ''
}

/** What the plan itself attains; an order is said to change it only where it does. */
export type PlanReach = Pick<Totals, 'maxDriftAfter' | 'trackingErrorAfter'>

/**
 * “Without it US stocks would end 1.2 points below target, and the largest drift would be 6.2 points.” Where the
 * destination is “optimal” the tracking error is what counts.
 */
export function sentenceOfCounterfactual(each: Counterfactual, document: Portfolio, plan: PlanReach): string {
  const reach =
    document.policy.destination === 'optimal'
      ? errorParts(each.trackingError, plan.trackingErrorAfter)
      : largestParts(each, plan.maxDriftAfter)
  const parts = [...classParts(each, document), ...reach]
  const said = parts.length === 0 ? ['the plan would land where it lands with it'] : parts
  const short =
    each.short === null
      ? ''
      : ` ${namesOf(document).account(each.short)} would fall short of cash: this order pays for others.`
  return `Without it ${said.join(', and ')}.${short}`
}

function classParts(each: Counterfactual, document: Portfolio): string[] {
  if (each.class === null || each.drift === null) return []
  const drift = decimalOf(each.drift)
  const away = drift.abs().toDecimalPlaces(shownPlaces)
  const place = away.isZero()
    ? 'on target'
    : `${pointsText(textOf(away), 1)} ${drift.isNegative() ? 'below' : 'above'} target`
  return [`${namesOf(document).class(each.class)} would end ${place}`]
}

/** Points with one decimal are fractions with three. */
const shownPlaces = 3

function errorParts(without: string | null, own: string | null): string[] {
  if (without === null || own === null) return []
  const shown = (error: string): string => percentText(error, errorPlaces)
  return shown(without) === shown(own)
    ? []
    : [`the tracking error would be ${shown(without)} instead of ${shown(own)}`]
}

const errorPlaces = 2

/** Nothing where the order does not change it, or where it is the drift that was just said. */
function largestParts(each: Counterfactual, planMaxDrift: string): string[] {
  const shown = pointsText(each.maxDrift, 1)
  if (shown === pointsText(planMaxDrift, 1)) return []
  return each.drift !== null && shown === pointsText(textOf(decimalOf(each.drift).abs()), 1)
    ? ['no drift would be larger']
    : [`the largest drift would be ${shown}`]
}

/** What one size of moves would change: the orders that turn around, then the cash. */
export function sentencesOfSensitivity(
  each: Sensitivity,
  document: Portfolio,
  money: Money = plainMoney(document),
): string[] {
  const move = percentText(each.move, 0)
  const flips =
    each.flips.length === 0
      ? [`At moves of ${move} every order stays.`]
      : each.flips.map((flip) => sentenceOfFlip(flip, move, document))
  const lacking = each.short.filter(({ amount }) => !decimalOf(amount).isZero())
  const cash =
    lacking.length === 0
      ? ['The cash suffices for these orders even if all buys are dearer and all sells cheaper by that much.']
      : lacking.map(
          ({ account, amount }) =>
            `If all buys are dearer and all sells cheaper by ${move}, ${namesOf(document).account(account)} ends ${money(amount)} below its reserve.`,
        )
  return [...flips, ...cash]
}

const doing: Readonly<Record<Side, string>> = { buy: 'buying', sell: 'selling' }

/** “If VTI falls by 1 %, selling VTI in Brokerage is no longer in the plan.” */
export function sentenceOfFlip(flip: Flip, move: string, document: Portfolio): string {
  const where = `${flip.instrument} in ${namesOf(document).account(flip.account)}`
  const moved = flip.moved === null ? 'all prices' : flip.moved
  const verb = flip.moved === null ? (flip.up ? 'rise' : 'fall') : flip.up ? 'rises' : 'falls'
  return `If ${moved} ${verb} by ${move}, ${changeOf(flip, where)}.`
}

function changeOf({ from, to }: Flip, where: string): string {
  if (from === null) return `the plan also has ${doing[to ?? 'buy']} ${where}`
  if (to === null) return `${doing[from]} ${where} is no longer in the plan`
  return `${doing[from]} ${where} becomes ${doing[to]}`
}

/** What all limits have in common, beside where they are listed. */
export const limitsHint = `A limit is as far as the account's cash allows this order alone to move, at most ${percentText(farthestLimit, 0)} from its price.`

/** Objectives are far smaller than what they are made of. */
function finePointsText(fraction: string): string {
  return pointsText(fraction, decimalOf(fraction).abs().lessThan('0.00001') ? 6 : 2)
}

/** A fraction as points: “0.80 points”, with more decimals where two would show nothing. */
function pointsText(fraction: string, places = 2): string {
  const points = decimalOf(fraction).times(100)
  const shown = points.abs().lessThan('0.01') && places === 2 ? 4 : places
  return `${textOf(points.toDecimalPlaces(shown), shown)} points`
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
