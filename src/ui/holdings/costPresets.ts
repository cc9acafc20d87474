/** Usual costs of an order, as a beginning that is corrected to one's own broker. */
import { Decimal, textOf } from '../../domain/decimal.ts'
import type { Cost } from '../../domain/document.ts'
import { gasInMoney } from '../../domain/gas.ts'
import { noCost } from './changes/instruments.ts'

export type CostPreset = 'none' | 'broker' | 'fund' | 'ibkr' | 'exchange' | 'chain'

interface Preset {
  readonly label: string
  readonly cost: Cost
  readonly explained: string
}

/** A swap on a quiet day, at a price of 2,000 for the chain's coin. */
const swapGas = { gasUsed: '125000', baseFeeGwei: '19', priorityFeeGwei: '1' }

/** One-way costs; rates and half spreads are fractions of the order's value. */
export const costPresets: Readonly<Record<CostPreset, Preset>> = {
  none: { label: 'No costs', cost: noCost, explained: 'Orders cost nothing.' },
  broker: {
    label: 'US broker: stock or ETF',
    cost: { ...noCost, halfSpread: '0.0002' },
    explained: 'No commission; half the spread between bid and ask, 2 hundredths of a percent.',
  },
  fund: { label: 'Mutual fund', cost: noCost, explained: 'Dealt at its net asset value without a fee.' },
  ibkr: {
    label: 'Interactive Brokers, fixed',
    cost: { ...noCost, perUnit: '0.005', min: '1', maxRate: '0.01', halfSpread: '0.0002' },
    explained:
      '0.005 a share, at least 1, at most 1 % of the order; half a spread of 2 hundredths of a percent.',
  },
  exchange: {
    label: 'Coin on an exchange',
    cost: { ...noCost, rate: '0.001', halfSpread: '0.0005' },
    explained: 'A fee of 0.1 % and half a spread of 0.05 %.',
  },
  chain: {
    label: 'Coin on chain',
    cost: { ...noCost, halfSpread: '0.003', gas: textOf(gasInMoney(swapGas, new Decimal(2000))) },
    explained: 'A pool’s fee of 0.3 %, and 5 of gas in the base currency for each order.',
  },
}

/** The preset that these costs are, or null for one’s own. */
export function presetOf(cost: Cost): CostPreset | null {
  const names = Object.keys(costPresets) as CostPreset[]
  return names.find((name) => sameCost(costPresets[name].cost, cost)) ?? null
}

function sameCost(a: Cost, b: Cost): boolean {
  const keys = Object.keys(noCost) as (keyof Cost)[]
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
}
