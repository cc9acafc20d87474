/** The exact shape of a plan as JSON: every key that must be there, none that must not, decimals as plain text. */

type Test = (value: unknown, path: string) => string[]

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/

const text: Test = (value, path) => (typeof value === 'string' ? [] : [`${path}: not text`])
const amount: Test = (value, path) =>
  typeof value === 'string' && decimal.test(value) && !/^-0(\.0*)?$/.test(value)
    ? []
    : [`${path}: not a decimal (${String(value)})`]
/** A residual is a figure of the solver, not of money: an exponent is allowed, as the contract's example has one. */
const figure: Test = (value, path) =>
  typeof value === 'string' && value !== '' && Number.isFinite(Number(value)) ? [] : [`${path}: not a figure`]
const truth: Test = (value, path) => (typeof value === 'boolean' ? [] : [`${path}: not true or false`])
const whole: Test = (value, path) => (Number.isInteger(value) ? [] : [`${path}: not a whole number`])
const oneOf =
  (...allowed: readonly unknown[]): Test =>
  (value, path) =>
    allowed.includes(value) ? [] : [`${path}: ${String(value)} is not one of ${allowed.join(', ')}`]
const orNull =
  (test: Test): Test =>
  (value, path) =>
    value === null ? [] : test(value, path)
const list =
  (test: Test): Test =>
  (value, path) =>
    Array.isArray(value) ? value.flatMap((item, at) => test(item, `${path}/${at}`)) : [`${path}: not a list`]

/** An object with exactly these keys; an open one may have more, whose values are text or lists of text. */
const object =
  (shape: Readonly<Record<string, Test>>, open = false): Test =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: not an object`]
    const entries = Object.entries(value)
    const extra = open ? [] : entries.filter(([key]) => !Object.hasOwn(shape, key))
    return [
      ...extra.map(([key]) => `${path}/${key}: unexpected`),
      ...Object.keys(shape)
        .filter((key) => !Object.hasOwn(value, key))
        .map((key) => `${path}/${key}: missing`),
      ...entries.flatMap(([key, item]) => shape[key]?.(item, `${path}/${key}`) ?? []),
    ]
  }

const because = object({ kind: text }, true)
const side = oneOf('buy', 'sell')

const trade = object({
  account: text,
  instrument: text,
  side,
  quantity: amount,
  price: amount,
  value: amount,
  phase: whole,
  costs: object({ commission: amount, spread: amount, impact: amount, gas: amount }),
  lots: list(
    object({
      acquired: orNull(text),
      quantity: amount,
      gain: orNull(amount),
      term: oneOf('short', 'long', null),
      tax: orNull(amount),
    }),
  ),
  because,
})

const cashLine = object({
  account: text,
  currency: text,
  before: amount,
  flow: amount,
  sold: amount,
  bought: amount,
  converted: amount,
  costs: amount,
  after: amount,
})

const byTerm = object({ short: amount, long: amount })

const washSale = object({
  account: text,
  instrument: text,
  sold: text,
  acquired: orNull(text),
  quantity: amount,
  loss: amount,
  replacedBy: list(
    object({
      account: text,
      instrument: text,
      acquired: text,
      quantity: amount,
      loss: amount,
      lostForGood: truth,
    }),
  ),
})

const totals = object({
  valueBefore: amount,
  valueAfter: amount,
  turnover: amount,
  cost: amount,
  tax: amount,
  gains: orNull(byTerm),
  carryForward: orNull(byTerm),
  trackingErrorBefore: orNull(amount),
  trackingErrorAfter: orNull(amount),
  maxDriftAfter: amount,
})

const bounded = object({ attained: amount, bound: amount })

const certificate: Test = (value, path) =>
  typeof value === 'object' && value !== null && 'objective' in value
    ? object({ residual: figure, objective: bounded })(value, path)
    : object({ residual: figure, distance: bounded, expense: bounded })(value, path)

const plan = object({
  evenkeelPlan: oneOf(1),
  engine: text,
  documentHash: (value, path) => (/^sha256:[0-9a-f]{64}$/.test(String(value)) ? [] : [`${path}: not a hash`]),
  status: oneOf('trade', 'hold', 'refused'),
  problems: list(object({ kind: text, path: text }, true)),
  fired: list(object({ kind: oneOf('band', 'calendar', 'drift', 'tracking-error', 'always') }, true)),
  rows: list(
    object({
      class: text,
      target: amount,
      low: amount,
      high: amount,
      before: amount,
      after: amount,
      breached: truth,
    }),
  ),
  trades: list(trade),
  skipped: list(object({ account: text, instrument: text, side, value: amount, because })),
  conversions: list(
    object({ account: text, from: text, to: text, amountFrom: amount, amountTo: amount, cost: amount }),
  ),
  cash: list(cashLine),
  washSales: list(washSale),
  totals: orNull(totals),
  notes: list(object({ kind: text, path: text }, true)),
  certificate: orNull(certificate),
})

/** What is wrong with the shape of a plan. */
export function shapeFaults(value: unknown): string[] {
  return plan(value, 'plan')
}
