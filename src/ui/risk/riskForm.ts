/** The risk of a document as it is edited: made from kinds, kept symmetric, matched to the classes of the targets. */
import { decimalOf, sumOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import {
  correlationBetween,
  riskKindOf,
  riskOfKinds,
  volatilityOf,
  type RiskKind,
} from '../../domain/riskPresets.ts'
import { cashClass, leafClasses, nodesOf } from '../../domain/target.ts'
import { className } from '../look/classColour.ts'

export type Risk = NonNullable<Portfolio['risk']>

/** What the optimal destination weighs with where nobody says otherwise. */
const usualAversion = '4'
/** People who hold mostly coins bear more. */
const coinAversion = '2'
export const usualHorizon = '0.75'

/** Classes that a risk model is about, in the order of the tree; cash has no risk. */
export function classesAtRisk(document: Portfolio): readonly string[] {
  const leaves = leafClasses(document)
  return document.targets
    .map((target) => target.class)
    .filter((name) => leaves.has(name) && name !== cashClass)
}

/** What each class is recognised as; null where a person has to say. */
export function guessedKinds(document: Portfolio): ReadonlyMap<string, RiskKind | null> {
  return new Map(classesAtRisk(document).map((name) => [name, kindIn(document, name)]))
}

function kindIn(document: Portfolio, name: string): RiskKind | null {
  return riskKindOf(name, className(document, name))
}

/** A risk model made of kinds. Aversion and horizon of one that is there already stay. */
export function withRiskOf(document: Portfolio, kinds: ReadonlyMap<string, RiskKind>): Portfolio {
  const before = document.risk
  return {
    ...document,
    risk: {
      aversion: before?.aversion ?? aversionFor(document, kinds),
      horizonYears: before === null ? usualHorizon : before.horizonYears,
      ...riskOfKinds([...kinds]),
    },
  }
}

const coins: ReadonlySet<RiskKind> = new Set(['bitcoin', 'ether', 'coin'])

function aversionFor(document: Portfolio, kinds: ReadonlyMap<string, RiskKind>): string {
  const ofCoins = nodesOf(document).filter((node) => {
    const kind = kinds.get(node.class)
    return node.leaf && kind !== undefined && coins.has(kind)
  })
  return sumOf(ofCoins.map((node) => node.weight)).greaterThan('0.5') ? coinAversion : usualAversion
}

export function withRisk(document: Portfolio, change: (risk: Risk) => Risk): Portfolio {
  return document.risk === null ? document : { ...document, risk: change(document.risk) }
}

export function withVolatility(document: Portfolio, at: number, text: string): Portfolio {
  return withRisk(document, (risk) => ({
    ...risk,
    volatility: risk.volatility.map((each, place) => (place === at ? text : each)),
  }))
}

/** Both halves of the matrix say the same. */
export function withCorrelation(document: Portfolio, i: number, j: number, text: string): Portfolio {
  const isMeant = (row: number, column: number): boolean =>
    (row === i && column === j) || (row === j && column === i)
  return withRisk(document, (risk) => ({
    ...risk,
    correlation: risk.correlation.map((line, row) =>
      line.map((each, column) => (isMeant(row, column) ? text : each)),
    ),
  }))
}

export interface Mismatch {
  /** Classes of the targets that the model says nothing about. */
  readonly missing: readonly string[]
  /** Classes of the model that the targets no longer have. */
  readonly gone: readonly string[]
}

export function mismatchOf(document: Portfolio): Mismatch {
  const wanted = classesAtRisk(document)
  const known = document.risk?.classes ?? []
  return {
    missing: wanted.filter((name) => !known.includes(name)),
    gone: known.filter((name) => !wanted.includes(name)),
  }
}

/** Volatility of a class that nothing is known about. */
const unknownVolatility = '0.15'

/** The model about exactly the classes of the targets, in their order; what was typed stays. */
export function matched(document: Portfolio): Portfolio {
  const classes = classesAtRisk(document)
  return withRisk(document, (risk) => {
    const place = (name: string): number => risk.classes.indexOf(name)
    return {
      ...risk,
      classes: [...classes],
      volatility: classes.map((name) => risk.volatility[place(name)] ?? usualVolatility(document, name)),
      correlation: classes.map((a) =>
        classes.map((b) =>
          a === b ? '1' : (risk.correlation[place(a)]?.[place(b)] ?? usualCorrelation(document, a, b)),
        ),
      ),
    }
  })
}

function usualVolatility(document: Portfolio, name: string): string {
  const kind = kindIn(document, name)
  return kind === null ? unknownVolatility : volatilityOf(kind)
}

function usualCorrelation(document: Portfolio, a: string, b: string): string {
  const [one, other] = [kindIn(document, a), kindIn(document, b)]
  return one === null || other === null ? '0' : correlationBetween(one, other)
}

/** How strong a correlation's colour is: nothing at 0, most at 1. */
export function strengthOf(correlation: string): number {
  return Math.min(1, Math.abs(decimalOf(correlation).toNumber()))
}
