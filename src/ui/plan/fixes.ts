/** The one change that would remove an obstacle, or the control at which a person can decide about it. */
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { normalised } from '../../domain/normalise.ts'
import type { Plan, Skipped } from '../../domain/plan.ts'
import type { Problem } from '../../domain/problem.ts'
import { count } from '../format.ts'
import { className } from '../look/classColour.ts'
import { familyOf, setFamily } from '../targets/edits.ts'

/** Either a change that can be undone, or a place to go to. */
export type Fix =
  | { readonly kind: 'change'; readonly label: string; readonly change: (document: Portfolio) => Portfolio }
  | { readonly kind: 'go'; readonly label: string; readonly path: string }

const go = (label: string, path: string): Fix => ({ kind: 'go', label, path })
const change = (label: string, how: (document: Portfolio) => Portfolio): Fix => ({
  kind: 'change',
  label,
  change: how,
})

/** What would let a skipped order in. */
export function fixOfSkip(skipped: Skipped, plan: Plan, document: Portfolio): Fix | null {
  const { because, account, instrument } = skipped
  switch (because.kind) {
    case 'max-trades':
      return moreTrades(plan)
    case 'turnover-cap':
      return change('Lift the turnover cap', (now) => withPolicy(now, { turnoverCap: null }))
    case 'rule':
      return change(`Remove the rule ${because.rule} on ${instrument}`, (now) =>
        withoutRule(now, account, instrument),
      )
    case 'not-allowed':
      return change(`Allow ${instrument} in this account`, (now) => withAllowed(now, account, instrument))
    case 'sides':
      return change('Allow buys and sells', (now) => withPolicy(now, { sides: 'both' }))
    case 'below-minimum':
      return go('Change its minimum', instrumentPath(document, instrument, 'minTrade'))
    case 'below-step':
      return go('Change its step', instrumentPath(document, instrument, 'step'))
    case 'preferred-other':
      return go('Change its preference', instrumentPath(document, instrument, 'preference'))
    case 'gains-budget':
      return go('Change the gains budget', 'tax/gainsBudget')
    case 'wash-sale':
      return go('Change what is taxed', 'tax/washSales')
    case 'not-worth-cost':
      return isNearest(plan) ? null : go('Change the resolution', 'policy/resolution')
    case 'not-worth-risk':
      return go('Change the risk', 'risk/aversion')
    case 'no-cash':
      return go('Change the reserve', accountPath(document, account, 'reserve'))
    case 'one-sided-flow':
      return go('Change the trigger', 'policy/trigger')
  }
}

/** Is no plan nearer? Then no resolution makes another order worth its cost. */
function isNearest({ certificate }: Plan): boolean {
  if (certificate === null || !('distance' in certificate)) return false
  const { attained, bound } = certificate.distance
  return decimalOf(attained).equals(bound)
}

/** As many trades as there are, and those that waited for room. */
function moreTrades(plan: Plan): Fix {
  const waiting = plan.skipped.filter((each) => each.because.kind === 'max-trades').length
  const most = plan.trades.length + waiting
  return change(`Allow ${count(most, 'trade')}`, (now) => withPolicy(now, { maxTrades: most }))
}

/** What would remove a problem; the place it is at, where only a person can know. */
export function fixOfProblem(problem: Problem, document: Portfolio): Fix | null {
  switch (problem.kind) {
    case 'targets-exceed-one':
    case 'targets-below-one':
      return normaliseFix(problem, document)
    case 'trigger-empty':
      return change('Trade when a class leaves its band', (now) =>
        withPolicy(now, { trigger: { any: [{ kind: 'band' }] } }),
      )
    case 'unsupported':
      return unsupportedFix(problem)
    case 'targets-missing':
      return go('Set targets', 'targets')
    default:
      return problem.path === '' ? null : go('Go there', problem.path)
  }
}

/** Classes that wait to be classified can be set aside at once; the choice of a class is a person's. */
export function secondFix(problem: Problem): Fix | null {
  const instrument = problem['instrument']
  const waits = problem.kind === 'unclassified' || problem.kind === 'price-missing'
  if (!waits || typeof instrument !== 'string') return null
  return change('Set it aside', (now) => ({
    ...now,
    instruments: now.instruments.map((each) => (each.id === instrument ? { ...each, exclude: true } : each)),
  }))
}

/** One of the rules that cannot hold together. */
export interface ClashingRule {
  readonly path: string
  readonly name: string
  /** What could be reached were it given up, in base currency; null where that is not known. */
  readonly reach: string | null
}

