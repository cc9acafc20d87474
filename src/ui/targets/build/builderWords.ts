/** What builders of targets are called, what they do and by which formula. */
import type { Option } from '../../parts/Choice.tsx'
import { meanBuilders, type BuilderKind } from './buildForm.ts'

interface Words {
  readonly name: string
  readonly does: string
  readonly formula: string
}

export const builderWords: Readonly<Record<BuilderKind, Words>> = {
  'equal-risk': {
    name: 'Equal risk contribution',
    does: 'Every class adds the same share of the portfolio’s variance: risk parity. Needs no forecast of returns.',
    formula: 'w_i (Σw)_i equal for all i',
  },
  'risk-budgets': {
    name: 'Risk budgets',
    does: 'Every class adds the share of the variance that you give it.',
    formula: 'w_i (Σw)_i ∝ budget_i',
  },
  'inverse-volatility': {
    name: 'Inverse volatility',
    does: 'The calmer a class, the more it weighs; correlations do not count.',
    formula: 'w_i ∝ 1 / σ_i',
  },
  equal: {
    name: 'Equal weights',
    does: 'Every class weighs the same; nothing is estimated.',
    formula: 'w_i = 1 / n',
  },
  'minimum-variance': {
    name: 'Minimum variance',
    does: 'The weights that swing least together. Much goes to a few calm classes unless limits prevent it.',
    formula: 'minimise w′Σw',
  },
  'maximum-diversification': {
    name: 'Maximum diversification',
    does: 'The most of the classes’ own volatility taken away by mixing them.',
    formula: 'maximise Σ w_i σ_i / √(w′Σw)',
  },
  'hierarchical-risk-parity': {
    name: 'Hierarchical risk parity',
    does: 'Classes that move alike are joined to a tree, and risk is divided branch by branch; no matrix is inverted.',
    formula: 'single linkage on the distance chosen below, then inverse variance at every branch',
  },
  'target-volatility': {
    name: 'Target volatility',
    does: 'A mix of another builder’s weights and one class of cash or bonds that meets a volatility.',
    formula: 'w = x·base + (1 − x)·remainder, √(w′Σw) = target; x stays while inside the hysteresis',
  },
  'tracking-error': {
    name: 'Near a benchmark',
    does: 'The weights within your limits whose return strays least from the benchmark’s.',
    formula: 'minimise (w − b)′Σ(w − b)',
  },
  'mean-variance': {
    name: 'Mean and variance',
    does: 'Expected return against variance, at your aversion.',
    formula: 'maximise μ′w − ½ aversion · w′Σw',
  },
  'maximum-sharpe': {
    name: 'Maximum Sharpe ratio',
    does: 'The most expected return above the riskless rate for its volatility.',
    formula: 'maximise (μ′w − r) / √(w′Σw)',
  },
}

/** In the order in which they are offered. */
export function builderOptions(withMeans: boolean): readonly Option<BuilderKind>[] {
  const kinds = Object.keys(builderWords) as BuilderKind[]
  return kinds
    .filter((kind) => withMeans || !meanBuilders.includes(kind))
    .map((kind) => ({ value: kind, label: builderWords[kind].name }))
}

/** "equal risk contribution", inside a sentence. */
export function builderInSentence(kind: BuilderKind): string {
  const { name } = builderWords[kind]
  return kind === 'maximum-sharpe' ? 'maximum Sharpe ratio' : name.charAt(0).toLowerCase() + name.slice(1)
}
