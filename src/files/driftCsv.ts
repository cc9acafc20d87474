/** The drift table as a CSV file: each row's weight against its target and band, today and after the plan. */
import { minorDecimals } from '../domain/currency.ts'
import { type Decimal, decimalOf, roundedText } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { type Row, driftOf } from '../domain/drift.ts'
import type { Plan, PlanRow } from '../domain/plan.ts'
import { type Cell, csvOf, plain, text } from './csv.ts'

/** Weights, targets and drifts are fractions of the whole; `value` is in `currency`. */
const header = [
  'class',
  'name',
  'target',
  'low',
  'high',
  'weight',
  'drift',
  'value',
  'currency',
  'breached',
  'weight after',
  'drift after',
  'plan hash',
  'as of',
]

/** As in the plan: enough that rounding is below any cent. */
const weightDecimals = 10

/** The rows of a checked document; the columns about a plan stay empty without one. */
export function driftCsv(document: Portfolio, plan?: Plan): string {
  const after = new Map(plan?.rows.map((row) => [row.class, row]))
  return csvOf(
    header,
    driftOf(document).rows.map((row) =>
      rowCells(row, document).concat(afterCells(after.get(row.class)), [
        plain(plan?.documentHash ?? ''),
        plain(document.asOf),
      ]),
    ),
  )
}

function rowCells(row: Row, document: Portfolio): Cell[] {
  const currency = document.baseCurrency
  return [
    text(row.class),
    text(row.name),
    weight(row.target),
    weight(row.band.low),
    weight(row.band.high),
    weight(row.weight),
    weight(row.weight.minus(row.target)),
    plain(roundedText(row.value, minorDecimals(currency))),
    plain(currency),
    plain(row.breached ? 'yes' : 'no'),
  ]
}

function afterCells(row: PlanRow | undefined): Cell[] {
  if (row === undefined) return [plain(''), plain('')]
  return [plain(row.after), weight(decimalOf(row.after).minus(decimalOf(row.target)))]
}

function weight(value: Decimal): Cell {
  return plain(roundedText(value, weightDecimals))
}
