/** Sentences for people: what a problem or a note means, where it is, and what to do about it. */
import { cashShort } from './clashWords.ts'
import type { Note, NoteKind, Problem, ProblemKind } from './problem.ts'
import { sentenceOfSetNote } from './targetSetWords.ts'
import { sentenceOfBasisNote, sentenceOfWashNote } from './taxWords.ts'

type Words = (problem: Problem) => string

const detail = (problem: Problem | Note, key: string): string => {
  const value = problem[key]
  if (value === undefined) return ''
  return typeof value === 'string' ? value : value.join(', ')
}

const found: Words = (problem) =>
  detail(problem, 'found') === '' ? '' : ` It says “${detail(problem, 'found')}”.`

const problemWords: Readonly<Record<ProblemKind, Words>> = {
  'not-json': (p) =>
    `This is not a JSON document: ${detail(p, 'reason') || 'it could not be read'}. Choose a file that Evenkeel saved.`,
  'not-a-document': () => 'This is not an Evenkeel document. Choose a file that Evenkeel saved.',
  'not-an-experiment': () =>
    'This is not an experiment for the lab. It begins with "evenkeelExperiment": 1, and names classes, targets, a market and policies.',
  'newer-version': (p) =>
    `This document was written by a newer Evenkeel (version ${detail(p, 'found')}). Update Evenkeel to open it; the file was left as it is.`,
  'unknown-key': () => 'Evenkeel does not know this key. Remove it or correct its spelling.',
  'missing-key': () => 'This is needed and is missing. Add it.',
  'wrong-type': (p) => `This must be ${detail(p, 'expected')}, but it is ${detail(p, 'found')}.`,
  'not-decimal': (p) => `A plain decimal number as text is needed here, such as "12.5".${found(p)}`,
  'not-a-day': (p) => `A day that exists is needed here, such as 2026-11-20.${found(p)}`,
  'not-a-duration': (p) => `A duration is needed here, such as P3M for three months.${found(p)}`,
  'not-a-currency': (p) => `A currency code in capitals is needed here, such as USD.${found(p)}`,
  'not-an-id': (p) => `An id needs between 1 and 200 characters, without control characters.${found(p)}`,
  'unknown-kind': (p) => `This is not one of the kinds that Evenkeel knows.${found(p)}`,
  'duplicate-id': (p) => `“${detail(p, 'id')}” appears twice. Rename one of them.`,
  'unknown-instrument': (p) =>
    `No instrument is called “${detail(p, 'instrument')}”. Add it or correct the id.`,
  'unknown-account': (p) => `No account is called “${detail(p, 'account')}”. Add it or correct the id.`,
  'unknown-currency': (p) => `There is no exchange rate for ${detail(p, 'currency')}. Add one under rates.`,
  'unknown-parent': (p) =>
    `“${detail(p, 'class')}” stands under “${detail(p, 'parent')}”, which does not exist. Choose another parent.`,
  'target-cycle': (p) => `“${detail(p, 'class')}” stands under itself. Choose another parent.`,
  'cash-has-children': (p) =>
    `“${detail(p, 'class')}” stands under cash, which cannot be divided. Choose another parent.`,
  'targets-missing': () => 'There are no targets yet. Add at least one class with a weight.',
  'targets-exceed-one': (p) =>
    `The targets ${under(p)} sum to ${percent(p)}, more than 100 %. Lower some of them or normalise.`,
  'targets-below-one': (p) =>
    `The targets ${under(p)} sum to ${percent(p)}, less than 100 %. Raise some of them or normalise.`,
  'price-missing': (p) =>
    `“${detail(p, 'instrument')}” has no price. Type one, paste prices, or set the instrument aside.`,
  'not-positive': (p) => `This must be greater than 0.${found(p)}`,
  negative: (p) => `This must not be below 0.${found(p)}`,
  'negative-quantity': (p) => `A quantity must not be below 0; short positions are not planned.${found(p)}`,
  'out-of-range': (p) => `This must lie between 0 and 1 (0 % and 100 %).${found(p)}`,
  'exposure-sum': (p) =>
    `The classes of “${detail(p, 'instrument')}” sum to ${percent(p)} and must sum to 100 %.`,
  unclassified: (p) =>
    `“${detail(p, 'instrument')}” belongs to no class of your targets (“${detail(p, 'class')}” is not a leaf of the tree). Classify it, add the class, or set the instrument aside.`,
  'unknown-class': (p) =>
    `“${detail(p, 'class')}” is not a leaf of your targets. Remove it from the risk, or add the class.`,
  'risk-of-cash': () => 'Cash has no risk here. Remove it from the classes of the risk.',
  'risk-length': (p) =>
    `There must be one entry for each class of the risk: ${detail(p, 'expected')}, but there are ${detail(p, 'found')}.`,
  'risk-missing': (p) =>
    `${detail(p, 'feature')} needs the volatility and correlations of every class${named(p)}. Add them under risk.`,
  'list-length': (p) => `This list needs ${detail(p, 'expected')} entries, but it has ${detail(p, 'found')}.`,
  'list-empty': () => 'At least one entry is needed here.',
  'dates-unordered': (p) => `Days must ascend, each once.${found(p)}`,
  'too-small': (p) => `This must be ${detail(p, 'least')}.${found(p)}`,
  'too-large': (p) => `This must not exceed ${detail(p, 'most')}.${found(p)}`,
  'unknown-baseline': (p) =>
    `No policy has this name or place. Name one of the policies, or count them from 0.${found(p)}`,
  'correlation-range': (p) => `A correlation must lie between -1 and 1.${found(p)}`,
  'correlation-diagonal': (p) => `The correlation of a class with itself is always 1.${found(p)}`,
  'correlation-asymmetric': (p) =>
    `The correlation of “${detail(p, 'class')}” with “${detail(p, 'other')}” is ${detail(p, 'found')} here and ${detail(p, 'mirrored')} the other way round. Make both the same.`,
  'correlation-indefinite': (p) =>
    `These correlations contradict each other: “${detail(p, 'class')}” cannot move with the others like this. Bring its correlations nearer to 0.`,
  'scope-with-optimal': () =>
    'The scope “breached” does not go with the destination “optimal”, which weighs all classes together. Choose the scope “all” or another destination.',
  'unknown-target': (p) =>
    `Your targets have no class “${detail(p, 'class')}”. Remove it here, or add the class.`,
  'unknown-set': (p) => `No target set is called “${detail(p, 'set')}”. Choose one of them.`,
  'levels-crossed': () =>
    'The level for the way back must not be above the level for the way over, and levels must rise from set to set. Correct one of them.',
  'later-than-plan': (p) =>
    `This day is after the day of the plan, ${detail(p, 'asOf')}.${found(p)} Correct one of the two.`,
  'sold-before-acquired': (p) =>
    `This was sold on ${detail(p, 'sold')}, before it was acquired.${found(p)} Correct one of the two days.`,
  'trigger-empty': () =>
    'The trigger lists nothing. Choose at least one: band, calendar, drift, tracking error, always or never.',
  'rate-of-base': (p) => `The rate of the base currency ${detail(p, 'currency')} is always 1. Remove it.`,
  unsupported: (p) =>
    `${detail(p, 'feature')} cannot be planned with yet. Remove it from the document to get a plan.`,
  'nothing-to-plan': () =>
    'There is nothing to plan with: holdings, cash and flows together are worth 0 or less. Add holdings or cash.',
  'cash-short': cashShort,
}

