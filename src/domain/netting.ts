/** A year's gains and losses set against each other in the order of Schedule D, and the tax on what is left. */
import { Decimal, zero } from './decimal.ts'

/** An amount for each term. */
export interface ByTerm {
  readonly short: Decimal
  readonly long: Decimal
}

export interface Netted extends ByTerm {
  /** On what is left of each term, where that is a gain; nothing is given back for a loss. */
  readonly tax: Decimal
  /** Losses left for next year, as amounts that are not negative. */
  readonly carryForward: ByTerm
}

/**
 * Nets this year's gains (losses negative, disallowed ones left out) with the losses carried forward (as amounts that
 * are not negative): first within each term, then one term's loss against the other's gain. A loss that remains keeps
 * its term and is carried forward whole: it is never set against other income, of which a document knows nothing.
 * So `short + long` is what came in, and never has one gain beside one loss.
 */
export function netted(gains: ByTerm, carryForward: ByTerm, rates: ByTerm): Netted {
  const net = crossed({
    short: gains.short.minus(carryForward.short),
    long: gains.long.minus(carryForward.long),
  })
  const tax = taxed(net.short, rates.short).plus(taxed(net.long, rates.long))
  return { ...net, tax, carryForward: { short: lossIn(net.short), long: lossIn(net.long) } }
}

/** One term's loss against the other's gain, as far as the smaller of the two reaches. */
function crossed({ short, long }: ByTerm): ByTerm {
  const shortUsed = Decimal.min(lossIn(short), gainIn(long))
  const longUsed = Decimal.min(lossIn(long), gainIn(short))
  return {
    short: short.plus(shortUsed).minus(longUsed),
    long: long.plus(longUsed).minus(shortUsed),
  }
}

const taxed = (net: Decimal, rate: Decimal): Decimal => gainIn(net).times(rate)
const gainIn = (net: Decimal): Decimal => Decimal.max(net, zero)
const lossIn = (net: Decimal): Decimal => Decimal.max(net.negated(), zero)
