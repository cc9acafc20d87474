/**
 * How kinds of asset usually swing and move together: a beginning for a risk model that a person then corrects.
 *
 * Round assumptions, not estimates: of the size that long index histories show, and that asset managers publish each year
 * as their long-term capital market assumptions. Annual volatility of returns in base currency; the matrix of correlations
 * is positive definite, and stays so for several classes of one kind.
 */
import type { Portfolio } from './document.ts'

type Risk = NonNullable<Portfolio['risk']>

export type RiskKind =
  | 'us-stock'
  | 'intl-stock'
  | 'emerging-stock'
  | 'world-stock'
  | 'bond'
  | 'short-bond'
  | 'inflation-bond'
  | 'intl-bond'
  | 'high-yield'
  | 'real-estate'
  | 'gold'
  | 'commodity'
  | 'bitcoin'
  | 'ether'
  | 'coin'
  | 'money'

interface Preset {
  readonly kind: RiskKind
  readonly name: string
  readonly volatility: string
  /** With the kinds before it, in their order. */
  readonly correlations: string
}

const presets: readonly Preset[] = [
  { kind: 'us-stock', name: 'US stocks', volatility: '0.16', correlations: '' },
  { kind: 'intl-stock', name: 'International stocks', volatility: '0.17', correlations: '0.85' },
  { kind: 'emerging-stock', name: 'Emerging-market stocks', volatility: '0.22', correlations: '0.7 0.8' },
  { kind: 'world-stock', name: 'World stocks', volatility: '0.16', correlations: '0.95 0.93 0.8' },
  { kind: 'bond', name: 'Bonds', volatility: '0.06', correlations: '0.1 0.1 0.05 0.1' },
  {
    kind: 'short-bond',
    name: 'Short bonds',
    volatility: '0.025',
    correlations: '0.05 0.05 0.05 0.05 0.75',
  },
  {
    kind: 'inflation-bond',
    name: 'Inflation-linked bonds',
    volatility: '0.065',
    correlations: '0.1 0.1 0.1 0.1 0.75 0.6',
  },
  {
    kind: 'intl-bond',
    name: 'International bonds, hedged',
    volatility: '0.05',
    correlations: '0.1 0.1 0.1 0.1 0.7 0.5 0.5',
  },
  {
    kind: 'high-yield',
    name: 'High-yield bonds',
    volatility: '0.1',
    correlations: '0.7 0.65 0.65 0.7 0.25 0.1 0.25 0.2',
  },
  {
    kind: 'real-estate',
    name: 'Real estate',
    volatility: '0.2',
    correlations: '0.7 0.65 0.55 0.7 0.2 0.1 0.25 0.2 0.6',
  },
  {
    kind: 'gold',
    name: 'Gold',
    volatility: '0.16',
    correlations: '0.05 0.15 0.2 0.1 0.25 0.2 0.35 0.2 0.1 0.1',
  },
  {
    kind: 'commodity',
    name: 'Commodities',
    volatility: '0.18',
    correlations: '0.3 0.4 0.4 0.35 -0.05 -0.05 0.15 0 0.35 0.25 0.35',
  },
  {
    kind: 'bitcoin',
    name: 'Bitcoin',
    volatility: '0.65',
    correlations: '0.3 0.3 0.3 0.3 0 0 0.05 0 0.25 0.2 0.1 0.1',
  },
  {
    kind: 'ether',
    name: 'Ether',
    volatility: '0.8',
    correlations: '0.3 0.3 0.3 0.3 0 0 0.05 0 0.25 0.2 0.1 0.1 0.8',
  },
  {
    kind: 'coin',
    name: 'Coins, mixed',
    volatility: '0.75',
    correlations: '0.3 0.3 0.3 0.3 0 0 0.05 0 0.25 0.2 0.1 0.1 0.85 0.85',
  },
  {
    kind: 'money',
    name: 'Money market, stablecoins',
    volatility: '0.005',
    correlations: '0 0 0 0 0.1 0.3 0.1 0.1 0 0 0 0 0 0 0',
  },
]

/** Two classes of one kind, such as growth and value stocks, move almost as one. */
const sameKind = '0.98'

export const riskKinds: readonly Pick<Preset, 'kind' | 'name' | 'volatility'>[] = presets

/** What is assumed between two different classes of these kinds. */
export function correlationBetween(a: RiskKind, b: RiskKind): string {
  const [i, j] = [placeOf(a), placeOf(b)]
  if (i === j) return sameKind
  const row = presets[Math.max(i, j)]?.correlations.split(' ')
  return row?.[Math.min(i, j)] ?? '0'
}

export function volatilityOf(kind: RiskKind): string {
  return presets[placeOf(kind)]?.volatility ?? '0'
}

function placeOf(kind: RiskKind): number {
  return presets.findIndex((each) => each.kind === kind)
}

/** Words by which a class is recognised; the first that fits decides, so the narrower come first. */
const words: readonly (readonly [RegExp, RiskKind])[] = [
  [/bitcoin|\bbtc\b/, 'bitcoin'],
  [/\bether|\beth\b/, 'ether'],
  [/stablecoin|money.?market|t-bill|\bcash\b/, 'money'],
  [/crypto|coin|token/, 'coin'],
  [/gold|precious/, 'gold'],
  [/commodit|silver|\boil\b/, 'commodity'],
  [/real.?estate|reit|propert/, 'real-estate'],
  [/inflation|\btips\b|linker/, 'inflation-bond'],
  [/high.?yield|emerging.*bond/, 'high-yield'],
  [/short.*(bond|treasur)/, 'short-bond'],
  [/(intl|international|global|foreign|world).*bond/, 'intl-bond'],
  [/bond|treasur|fixed.?income|credit|gilt/, 'bond'],
  [/emerging/, 'emerging-stock'],
  [/world|global/, 'world-stock'],
  [/intl|international|ex.?us|developed|europe|japan|asia|pacific|foreign/, 'intl-stock'],
  [/stock|equit|\bcap\b|value|growth|dividend|s&p|nasdaq/, 'us-stock'],
]

/** The kind that a class's id or name suggests; null where neither says anything. */
export function riskKindOf(id: string, name: string): RiskKind | null {
  const exact = presets.find((each) => each.kind === id)?.kind
  const text = `${id} ${name}`.toLowerCase()
  return exact ?? words.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** Volatilities and correlations of classes of these kinds, as a document states them. */
export function riskOfKinds(
  classes: readonly (readonly [name: string, kind: RiskKind])[],
): Pick<Risk, 'classes' | 'volatility' | 'correlation'> {
  return {
    classes: classes.map(([name]) => name),
    volatility: classes.map(([, kind]) => volatilityOf(kind)),
    correlation: classes.map(([, a], i) =>
      classes.map(([, b], j) => (i === j ? '1' : correlationBetween(a, b))),
    ),
  }
}
