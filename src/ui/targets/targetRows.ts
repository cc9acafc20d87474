/** The rows of the target grid, derived once from the document: weights, bands in words, and where each class stands. */
import { formulaOf, intervalOf } from '../../domain/bandWords.ts'
import { decimalOf, one, sumOf, zero, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio, Target } from '../../domain/document.ts'
import { driftOf, type Drift, type Row } from '../../domain/drift.ts'
import { cashClass } from '../../domain/target.ts'

export interface TargetRow {
  readonly class: string
  readonly name: string
  /** Place in the document's list, for problems that name it; -1 for cash without a target. */
  readonly index: number
  readonly parent: string | null
  readonly level: number
  readonly position: number
  readonly siblings: number
  readonly leaf: boolean
  /** Share of the parent, as in the document. */
  readonly weight: string
  /** Share of the whole as typed: the product of the weights down to here. */
  readonly whole: Decimal
  /** What children sum to; null for a leaf. */
  readonly sum: Decimal | null
  readonly present: Decimal
  /** Where drift is measured: leaves, and inner classes with a band of their own. */
  readonly row: Row | null
  readonly ownBand: boolean
  readonly formula: string
  readonly interval: string
}

/** Every class in the order of the screen. The document may still be unsound: sums may be off while they are typed. */
export function targetRowsOf(document: Portfolio, drift: Drift = driftOf(document)): readonly TargetRow[] {
  const context = contextOf(document, drift)
  const rows = walk(context, null, 1, one)
  return rows.some((row) => row.class === cashClass) ? rows : [...rows, impliedCash(context, rows)]
}

/** What the top of the tree sums to. */
export function topSum(document: Portfolio): Decimal {
  return sumOf(
    document.targets.filter((target) => target.parent === null).map((target) => decimalOf(target.weight)),
  )
}

interface Context {
  readonly document: Portfolio
  readonly families: ReadonlyMap<
    string | null,
    readonly { readonly target: Target; readonly index: number }[]
  >
  readonly rows: ReadonlyMap<string, Row>
}

function contextOf(document: Portfolio, drift: Drift): Context {
  const families = new Map<string | null, { target: Target; index: number }[]>()
  for (const [index, target] of document.targets.entries()) {
    families.set(target.parent, [...(families.get(target.parent) ?? []), { target, index }])
  }
  return { document, families, rows: new Map(drift.rows.map((row) => [row.class, row])) }
}

function walk(context: Context, parent: string | null, level: number, whole: Decimal): TargetRow[] {
  const family = context.families.get(parent) ?? []
  return family.flatMap(({ target, index }, at) => {
    const own = whole.times(decimalOf(target.weight))
    const below = walk(context, target.class, level + 1, own)
    const place = { index, level, position: at + 1, siblings: family.length, whole: own }
    return [rowOf(context, target, place, below), ...below]
  })
}

type Place = Pick<TargetRow, 'index' | 'level' | 'position' | 'siblings' | 'whole'>

function rowOf(context: Context, target: Target, place: Place, below: readonly TargetRow[]): TargetRow {
  const leaf = below.length === 0
  const row = context.rows.get(target.class) ?? null
  const children = below.filter((each) => each.parent === target.class)
  return {
    ...place,
    ...bandOf(context.document, target, row),
    class: target.class,
    name: target.name || target.class,
    parent: target.parent,
    leaf,
    weight: target.weight,
    sum: leaf ? null : sumOf(children.map((each) => decimalOf(each.weight))),
    present: row?.weight ?? sumOf(children.map((each) => each.present)),
    row,
  }
}

function bandOf(
  document: Portfolio,
  target: Target,
  row: Row | null,
): Pick<TargetRow, 'ownBand' | 'formula' | 'interval'> {
  if (row === null) return { ownBand: false, formula: '', interval: '' }
  const band = target.band ?? document.policy.band
  return {
    ownBand: target.band !== null,
    formula: unbroken(formulaOf(band, row)),
    interval: unbroken(intervalOf(row)),
  }
}

/** Cash counts even where nobody gave it a target. */
function impliedCash(context: Context, rows: readonly TargetRow[]): TargetRow {
  const siblings = rows.filter((row) => row.parent === null).length + 1
  const target: Target = {
    class: cashClass,
    name: 'Cash',
    parent: null,
    weight: '0',
    band: null,
    location: null,
  }
  return rowOf(context, target, { index: -1, level: 1, position: siblings, siblings, whole: zero }, [])
}

/** A number and its percent sign stay on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' %', '\u202f%')
}
