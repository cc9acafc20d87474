/** A band's formula in words with its numbers, so that nobody has to guess which of several meanings is meant. */
import { decimalOf, textOf, type Decimal } from './decimal.ts'
import type { Band } from './document.ts'
import { halfWidth, intervalAround } from './band.ts'

/** What a band is, such as "lesser of 5 points and 25 % of the target". */
export function bandWords(band: Band): string {
  switch (band.kind) {
    case 'absolute':
      return `${percent(band.width)} points either side`
    case 'relative':
      return `${percent(band.width)} % of the target`
    case 'lesser':
    case 'greater':
      return `${band.kind} of ${percent(band.absolute)} points and ${percent(band.relative)} % of the target`
    case 'cost-aware':
      return 'set by what trading costs'
  }
}

/** The same in few words, such as "lesser of 5 pts and 25 %". */
export function bandBrief(band: Band): string {
  switch (band.kind) {
    case 'absolute':
      return `±${percent(band.width)} points`
    case 'relative':
      return `±${percent(band.width)} % of target`
    case 'lesser':
    case 'greater':
      return `${band.kind} of ${percent(band.absolute)} pts and ${percent(band.relative)} %`
    case 'cost-aware':
      return 'by trading costs'
  }
}

/** The formula with this target's numbers, such as "lesser of 5 points and 25 % of 20 % = ±5.0 points". */
export function formulaOf(band: Band, target: Decimal): string {
  if (target.isZero()) return 'a target of 0 has no band'
  const of = `of ${rounded(target)} %`
  const half = `±${points(halfWidth(band, target))} points`
  switch (band.kind) {
    case 'absolute':
      return half
    case 'relative':
      return `${percent(band.width)} % ${of} = ${half}`
    case 'lesser':
    case 'greater':
      return `${band.kind} of ${percent(band.absolute)} points and ${percent(band.relative)} % ${of} = ${half}`
    case 'cost-aware':
      return 'set by what trading costs'
  }
}

/** The interval that a band means around a target, such as "15.0 % – 25.0 %". */
export function intervalOf(band: Band, target: Decimal): string {
  const { low, high } = intervalAround(target, halfWidth(band, target))
  return `${points(low)} % – ${points(high)} %`
}

function percent(fraction: string): string {
  return textOf(decimalOf(fraction).times(100))
}

/** Targets of inner products may have many decimals; two say enough in a sentence. */
function rounded(fraction: Decimal): string {
  return textOf(fraction.times(100).toDecimalPlaces(2))
}

/** Percentage points with one decimal, or two where the second is not zero. */
function points(fraction: Decimal): string {
  return textOf(fraction.times(100).toDecimalPlaces(2), 1)
}
