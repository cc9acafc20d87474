/** What a price history says about a signal on its last day: a class's volatility, or how far it stands below its highest price. */
import { Decimal, decimalOf, textOf, zero } from './decimal.ts'
import type { Study } from './historyStudy.ts'
import type { Reading, Signal } from './targetSets.ts'

/** Hundredths of a percent: finer than either figure can be told. */
const places = 4

/** Null where the signal is not about a class of the study, or there are too few rows. */
export function readingOf(signal: Signal, study: Study): Reading | null {
  if (signal.kind === 'typed') return null
  const at = study.classes.indexOf(signal.class)
  if (at < 0) return null
  const value =
    signal.kind === 'drawdown' ? drawdownOf(study.prices.classes[at] ?? []) : volatilityOf(study, at)
  if (value === null) return null
  const source = `prices from ${study.start}`
  return { value: textOf(value.toDecimalPlaces(places)), day: study.last, source }
}

/** 1 - last / highest so far. */
function drawdownOf(prices: readonly string[]): Decimal | null {
  const last = prices.at(-1)
  if (last === undefined) return null
  const highest = prices.reduce((most, price) => Decimal.max(most, decimalOf(price)), zero)
  return highest.isZero() ? null : new Decimal(1).minus(decimalOf(last).dividedBy(highest))
}

/** By exponential weights, which follow the present. */
function volatilityOf({ estimates }: Study, at: number): Decimal | null {
  const recent = estimates.find(({ estimator }) => estimator === 'exponential')
  const value = recent?.volatility[at]
  return value === undefined ? null : new Decimal(value)
}
