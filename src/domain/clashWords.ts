/** The sentence for cash that cannot be raised: what is needed, what can be reached, and which rules cannot hold together. */
import { decimalOf } from './decimal.ts'
import type { Problem } from './problem.ts'

/** The sentence of a `cash-short` problem; amounts are in base currency. */
export function cashShort(problem: Problem): string {
  const [needed, reachable] = [textIn(problem, 'needed'), textIn(problem, 'reachable')]
  if (textIn(problem, 'worth') !== '') return overdrawnWords(problem, needed, reachable)
  const needs = `Account “${textIn(problem, 'account')}” needs ${needed} in cash, ${reachWords(needed, reachable)}.`
  const names = listIn(problem, 'ruleNames')
  if (names.length > 0) return `${needs} ${clashWords(problem, names)}`
  const why = listIn(problem, 'because').join(', ')
  const reason = why === '' ? '' : ` What stands in the way: ${why}.`
  return `${needs}${reason} Lower the amount or relax what stands in the way.`
}

/** Withdrawals of more than there is: no rule is to blame, so only the amount can help. */
function overdrawnWords(problem: Problem, needed: string, reachable: string): string {
  const all = `The withdrawals take all there is or more, and it is worth ${textIn(problem, 'worth')}.`
  const isOver = decimalOf(needed).greaterThan(reachable)
  const short = isOver
    ? ` From account “${textIn(problem, 'account')}” ${reachable} can be raised, not ${needed}.`
    : ''
  return `${all}${short} Raise less.`
}

function textIn(problem: Problem, key: string): string {
  const value = problem[key]
  return typeof value === 'string' ? value : ''
}

function listIn(problem: Problem, key: string): readonly string[] {
  const value = problem[key]
  return value === undefined || typeof value === 'string' ? [] : value
}

/** What caps leave to one account alone may be enough, and still not be there for all. */
function reachWords(needed: string, reachable: string): string {
  return needed !== '' && reachable !== '' && decimalOf(reachable).greaterThanOrEqualTo(needed)
    ? 'for which the caps leave no room beside what other accounts need'
    : `and only ${reachable} can be reached`
}

/** More names than this are counted, not listed. */
const mostNames = 6

/** “These three cannot hold together: …”, and what the account could reach without each. */
function clashWords(problem: Problem, names: readonly string[]): string {
  const [only = '', ...others] = names
  if (others.length === 0)
    return `This cannot be met whatever else is given up: ${only}. Lower it or give it up.`
  const more = names.length - mostNames
  const shown = [...names.slice(0, mostNames), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
  const way =
    textIn(problem, 'giveUp') === 'any' ? 'Give up any one of them.' : 'At least one of them has to give way.'
  return [`${countWord(names.length)} cannot hold together: ${shown}.`, way, ...gains(problem, names)].join(
    ' ',
  )
}

function countWord(count: number): string {
  return `These ${['two', 'three', 'four', 'five', 'six'][count - 2] ?? count}`
}

function gains(problem: Problem, names: readonly string[]): string[] {
  const reaches = listIn(problem, 'reaches')
  const said = names
    .slice(0, mostNames)
    .flatMap((name, at) => (reaches[at] ? [`${reaches[at]} without ${name}`] : []))
  return said.length === 0 ? [] : [`What could be reached: ${said.join('; ')}.`]
}
