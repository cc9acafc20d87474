/** Numbers as brokers write them, to plain decimal text: signs, currency signs, thousands, decimal commas, exponents. */
import type { DecimalMark } from '../domain/mapping.ts'

export type NumberCell =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'damaged' }

const blank: NumberCell = { kind: 'blank' }
const damaged: NumberCell = { kind: 'damaged' }

/** Words that brokers put where a number is unknown or does not apply. */
const blankWords = new Set([
  '',
  '-',
  '--',
  '---',
  '\u2013',
  '\u2014',
  'n/a',
  'na',
  'nan',
  'null',
  'none',
  'not available',
  'incomplete',
])

/** The plain case, which is nearly every cell of nearly every file. */
const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
/** Digits in groups of three, or without groups, and a fraction; the sign and the currency are already gone. */
const pointNumber = /^(?:(\d{1,3}(?:[, '\u2019]\d{3})+)|(\d*))(?:\.(\d*))?$/
const commaNumber = /^(?:(\d{1,3}(?:[. '\u2019]\d{3})+)|(\d*))(?:,(\d*))?$/
const currencyMark =
  /^(?:US\$|C\$|A\$|[$\u20ac\u00a3\u00a5\u20b9]|[A-Z]{3}(?=[\s\d.,-]|$))|(?:[$\u20ac\u00a3\u00a5\u20b9]|[A-Z]{3})$/g
/** Exponents beyond this are damage, not holdings. */
const largestExponent = 40

/** Plain decimal text with the digits the file shows: "$1,250.000" is "1250.000", "(3)" is "-3", "-.29" is "-0.29". */
export function readNumber(cell: string, mark: DecimalMark): NumberCell {
  if (mark === 'point' && plain.test(cell)) return numberOf(cell)
  const text = cell
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\u2212/g, '-')
    .trim()
  if (blankWords.has(text.toLowerCase())) return blank
  const exponent = /[eE]/.test(text) ? /^([^eE]*\d[^eE]*)[eE]([+-]?\d{1,3})$/.exec(text) : null
  if (exponent) return shifted(readNumber(exponent[1] ?? '', mark), Number(exponent[2]))
  const { negative, digits } = unsigned(text)
  const match = (mark === 'point' ? pointNumber : commaNumber).exec(digits)
  if (!match || !/\d/.test(digits)) return damaged
  const whole = (match[1] ?? match[2] ?? '').replace(/\D/g, '')
  return numberOf(joined(negative, whole, match[3] ?? ''))
}

/** Takes the sign (also parentheses) and the currency off, in whichever order the broker wrote them. */
function unsigned(text: string): { readonly negative: boolean; readonly digits: string } {
  const inner = /^\((.*)\)$/.exec(text)
  const bare = (inner?.[1] ?? text).trim()
  const sign = /^[+-]/.exec(bare)?.[0]
  const rest = (sign ? bare.slice(1) : bare).trim().replace(currencyMark, '').trim()
  const inside = sign ? undefined : /^[+-]/.exec(rest)?.[0]
  return {
    negative: Boolean(inner) !== ((sign ?? inside) === '-'),
    digits: (inside ? rest.slice(1) : rest).trim(),
  }
}

function joined(negative: boolean, whole: string, fraction: string): string {
  const head = whole.replace(/^0+(?=\d)/, '') || '0'
  const tail = fraction === '' ? '' : `.${fraction}`
  return `${negative ? '-' : ''}${head}${tail}`
}

/** Moves the decimal point of "3.605E-05" without going through a float. */
function shifted(number: NumberCell, exponent: number): NumberCell {
  if (number.kind !== 'number') return damaged
  if (Math.abs(exponent) > largestExponent) return damaged
  const negative = number.text.startsWith('-')
  const [whole = '0', fraction = ''] = number.text.replace('-', '').split('.')
  const digits = whole + fraction
  const point = whole.length + exponent
  if (point <= 0) return numberOf(joined(negative, '0', '0'.repeat(-point) + digits))
  const padded = digits.padEnd(point, '0')
  return numberOf(joined(negative, padded.slice(0, point), padded.slice(point)))
}

function numberOf(text: string): NumberCell {
  const isMinusZero = text.startsWith('-') && !/[1-9]/.test(text)
  return { kind: 'number', text: isMinusZero ? text.slice(1) : text }
}

/** Cells that can only be read one way, so that they tell which mark the file uses. */
const surePoint = /\d\.\d{1,2}$|\d\.\d{4,}$|\d,\d{3}\.|^-?0?\.\d+$|^-?0\.\d/
const sureComma = /\d,\d{1,2}$|\d,\d{4,}$|\d\.\d{3},|^-?0?,\d+$|^-?0,\d/
const unsure = /^-?\d{1,3}[.,]\d{3}$/

export interface MarkGuess {
  readonly mark: DecimalMark
  /** False when the file holds numbers such as "1.234" and nothing that tells what they mean. */
  readonly sure: boolean
}

/** Which decimal mark these cells use; point when they say nothing at all. */
export function guessMark(cells: Iterable<string>): MarkGuess {
  let points = 0
  let commas = 0
  let doubtful = 0
  for (const cell of cells) {
    const text = cell.replace(/[^\d.,-]/g, '')
    if (text.length !== 0 && !/\d/.test(text)) continue
    if (surePoint.test(text)) points += 1
    else if (sureComma.test(text)) commas += 1
    else if (unsure.test(text)) doubtful += 1
  }
  return { mark: commas > points ? 'comma' : 'point', sure: points !== commas || doubtful === 0 }
}
