/** The risk model of a document with the figures of an estimate; classes that were not estimated keep theirs. */
import { Decimal, textOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { ClassEstimate } from '../../../domain/historyStudy.ts'
import { matched, usualHorizon } from '../../risk/riskForm.ts'

/** Their sampling errors are larger by far. */
const places = 4

/** What a document's model begins with where it has none. */
const begun = { aversion: '4', horizonYears: usualHorizon, classes: [], volatility: [], correlation: [] }

/** `classes` are those of the estimate, in its order. Pairs with a class that was not estimated keep their correlation. */
export function withEstimate(
  document: Portfolio,
  classes: readonly string[],
  { volatility, correlation }: ClassEstimate,
): Portfolio {
  const model = matched({ ...document, risk: document.risk ?? begun })
  const { risk } = model
  if (risk === null) return document
  const at = risk.classes.map((name) => classes.indexOf(name))
  return {
    ...model,
    risk: {
      ...risk,
      volatility: risk.volatility.map((old, i) => rounded(volatility[at[i] ?? -1]) ?? old),
      correlation: risk.correlation.map((row, i) =>
        row.map((old, j) => (i === j ? '1' : (rounded(correlation[at[i] ?? -1]?.[at[j] ?? -1]) ?? old))),
      ),
    },
  }
}

function rounded(value: number | undefined): string | undefined {
  return value === undefined ? undefined : textOf(new Decimal(value).toDecimalPlaces(places))
}
