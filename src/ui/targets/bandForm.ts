/** The kinds of band that can be chosen, and how one becomes another without losing its numbers. */
import { decimalOf, textOf } from '../../domain/decimal.ts'
import type { Band } from '../../domain/document.ts'

export type BandKind = Band['kind']

export const bandKinds: readonly {
  readonly value: BandKind
  readonly label: string
  readonly hint: string
}[] = [
  {
    value: 'absolute',
    label: 'Points',
    hint: 'The same number of percentage points for every class, large or small.',
  },
  {
    value: 'relative',
    label: 'Share of target',
    hint: 'A share of each target: a small class gets a narrow band, a large one a wide band.',
  },
  {
    value: 'lesser',
    label: 'Lesser of both',
    hint: 'The narrower of the two. With 5 points and 25 % this is the 5/25 rule: points for targets above 20 %, the share below.',
  },
  {
    value: 'greater',
    label: 'Greater of both',
    hint: 'The wider of the two: small classes are left alone for longer.',
  },
  {
    value: 'cost-aware',
    label: 'Cost-aware',
    hint: 'As wide as trading the class is dear: where drifting further costs as much as trading back would.',
  },
]

/** The numbers of the 5/25 rule, for a kind whose number was not there before. */
const usual = { absolute: '0.05', relative: '0.25' }

/** The two numbers that a band has or would have. */
export function numbersOf(band: Band): { readonly absolute: string; readonly relative: string } {
  switch (band.kind) {
    case 'absolute':
      return { ...usual, absolute: band.width }
    case 'relative':
      return { ...usual, relative: band.width }
    case 'lesser':
    case 'greater':
      return { absolute: band.absolute, relative: band.relative }
    case 'cost-aware':
      return usual
  }
}

/** A band of another kind with the numbers that the first one had. */
export function bandAs(kind: BandKind, band: Band): Band {
  const { absolute, relative } = numbersOf(band)
  if (kind === 'absolute') return { kind, width: absolute }
  if (kind === 'relative') return { kind, width: relative }
  if (kind === 'cost-aware') return { kind }
  return { kind, absolute, relative }
}

/** The band with one of its numbers changed. */
export function withNumber(band: Band, which: 'absolute' | 'relative', value: string): Band {
  if (band.kind === 'cost-aware') return band
  if (band.kind === 'absolute' || band.kind === 'relative') return { ...band, width: value }
  return { ...band, [which]: value }
}

/** Which numbers a kind of band has. */
export function fieldsOf(band: Band): readonly ('absolute' | 'relative')[] {
  if (band.kind === 'absolute' || band.kind === 'relative') return [band.kind]
  return band.kind === 'cost-aware' ? [] : ['absolute', 'relative']
}

/**
 * The one number by which a threshold is dragged: the points of a band that has them, else its share. The other number
 * of lesser and greater keeps its proportion.
 */
export function thresholdOf(band: Band): string {
  const { absolute, relative } = numbersOf(band)
  return band.kind === 'relative' ? relative : absolute
}

/** Decimals that a dragged threshold keeps; more would only be the trace of a division. */
const thresholdPlaces = 6

/** The band whose threshold is this, in the shape of another. */
export function withThreshold(shape: Band, threshold: string): Band {
  if (shape.kind === 'cost-aware') return shape
  if (shape.kind === 'absolute' || shape.kind === 'relative') return { ...shape, width: threshold }
  const before = decimalOf(shape.absolute)
  if (before.isZero()) return { ...shape, absolute: threshold }
  const relative = decimalOf(shape.relative)
    .times(threshold)
    .dividedBy(before)
    .toDecimalPlaces(thresholdPlaces)
  return { ...shape, absolute: threshold, relative: textOf(relative) }
}

const rule525: Band = { kind: 'lesser', ...usual }

/** The band before costs set it, or the 5/25 rule. */
export function statedBefore(bands: readonly Band[]): Band {
  return bands.findLast((band) => band.kind !== 'cost-aware') ?? rule525
}
