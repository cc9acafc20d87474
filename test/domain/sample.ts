/** A small sound document to spoil: one account, two funds, two classes and a little cash. */
import { documentOf } from '../../src/domain/decode.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { problemsOf } from '../../src/domain/soundness.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function sample(): Json {
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    rates: { EUR: '1.1' },
    instruments: [
      { id: 'AAA', currency: 'USD', price: '100', exposure: { stock: '1' } },
      { id: 'BBB', currency: 'EUR', price: '50', exposure: { bond: '1' } },
    ],
    accounts: [{ id: 'one', cash: { USD: '1000' } }],
    lots: [
      { account: 'one', instrument: 'AAA', quantity: '60' },
      { account: 'one', instrument: 'BBB', quantity: '40' },
    ],
    targets: [
      { class: 'stock', weight: '0.6' },
      { class: 'bond', weight: '0.4' },
    ],
    policy: { trigger: { any: [{ kind: 'band' }] }, band: { kind: 'absolute', width: '0.05' } },
  }
}

/** The sample with the value at this path replaced; undefined takes the key away. */
export function spoiled(path: string, value: Json | undefined): Json {
  return replaced(sample(), path.split('/'), value)
}

export function replaced(json: Json, keys: readonly string[], value: Json | undefined): Json {
  const [key, ...rest] = keys
  if (key === undefined) return value ?? null
  if (Array.isArray(json)) {
    const items = [...json]
    items[Number(key)] = replaced(items[Number(key)] ?? {}, rest, value)
    return items
  }
  const object = typeof json === 'object' && json !== null ? json : {}
  if (rest.length === 0 && value === undefined)
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
  return { ...object, [key]: replaced(object[key] ?? {}, rest, value) }
}

/** All problems of shape, or else of meaning. */
export function problemsIn(json: unknown): readonly Problem[] {
  const result = documentOf(json)
  return result.ok ? problemsOf(result.value) : result.problems
}

/** Kind and path of each problem, joined, as tables compare them. */
export function kindsIn(json: unknown): string[] {
  return problemsIn(json).map((each) => `${each.kind} ${each.path}`)
}

export function portfolio(json: unknown): Portfolio {
  const result = documentOf(json)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}
