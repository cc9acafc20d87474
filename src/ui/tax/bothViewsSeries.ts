/** The household before and after the tax that deferred accounts owe: its value and the weights of its classes, both ways. */
import { zero, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio, Tax } from '../../domain/document.ts'
import { leafClasses } from '../../domain/target.ts'
import { classValuesOf, valuationOf } from '../../domain/weights.ts'

export interface View {
  readonly value: Decimal
  /** Of the view's own total. */
  readonly weight: Decimal
}

export interface ClassViews {
  readonly class: string
  readonly before: View
  readonly after: View
}

export interface BothViews {
  /** Classes in the order of the targets, then what has none. */
  readonly classes: readonly ClassViews[]
  readonly total: { readonly before: Decimal; readonly after: Decimal }
  /** Which of the two the plan goes by. */
  readonly counts: 'before' | 'after'
}

export function bothViewsOf(document: Portfolio, tax: Tax): BothViews {
  const [before, after] = [false, true].map((afterTax) =>
    sideOf({ ...document, tax: { ...tax, afterTax } }),
  ) as [Side, Side]
  const names = new Set([...leafClasses(document), ...before.values.keys()])
  return {
    classes: [...names]
      .map((name) => ({ class: name, before: viewOf(before, name), after: viewOf(after, name) }))
      .filter((each) => !each.before.value.isZero()),
    total: { before: before.total, after: after.total },
    counts: tax.afterTax ? 'after' : 'before',
  }
}

interface Side {
  readonly values: ReadonlyMap<string, Decimal>
  readonly total: Decimal
}

function sideOf(document: Portfolio): Side {
  const valuation = valuationOf(document)
  return { values: classValuesOf(valuation), total: valuation.total }
}

function viewOf({ values, total }: Side, name: string): View {
  const value = values.get(name) ?? zero
  return { value, weight: total.isZero() ? zero : value.dividedBy(total) }
}
