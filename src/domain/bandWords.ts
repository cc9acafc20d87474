/** A band's formula in words with its numbers, so that nobody has to guess which of several meanings is meant. */
import { intervalAround } from './band.ts'
import type { CostAware } from './costAware.ts'
import { Decimal, decimalOf, textOf } from './decimal.ts'
import type { Band } from './document.ts'
import type { Row } from './drift.ts'

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

/** What the words need of the row that a band belongs to. */
type Banded = Pick<Row, 'target' | 'half' | 'costAware'>

/** The formula with this row's numbers, such as "lesser of 5 points and 25 % of 20 % = ±5.0 points". */
export function formulaOf(band: Band, { target, half, costAware }: Banded): string {
  if (target.isZero()) return 'a target of 0 has no band'
  const of = `of ${rounded(target)} %`
  const width = `±${points(half)} points`
  switch (band.kind) {
    case 'absolute':
      return width
    case 'relative':
      return `${percent(band.width)} % ${of} = ${width}`
    case 'lesser':
    case 'greater':
      return `${band.kind} of ${percent(band.absolute)} points and ${percent(band.relative)} % ${of} = ${width}`
    case 'cost-aware':
      return costAware === null
        ? width
        : `${costAwareTerms(costAware)}${limitWords(costAware.limit, of)} ${width}`
  }
}

/** What a cost-aware band was worked out from, such as "cost 0.06 %, aversion 4". */
function costAwareTerms({ cost, aversion }: CostAware): string {
  return `cost ${textOf(new Decimal(cost).times(100).toDecimalPlaces(3))} %, aversion ${textOf(new Decimal(aversion))}`
}

/** Where a limit decides, it is named with its own numbers. */
function limitWords(limit: CostAware['limit'], of: string): string {
  switch (limit) {
    case null:
      return ' ='
    case 'least':
      return ', but at least'
    case 'most':
      return ', but at most'
    case 'share':
      return `, but 25 % ${of} =`
  }
}

/** The interval that a row's band means, such as "15.0 % – 25.0 %". */
export function intervalOf({ target, half }: Banded): string {
  const { low, high } = intervalAround(target, half)
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