function named(p: Problem): string {
  const classes = detail(p, 'classes')
  return classes === '' ? '' : `; missing: ${classes}`
}

function under(p: Problem): string {
  const parent = detail(p, 'parent')
  const set = detail(p, 'set')
  return `${parent === '' ? 'at the top' : `under “${parent}”`}${set === '' ? '' : ` of the set “${set}”`}`
}

/** A fraction as percent by moving the point, without rounding. */
function percent(p: Problem): string {
  const [whole = '0', decimals = ''] = detail(p, 'sum').split('.')
  const digits = decimals.padEnd(2, '0')
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = digits.slice(2).replace(/0+$/, '')
  return `${moved}${rest === '' ? '' : `.${rest}`} %`
}

const noteWords: Readonly<Record<NoteKind, (note: Note) => string>> = {
  'price-stale': (note) =>
    `The price of “${detail(note, 'instrument')}” is of ${detail(note, 'priceAsOf')}, before the day of the plan.`,
  'pool-price': (note) =>
    `The pool of “${detail(note, 'instrument')}” stands at ${detail(note, 'poolPrice')}, more than 1 % from its price of ${detail(note, 'price')}. Bring both up to date.`,
  'row-stuck': (note) =>
    `“${detail(note, 'class')}” is outside its band, but no trade that your rules permit can improve it.`,
  shortage: (note) =>
    `Account “${detail(note, 'account')}” starts ${detail(note, 'amount')} below its cash reserve; the plan raises it.`,
  'basis-unknown': (note) =>
    sentenceOfBasisNote(
      `“${detail(note, 'instrument')}” in “${detail(note, 'account')}”`,
      detail(note, 'costless'),
      detail(note, 'undated'),
    ),
  'wash-window': washWindow,
  'set-in-force': sentenceOfSetNote,
  'set-aside': (note) => `“${detail(note, 'instrument')}” is set aside: neither counted nor traded.`,
}

function washWindow(note: Note): string {
  const { instruments } = note
  return sentenceOfWashNote(
    typeof instruments === 'object' ? instruments : [],
    detail(note, 'buyAgainFrom'),
    detail(note, 'sellAtLossFrom'),
  )
}

/** One plain sentence or two: what is wrong and what to do. The path is for the caller to show beside it. */
export function sentenceOf(problem: Problem): string {
  return problemWords[problem.kind](problem)
}

export function sentenceOfNote(note: Note): string {
  return noteWords[note.kind](note)
}
