/** Every version that a saved document ever had, as a chain of upgrades: older files load for ever. */
import type { Problem } from '../domain/problem.ts'
import { problem } from '../domain/problem.ts'
import { type Result, failure, success } from '../domain/result.ts'

/** One step of the chain: what a document of one version says, in the words of the next. */
export type Upgrade = (json: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** The upgrade at place n - 1 turns version n into version n + 1. Steps are added at the end and never changed. */
const upgrades: readonly Upgrade[] = []

/** The version that this program writes. */
export const currentVersion = upgrades.length + 1

/**
 * The JSON value as the current version says it. What is no document at all passes through: the validator names its
 * faults. A newer version is refused, because guessing what it means could lose something.
 */
export function upgraded(json: unknown, chain: readonly Upgrade[] = upgrades): Result<unknown> {
  if (!isRecord(json)) return success(json)
  const version = json['evenkeel']
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return success(json)
  if (version > chain.length + 1) return failure([newer(version)])
  return success(
    chain.slice(version - 1).reduce<Readonly<Record<string, unknown>>>((value, step) => step(value), json),
  )
}

function newer(version: number): Problem {
  return problem('newer-version', 'evenkeel', { found: String(version) })
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
