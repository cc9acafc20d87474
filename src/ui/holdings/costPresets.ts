/** Usual costs of an order, as a beginning that is corrected to one's own broker. */
import type { Cost, Portfolio } from '../../domain/document.ts'
import { noCost } from './changes/instruments.ts'

export type CostPreset = 'fund' | 'stock' | 'small' | 'mutual' | 'ibkr' | 'exchange' | 'chain'

interface Preset {
  readonly label: string
  /** One-way, in the fewest figures. */
  readonly figures: string
  readonly cost: Cost
  readonly explained: string
}

/**
 * One-way costs; rates and half spreads are fractions of the order's value. They are cautious: 5 basis points for a fund,
 * 15 for a coin on an exchange, 30 and gas on chain; a broker's or an exchange's own list of fees is better.
 */
export const costPresets: Readonly<Record<CostPreset, Preset>> = {
  fund: {
    label: 'Fund (ETF)',
    figures: '0.05 %',
    cost: { ...noCost, halfSpread: '0.0005' },
    explained: 'No commission. Half the spread between bid and ask: 0.05 % of the order, with caution.',
  },
  stock: {
    label: 'Stock or ETF, most traded',
    figures: '0.02 %',
    cost: { ...noCost, halfSpread: '0.0002' },
    explained: 'No commission. Half the spread between bid and ask: 0.02 % of the order.',
  },
  small: {
    label: 'Stock, less traded',
    figures: '0.1 %',
    cost: { ...noCost, halfSpread: '0.001' },
    explained: 'No commission. Half the spread between bid and ask: 0.1 % of the order.',
  },
  mutual: {
    label: 'Mutual fund',
    figures: 'nothing',
    cost: noCost,
    explained: 'Orders cost nothing: dealt at the net asset value without a fee.',
  },
  ibkr: {
    label: 'Interactive Brokers, fixed',
    figures: '0.005 a share, at least 1',
    cost: { ...noCost, perUnit: '0.005', min: '1', maxRate: '0.01', halfSpread: '0.0002' },
    explained:
      'A commission of 0.005 a share, at least 1, at most 1 % of the order; and half a spread of 0.02 %.',
  },
  exchange: {
    label: 'Coin on an exchange',
    figures: '0.15 %',
    cost: { ...noCost, rate: '0.001', halfSpread: '0.0005' },
    explained: 'A fee of 0.1 % and half a spread of 0.05 %. Large orders at the best exchanges pay less.',
  },
  chain: {
    label: 'Coin on chain',
    figures: '0.3 % and gas',
    cost: { ...noCost, halfSpread: '0.003', gas: '5' },
    explained:
      'A pool’s fee of 0.3 %, and 5 of gas in the base currency for each order. The pool’s reserves say more.',
  },
}

export const presetNames = Object.keys(costPresets) as readonly CostPreset[]

/** "Coin on an exchange: 0.15 %". */
export function presetLabel(name: CostPreset): string {
  const { label, figures } = costPresets[name]
  return `${label}: ${figures}`
}

/** The preset that these costs are, or null for one’s own. */
export function presetOf(cost: Cost): CostPreset | null {
  return presetNames.find((name) => sameCost(costPresets[name].cost, cost)) ?? null
}

function sameCost(a: Cost, b: Cost): boolean {
  const keys = Object.keys(noCost) as (keyof Cost)[]
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
}

/** Which instruments get costs together: all, those without any, or those of one class. */
export type CostScope =
  { readonly kind: 'all' } | { readonly kind: 'free' } | { readonly kind: 'class'; readonly class: string }

/** The ids of the instruments in a scope; what is set aside is never traded and has no costs. */
export function idsIn(document: Portfolio, scope: CostScope): readonly string[] {
  return document.instruments
    .filter((each) => !each.exclude)
    .filter(({ id, exposure, cost }) => {
      if (scope.kind === 'all') return true
      if (scope.kind === 'free') return sameCost(cost, noCost)
      return exposure === null ? id === scope.class : Object.hasOwn(exposure, scope.class)
    })
    .map((each) => each.id)
}

/** Gives instruments these costs. Impact and pools are of one instrument alone and are not handed on. */
export function withCosts(document: Portfolio, ids: readonly string[], cost: Cost): Portfolio {
  const chosen = new Set(ids)
  const common: Cost = { ...cost, impact: null, pool: null }
  const instruments = document.instruments.map((each) =>
    chosen.has(each.id) ? { ...each, cost: common } : each,
  )
  return { ...document, instruments }
}
