/** Laws of tax: parts of lots, the gains budget, wash sales announced, and the year's tax in the totals, all recomputed. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { soldBy, type Part } from './checkLots.ts'
import { kindOf, taxOn, taxRate, termAt } from './lots.ts'
import { minorUnits, pair, washGroupOf, type Model } from './model.ts'
import { disallowedIn, type Disallowed } from './wash.ts'

export function taxFaults(model: Model, plan: Plan): string[] {
  const { parts, faults } = soldBy(model, plan)
  // What does not fit the lots cannot be summed either.
  if (faults.length > 0) return [...faults]
  if (!model.raw.tax) return untaxedFaults(plan)
  const disallowed = disallowedIn(model, parts, plan)
  return [
    ...budgetFaults(model, parts, disallowed),
    ...washFaults(model, plan, disallowed),
    ...totalFaults(model, plan, parts, disallowed),
  ]
}

function untaxedFaults(plan: Plan): string[] {
  const { tax = '0', gains = null, carryForward = null } = plan.totals ?? {}
  return [
    ...(Number(tax) === 0 ? [] : [`tax ${tax} without taxes`]),
    ...(carryForward === null ? [] : ['a carry-forward without taxes']),
    ...(gains === null || isZero(gains) ? [] : ['gains in the totals without taxes']),
    ...(plan.washSales.length === 0 ? [] : ['wash sales without taxes']),
  ]
}

const isZero = ({ short, long }: { readonly short: string; readonly long: string }): boolean =>
  Number(short) === 0 && Number(long) === 0

/** Gains of parts whose basis is known in taxable accounts, less the losses that are not disallowed. */
export function gainsOf(
  parts: readonly Part[],
  disallowed: readonly Disallowed[],
): { short: Decimal; long: Decimal } {
  const back = (part: Part): Decimal =>
    sumOf(disallowed.filter((each) => isOf(each, part)).map((each) => each.loss))
  const inTerm = (long: boolean): Decimal =>
    sumOf(
      parts
        .filter((part) => part.taxed && (part.term === 'long') === long)
        .map((part) => (part.gain === null ? zero : part.gain.plus(back(part)))),
    )
  return { short: inTerm(false), long: inTerm(true) }
}

const isOf = ({ of }: Disallowed, part: Part): boolean => of.lot !== null && of.lot === part.lot.raw

/** What quotients of 130 digits may be off. */
const hair = new Decimal('1e-30')

function budgetFaults(model: Model, parts: readonly Part[], disallowed: readonly Disallowed[]): string[] {
  const budget = model.raw.tax?.gainsBudget ?? null
  const { short, long } = gainsOf(parts, disallowed)
  const gains = short.plus(long)
  return budget !== null && gains.greaterThan(new Decimal(budget).plus(hair))
    ? [`gains ${gains.toFixed(12)} over the budget ${budget}`]
    : []
}

/** Every loss that is disallowed is announced, with its units, and nothing else. */
function washFaults(model: Model, plan: Plan, disallowed: readonly Disallowed[]): string[] {
  const unit = new Decimal(10).pow(-minorUnits(model.base))
  const days = new Set([
    ...disallowed.map(({ of }) => pair(of.group, of.sold)),
    ...plan.washSales.map((each) => pair(washGroupOf(model, each.instrument), each.sold)),
  ])
  const sums = [...days].flatMap((day) => {
    const own = disallowed.filter(({ of }) => pair(of.group, of.sold) === day)
    const told = plan.washSales.filter((each) => pair(washGroupOf(model, each.instrument), each.sold) === day)
    const [units, toldUnits] = [
      own.map((each) => each.quantity),
      told.map((each) => new Decimal(each.quantity)),
    ]
    const loss = sumOf(own.map((each) => each.loss))
    const toldLoss = sumOf(told.map((each) => new Decimal(each.loss)))
    const name = day.replace('\n', ' on ')
    return [
      ...(sumOf(units).equals(sumOf(toldUnits))
        ? []
        : [
            `wash sale of ${name}: ${sumOf(toldUnits).toFixed()} units announced, ${sumOf(units).toFixed()} disallowed`,
          ]),
      ...(loss
        .minus(toldLoss)
        .abs()
        .lessThanOrEqualTo(unit.times(1 + told.length))
        ? []
        : [`wash sale of ${name}: loss ${toldLoss.toFixed(4)} announced, ${loss.toFixed(4)} disallowed`]),
    ]
  })
  return [...sums, ...plan.washSales.flatMap((each) => announcementFaults(model, each))]
}

