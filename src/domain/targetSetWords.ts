/** The sentence that says which target set is in force and why, from the note of a plan. */
import { decimalOf, isDecimalText, textOf } from './decimal.ts'
import type { Note } from './problem.ts'

const text = (note: Note, key: string): string => {
  const value = note[key]
  return typeof value === 'string' ? value : ''
}

/** "“Risk off” is in force: the volatility of “Stocks”, 24 % on 2026-11-20, is above 20 %." */
export function sentenceOfSetNote(note: Note): string {
  return `“${text(note, 'set')}” is in force: ${reason(note)}.`
}

function reason(note: Note): string {
  switch (note['because']) {
    case 'no-reading':
      return `${signalWords(note)} has not been read yet`
    case 'over':
      return `${readingWords(note)} is above ${figure(note, 'level')}${after(note)}`
    case 'back':
      return `${readingWords(note)} is below ${figure(note, 'level')}${after(note)}`
    case 'stays':
      return `${readingWords(note)} ${staysWords(note)}, so that it stays`
    default:
      return 'it was chosen by hand'
  }
}

function signalWords(note: Note): string {
  switch (note['signal']) {
    case 'volatility':
      return `the volatility of “${text(note, 'class')}”`
    case 'drawdown':
      return `the drawdown of “${text(note, 'class')}”`
    default:
      return `“${text(note, 'signalName')}”`
  }
}

function readingWords(note: Note): string {
  const source = text(note, 'source') === '' ? '' : ` (${text(note, 'source')})`
  return `${signalWords(note)}, ${figure(note, 'value')} on ${text(note, 'day')}${source},`
}

function staysWords(note: Note): string {
  const back = text(note, 'back')
  const over = text(note, 'over')
  if (back === '') return `is not above ${figure(note, 'over')}`
  if (over === '') return `is not below ${figure(note, 'back')}`
  return `is neither below ${figure(note, 'back')} nor above ${figure(note, 'over')}`
}

function after(note: Note): string {
  return text(note, 'before') === text(note, 'set') ? '' : `; before, it was “${text(note, 'before')}”`
}

/** A volatility or drawdown as percent, anything else as it was typed. */
function figure(note: Note, key: string): string {
  const value = text(note, key)
  if (note['signal'] === 'typed' || !isDecimalText(value)) return value
  return `${textOf(decimalOf(value).times(100))} %`
}
