/** Held, targeted and built weights as a table for other programs: fractions, with intervals where estimates were drawn again. */
import type { Alternative, BuildAnswer } from '../domain/targetBuild.ts'
import type { Range, SpreadAnswer } from '../domain/targetSpread.ts'
import { Decimal, textOf } from '../domain/decimal.ts'
import { csvOf, plain, text, type Cell } from './csv.ts'

const header = [
  'class',
  'held',
  'target',
  'built',
  'change',
  'riskHeld',
  'riskTarget',
  'riskBuilt',
  'builtLow',
  'builtHigh',
  'withinNoise',
]

/** The classes in the order of the answer, then volatility, diversification ratio and turnover of each column. */
export function alternativesCsv(
  { classes, present, targets }: BuildAnswer,
  built: Alternative,
  spread: SpreadAnswer | null,
): string {
  const columns = [present, targets, built]
  const lines = classes.map((name, at): Cell[] => [
    text(name),
    ...columns.map((column) => number(column?.weights[at])),
    number((built.weights[at] ?? 0) - (targets.weights[at] ?? 0)),
    ...columns.map((column) => number(column?.contributions[at])),
    ...ends(spread?.built.weights[at] ?? null),
    plain(spread === null ? '' : spread.fromTargets.ties[at] === true ? 'yes' : 'no'),
  ])
  const figures = [
    figureLine('volatility', columns, (each) => each.volatility, spread?.built.attained ?? null),
    figureLine(
      'diversificationRatio',
      columns,
      (each) => each.diversification,
      spread?.built.diversification ?? null,
    ),
    figureLine('turnover', columns, (each) => each.turnover, null),
  ]
  return csvOf(header, [...lines, ...figures])
}

function figureLine(
  name: string,
  columns: readonly (Alternative | null)[],
  of: (column: Alternative) => number | null,
  range: Range | null,
): Cell[] {
  const none = plain('')
  return [
    plain(`(${name})`),
    ...columns.map((column) => number(column === null ? null : of(column))),
    none,
    none,
    none,
    none,
    ...ends(range),
    none,
  ]
}

function ends(range: Range | null): Cell[] {
  return [number(range?.low), number(range?.high)]
}

/** Far beyond what estimates can tell, and still a table that can be read. */
const digits = 8

function number(value: number | null | undefined): Cell {
  return plain(
    value === null || value === undefined ? '' : textOf(new Decimal(value).toSignificantDigits(digits)),
  )
}