/** A replacement's units and losses sum to the sale's; the loss is added to a basis only in a taxable account. */
function announcementFaults(model: Model, sale: Plan['washSales'][number]): string[] {
  const name = `wash sale of ${sale.quantity} ${sale.instrument} on ${sale.sold}`
  const unit = new Decimal(10).pow(-minorUnits(model.base))
  const units = sumOf(sale.replacedBy.map((each) => new Decimal(each.quantity)))
  const loss = sumOf(sale.replacedBy.map((each) => new Decimal(each.loss)))
  const wrong = sale.replacedBy.filter(
    (each) => each.lostForGood !== (kindOf(model, each.account) !== 'taxable'),
  )
  return [
    ...(units.equals(sale.quantity) ? [] : [`${name}: replaced by ${units.toFixed()}`]),
    ...(loss.minus(sale.loss).abs().lessThanOrEqualTo(unit.times(sale.replacedBy.length))
      ? []
      : [`${name}: losses sum to ${loss.toFixed()} of ${sale.loss}`]),
    ...(wrong.length > 0 ? [`${name}: a loss in ${wrong[0]?.account ?? ''} has the wrong fate`] : []),
  ]
}

interface Year {
  readonly short: Decimal
  readonly long: Decimal
}

/** Each term within itself, then one's loss against the other's gain; tax on what is left, losses go to next year. */
function yearOf(model: Model, gains: Year): { tax: Decimal; carry: Year } {
  const tax = model.raw.tax ?? {}
  let short = gains.short.minus(tax.carryForward?.short ?? 0)
  let long = gains.long.minus(tax.carryForward?.long ?? 0)
  if (short.isNegative() !== long.isNegative()) {
    const sum = short.plus(long)
    const shortStays = sum.isNegative() === short.isNegative()
    short = shortStays ? sum : zero
    long = shortStays ? zero : sum
  }
  const due = Decimal.max(0, short)
    .times(taxRate(tax, 'short'))
    .plus(Decimal.max(0, long).times(taxRate(tax, 'long')))
  return { tax: due, carry: { short: Decimal.max(0, short.negated()), long: Decimal.max(0, long.negated()) } }
}

/** Gains realised since January in taxable accounts, without the losses that are disallowed. */
function realisedIn(model: Model, disallowed: readonly Disallowed[]): Year {
  const year = model.raw.asOf.slice(0, 4)
  const back = disallowed.filter(({ of }) => of.lot === null && of.sold.startsWith(year))
  const inTerm = (long: boolean): Decimal => {
    const sales = (model.raw.realised ?? []).filter(
      (sale) =>
        sale.sold.startsWith(year) &&
        kindOf(model, sale.account) === 'taxable' &&
        (termAt(sale.acquired ?? null, sale.sold) === 'long') === long,
    )
    const gains = sales.map((sale) => new Decimal(sale.gain))
    const allowedBack = back.filter(({ of }) => (of.term === 'long') === long).map((each) => each.loss)
    return sumOf([...gains, ...allowedBack])
  }
  return { short: inTerm(false), long: inTerm(true) }
}

function totalFaults(
  model: Model,
  plan: Plan,
  parts: readonly Part[],
  disallowed: readonly Disallowed[],
): string[] {
  if (!plan.totals) return plan.status === 'refused' ? [] : ['no totals']
  const unit = new Decimal(10).pow(-minorUnits(model.base))
  const gains = gainsOf(parts, disallowed)
  const idle = realisedIn(model, disallowedIn(model, [], { trades: [] }))
  const before = realisedIn(model, disallowed)
  const after = yearOf(model, { short: before.short.plus(gains.short), long: before.long.plus(gains.long) })
  const near = (name: string, found: string | undefined, expected: Decimal): string[] =>
    found !== undefined && expected.minus(found).abs().lessThanOrEqualTo(unit)
      ? []
      : [`totals ${name} ${String(found)}, should be ${expected.toFixed(6)}`]
  return [
    ...near('tax', plan.totals.tax, after.tax.minus(yearOf(model, idle).tax)),
    ...near('gains short', plan.totals.gains?.short, gains.short),
    ...near('gains long', plan.totals.gains?.long, gains.long),
    ...near('carryForward short', plan.totals.carryForward?.short, after.carry.short),
    ...near('carryForward long', plan.totals.carryForward?.long, after.carry.long),
  ]
}

/**
 * What is counted in the choice beside costs and printed taxes: all that a part of unknown basis brings, at the short
 * rate, and every disallowed loss at its own; a benefit from harvesting a disallowed loss is taken back with it.
 */
export function unprintedIn(model: Model, plan: Pick<Plan, 'trades'>): Decimal {
  if (!model.raw.tax) return zero
  const { parts } = soldBy(model, plan)
  const unknown = parts
    .filter((part) => part.taxed && part.gain === null)
    .map((part) => taxOn(part.proceeds, taxRate(model.raw.tax ?? {}, null), false))
  const washed = disallowedIn(model, parts, plan).map(({ of, loss }) => loss.times(of.rate))
  return sumOf([...unknown, ...washed])
}
