/** What a person sets before targets are built, as it is edited, and the settings of a recipe that it means. */
import { Decimal, decimalOf, textOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { EstimatorName } from '../../../domain/historyStudy.ts'
import type { BaseBuilder, Bound, Builder, Recipe, RecipeSettings } from '../../../domain/recipe.ts'
import { cashClass, nodesOf } from '../../../domain/target.ts'
import { classesAtRisk } from '../../risk/riskForm.ts'

export type BuilderKind = Builder['kind']
/** Where risk is known from: the document's model, price files, or what the recipe was built from. */
export type RiskSource = 'risk' | 'histories' | 'recipe'
export type Figures = ReadonlyMap<string, string>

export interface BuildForm {
  readonly source: RiskSource
  readonly estimator: EstimatorName
  readonly kind: BuilderKind
  readonly distance: 'correlation' | 'distance-of-distances'
  /** Of a volatility target. */
  readonly of: BaseBuilder
  readonly volatility: string
  readonly hysteresis: string
  readonly remainder: string
  readonly groups: RecipeSettings['groups']
  /** By class or group; null where that side is open. */
  readonly bounds: ReadonlyMap<string, { readonly least: string | null; readonly most: string | null }>
  readonly budgets: Figures
  readonly benchmark: Figures
  /** Whether builders that need expected returns are offered. */
  readonly withMeans: boolean
  readonly means: Figures
  readonly aversion: string
  readonly riskFree: string
}

/** Builders that need somebody's expectation of returns. */
export const meanBuilders: readonly BuilderKind[] = ['mean-variance', 'maximum-sharpe']

/** As the recipe in the document says, or the usual beginning: equal shares of risk. */
export function formOf(document: Portfolio): BuildForm {
  const begun = usualForm(document)
  return document.recipe ? formOfRecipe(begun, document.recipe) : begun
}

function usualForm(document: Portfolio): BuildForm {
  const classes = classesAtRisk(document)
  const nodes = nodesOf({ ...document, targetSets: null }).filter((node) => node.leaf)
  const share = textOf(new Decimal(1).dividedBy(Math.max(1, classes.length)).toDecimalPlaces(4))
  return {
    source: 'risk',
    estimator: 'constant-correlation',
    kind: 'equal-risk',
    distance: 'correlation',
    of: 'equal-risk',
    volatility: '0.1',
    hysteresis: '0.1',
    remainder: cashClass,
    groups: 'free',
    bounds: new Map(),
    budgets: new Map(classes.map((name) => [name, share])),
    benchmark: new Map(nodes.map((node) => [node.class, textOf(node.weight)])),
    withMeans: false,
    means: new Map(),
    aversion: document.risk?.aversion ?? '4',
    riskFree: '0',
  }
}

function formOfRecipe(begun: BuildForm, recipe: Recipe): BuildForm {
  const { builder, groups, bounds, estimates } = recipe
  const whole = { ...begun, kind: builder.kind, groups, ...sourceOf(estimates) }
  const form = {
    ...whole,
    bounds: new Map(bounds.map(({ class: name, least, most }) => [name, { least, most }])),
  }
  switch (builder.kind) {
    case 'hierarchical-risk-parity':
      return { ...form, distance: builder.distance }
    case 'risk-budgets':
      return { ...form, budgets: new Map(Object.entries(builder.budgets)) }
    case 'target-volatility':
      return { ...form, ...builder, kind: builder.kind }
    case 'tracking-error':
      return { ...form, benchmark: new Map(Object.entries(builder.benchmark)) }
    case 'mean-variance':
      return {
        ...form,
        withMeans: true,
        aversion: builder.aversion,
        means: new Map(Object.entries(builder.means)),
      }
    case 'maximum-sharpe':
      return {
        ...form,
        withMeans: true,
        riskFree: builder.riskFree,
        means: new Map(Object.entries(builder.means)),
      }
    default:
      return form
  }
}

function sourceOf({ source, estimator }: Recipe['estimates']): Pick<BuildForm, 'source' | 'estimator'> {
  return { source, estimator: estimator ?? 'constant-correlation' }
}

/** Only bounds of classes and groups that are in the tree and that apply. */
export function settingsOf(document: Portfolio, form: BuildForm): RecipeSettings {
  const nodes = nodesOf({ ...document, targetSets: null })
  const bounds = nodes.flatMap((node): Bound[] => {
    const bound = form.bounds.get(node.class)
    if (bound === undefined || (bound.least === null && bound.most === null)) return []
    return [{ class: node.class, least: bound.least ?? '0', most: bound.most ?? '1' }]
  })
  return { builder: builderOf(document, form), groups: form.groups, bounds }
}

function builderOf(document: Portfolio, form: BuildForm): Builder {
  const known = new Set([...classesAtRisk(document), cashClass])
  const listed = (figures: Figures): Record<string, string> =>
    Object.fromEntries([...figures].filter(([name]) => known.has(name)))
  switch (form.kind) {
    case 'hierarchical-risk-parity':
      return { kind: form.kind, distance: form.distance }
    case 'risk-budgets':
      return { kind: form.kind, budgets: listed(form.budgets) }
    case 'target-volatility': {
      const { of, volatility, hysteresis, remainder } = form
      return { kind: form.kind, of, volatility, hysteresis, remainder }
    }
    case 'tracking-error':
      return { kind: form.kind, benchmark: listed(form.benchmark) }
    case 'mean-variance':
      return { kind: form.kind, aversion: form.aversion, means: listed(form.means) }
    case 'maximum-sharpe':
      return { kind: form.kind, riskFree: form.riskFree, means: listed(form.means) }
    default:
      return { kind: form.kind }
  }
}

/** A side of a bound as it is typed; both sides open is no bound. */
export function withBound(
  form: BuildForm,
  name: string,
  side: 'least' | 'most',
  weight: string | null,
): BuildForm {
  const before = form.bounds.get(name) ?? { least: null, most: null }
  return { ...form, bounds: new Map(form.bounds).set(name, { ...before, [side]: weight }) }
}

export function withFigure(figures: Figures, name: string, value: string | null): Figures {
  const next = new Map(figures)
  if (value === null) next.delete(name)
  else next.set(name, value)
  return next
}

/** Percent to edit; nothing where nothing was typed. */
export function percentText(fraction: string | null | undefined): string {
  return fraction === null || fraction === undefined ? '' : textOf(decimalOf(fraction).times(100))
}
