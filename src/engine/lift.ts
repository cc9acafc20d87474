/** The rules of a document one by one, and the document without some of them. */
import { decimalOf } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { compareText } from '../domain/order.ts'
import type { LiftableRule } from '../domain/proof.ts'

export interface PlacedRule {
  /** Where it stands in the document. */
  readonly path: string
  readonly rule: LiftableRule
}

/** Every rule that asks for something, in an order that does not depend on the document's own. */
export function rulesOf(document: Portfolio): PlacedRule[] {
  const all = [
    ...policyRules(document),
    ...taxRules(document),
    ...accountRules(document),
    ...minimums(document),
  ]
  return all.sort((a, b) => compareText(keyOf(a), keyOf(b)) || compareText(a.path, b.path))
}

function keyOf({ rule }: PlacedRule): string {
  const names = [
    rule.kind,
    'account' in rule ? rule.account : '',
    'instrument' in rule ? rule.instrument : '',
    'do' in rule ? rule.do : '',
  ]
  return JSON.stringify(names)
}

function policyRules({ policy }: Portfolio): PlacedRule[] {
  const { sides, turnoverCap, maxTrades } = policy
  return [
    ...(sides === 'both' ? [] : [{ path: 'policy/sides', rule: { kind: 'sides' as const, sides } }]),
    ...(turnoverCap === null
      ? []
      : [{ path: 'policy/turnoverCap', rule: { kind: 'turnover-cap' as const } }]),
    ...(maxTrades === null ? [] : [{ path: 'policy/maxTrades', rule: { kind: 'max-trades' as const } }]),
  ]
}

function taxRules({ tax }: Portfolio): PlacedRule[] {
  return placed(tax !== null && tax.gainsBudget !== null, 'tax/gainsBudget', { kind: 'gains-budget' })
}

function accountRules({ accounts }: Portfolio): PlacedRule[] {
  return accounts.flatMap((account, at): PlacedRule[] => {
    const path = `accounts/${at}`
    return [
      ...account.rules.map((rule, index): PlacedRule => ({
        path: `${path}/rules/${index}`,
        rule: { kind: 'account-rule', account: account.id, instrument: rule.instrument, do: rule.do },
      })),
      ...placed(account.allowed !== null, `${path}/allowed`, { kind: 'allowed', account: account.id }),
      ...placed(decimalOf(account.reserve).greaterThan(0), `${path}/reserve`, {
        kind: 'reserve',
        account: account.id,
      }),
      ...placed(!decimalOf(account.flow).isZero(), `${path}/flow`, { kind: 'flow', account: account.id }),
    ]
  })
}

function minimums({ instruments }: Portfolio): PlacedRule[] {
  return instruments.flatMap((instrument, at) =>
    placed(
      !instrument.exclude && decimalOf(instrument.minTrade).greaterThan(0),
      `instruments/${at}/minTrade`,
      {
        kind: 'min-trade',
        instrument: instrument.id,
      },
    ),
  )
}

function placed(asked: boolean, path: string, rule: LiftableRule): PlacedRule[] {
  return asked ? [{ path, rule }] : []
}

/** The document as it would be without these rules; everything else, and its order, stays. */
export function lifted(document: Portfolio, rules: readonly PlacedRule[]): Portfolio {
  const gone = new Set(rules.map((each) => each.path))
  const { policy, tax } = document
  return {
    ...document,
    accounts: document.accounts.map((account, at) => ({
      ...account,
      rules: account.rules.filter((_, index) => !gone.has(`accounts/${at}/rules/${index}`)),
      allowed: gone.has(`accounts/${at}/allowed`) ? null : account.allowed,
      reserve: gone.has(`accounts/${at}/reserve`) ? '0' : account.reserve,
      flow: gone.has(`accounts/${at}/flow`) ? '0' : account.flow,
    })),
    instruments: document.instruments.map((instrument, at) =>
      gone.has(`instruments/${at}/minTrade`) ? { ...instrument, minTrade: '0' } : instrument,
    ),
    tax: tax && gone.has('tax/gainsBudget') ? { ...tax, gainsBudget: null } : tax,
    policy: {
      ...policy,
      sides: gone.has('policy/sides') ? 'both' : policy.sides,
      turnoverCap: gone.has('policy/turnoverCap') ? null : policy.turnoverCap,
      maxTrades: gone.has('policy/maxTrades') ? null : policy.maxTrades,
    },
  }
}