/** The rules that a refusal says cannot hold together; none where it names none. */
export function clashOf(problem: Problem): readonly ClashingRule[] {
  const { rules, ruleNames, reaches } = problem
  if (!Array.isArray(rules)) return []
  const textAt = (list: Problem[string] | undefined, at: number): string =>
    Array.isArray(list) ? String(list[at] ?? '') : ''
  return rules.map((path: string, at) => ({
    path,
    name: textAt(ruleNames, at) || path,
    reach: textAt(reaches, at) || null,
  }))
}

/** Gives up one rule at once where nothing else has to be decided for that. */
export function fixOfRule(path: string, document: Portfolio): Fix | null {
  const [head, index, part, place] = path.split('/')
  if (path === 'policy/turnoverCap')
    return change('Lift the turnover cap', (now) => withPolicy(now, { turnoverCap: null }))
  if (path === 'policy/maxTrades')
    return change('Lift the limit of trades', (now) => withPolicy(now, { maxTrades: null }))
  if (path === 'policy/sides')
    return change('Allow buys and sells', (now) => withPolicy(now, { sides: 'both' }))
  const account = document.accounts[Number(index)]
  const rule = account?.rules[Number(place)]
  if (head !== 'accounts' || part !== 'rules' || !account || !rule) return null
  return change(`Remove the rule ${rule.do} on ${rule.instrument}`, (now) =>
    withoutRule(now, account.id, rule.instrument),
  )
}

function normaliseFix(problem: Problem, document: Portfolio): Fix {
  const parent = typeof problem['parent'] === 'string' && problem['parent'] !== '' ? problem['parent'] : null
  const label = parent === null ? 'Normalise' : `Normalise ${className(document, parent)}`
  return change(label, (now) => {
    const shares = familyOf(now, parent).map((target) => ({ weight: target.weight, locked: false }))
    const weights = normalised(shares)
    return weights === null ? now : setFamily(now, parent, weights)
  })
}

/** What cannot be planned with yet goes back to what can. */
function unsupportedFix(problem: Problem): Fix {
  const [head, part] = problem.path.split('/')
  if (head === 'tax') return change('Plan without tax', (now) => ({ ...now, tax: null }))
  if (head === 'risk') return change('Plan without risk figures', (now) => ({ ...now, risk: null }))
  if (head === 'policy' && part === 'destination')
    return change('Go halfway to the target', (now) => withPolicy(now, { destination: '0.5' }))
  if (head === 'policy' && part === 'band')
    return change('Use the 5/25 band', (now) =>
      withPolicy(now, { band: { kind: 'lesser', absolute: '0.05', relative: '0.25' } }),
    )
  return deepUnsupportedFix(problem)
}

/** The same for what stands deeper: an instrument's impact or pool, a class's band, one of the triggers. */
function deepUnsupportedFix(problem: Problem): Fix {
  const [head, index, part] = problem.path.split('/')
  const at = Number(index)
  if (head === 'instruments')
    return change('Plan without it', (now) => ({
      ...now,
      instruments: now.instruments.map((each, place) =>
        place === at ? { ...each, cost: { ...each.cost, impact: null, pool: null } } : each,
      ),
    }))
  if (head === 'targets' && part === 'band')
    return change('Use the policy’s band', (now) => ({
      ...now,
      targets: now.targets.map((each, place) => (place === at ? { ...each, band: null } : each)),
    }))
  return go('Go there', problem.path)
}

function withPolicy(document: Portfolio, policy: Partial<Portfolio['policy']>): Portfolio {
  return { ...document, policy: { ...document.policy, ...policy } }
}

function withAccount(
  document: Portfolio,
  id: string,
  how: (account: Portfolio['accounts'][number]) => Portfolio['accounts'][number],
): Portfolio {
  return {
    ...document,
    accounts: document.accounts.map((account) => (account.id === id ? how(account) : account)),
  }
}

function withoutRule(document: Portfolio, id: string, instrument: string): Portfolio {
  return withAccount(document, id, (account) => ({
    ...account,
    rules: account.rules.filter((rule) => rule.instrument !== instrument),
  }))
}

function withAllowed(document: Portfolio, id: string, instrument: string): Portfolio {
  return withAccount(document, id, (account) => ({
    ...account,
    allowed: account.allowed === null ? null : [...account.allowed, instrument],
  }))
}

function instrumentPath(document: Portfolio, id: string, part: string): string {
  return `instruments/${document.instruments.findIndex((each) => each.id === id)}/${part}`
}

function accountPath(document: Portfolio, id: string, part: string): string {
  return `accounts/${document.accounts.findIndex((each) => each.id === id)}/${part}`
}
