/** Joins lots that a file details to the position they belong to, and says where the two disagree. */
import { Decimal, sumOf, textOf } from '../domain/decimal.ts'
import type { Lot } from '../domain/document.ts'
import type { ApplyProblem, ImportChoices, LotMismatch } from '../domain/import.ts'

/** The lots of one position as one file has them. */
export interface LotDetail {
  readonly account: string
  readonly instrument: string
  readonly asOf: string | null
  readonly lots: readonly Lot[]
}

export interface Joined {
  readonly lots: readonly Lot[]
  readonly mismatch: LotMismatch | null
  readonly problem: ApplyProblem | null
}

/**
 * The lots that stand for a position after its file of lots: these lots where the quantities agree. Where they do not,
 * the position's quantity counts unless the lots were chosen: lots that are too few are filled up by one of unknown
 * basis, lots that are too many are left out, and so are lots beside a position whose own lots are all known.
 */
export function joinedLots(held: readonly Lot[], detail: LotDetail, choices: ImportChoices): Joined {
  const [position, listed] = [totalOf(held), totalOf(detail.lots)]
  if (position.equals(listed)) return { lots: detail.lots, mismatch: null, problem: null }
  const { account, instrument } = detail
  const figures = { position: textOf(position), lots: textOf(listed) }
  const isTaken = (choices.lotsTaken ?? []).some(
    (each) => each.account === account && each.instrument === instrument,
  )
  const kind = kindOf(held, position, listed)
  const fills = kind === 'lots-short'
  const mismatch: LotMismatch = { account, instrument, ...figures, fills, use: isTaken ? 'lots' : 'position' }
  if (isTaken) return { lots: detail.lots, mismatch, problem: null }
  const problem = { kind, account, subject: instrument, figures }
  if (!fills) return { lots: held, mismatch, problem }
  const rest = { account, instrument, quantity: textOf(position.minus(listed)) }
  return { lots: [...detail.lots, { ...rest, acquired: null, unitCost: null }], mismatch, problem }
}

function kindOf(
  held: readonly Lot[],
  position: Decimal,
  listed: Decimal,
): 'lots-short' | 'lots-exceed' | 'lots-differ' {
  if (listed.greaterThan(position)) return 'lots-exceed'
  return held.every((lot) => lot.acquired !== null) ? 'lots-differ' : 'lots-short'
}

/** Of several files about one position the one that agrees with it, else the latest, else the last that was named. */
export function bestDetail(held: readonly Lot[], details: readonly LotDetail[]): LotDetail | null {
  const position = totalOf(held)
  const ranked = details.toSorted(
    (a, b) =>
      Number(totalOf(a.lots).equals(position)) - Number(totalOf(b.lots).equals(position)) ||
      Number((a.asOf ?? '') > (b.asOf ?? '')) - Number((a.asOf ?? '') < (b.asOf ?? '')),
  )
  return ranked.at(-1) ?? null
}

export function totalOf(lots: readonly Lot[]): Decimal {
  return sumOf(lots.map((lot) => new Decimal(lot.quantity)))
}
