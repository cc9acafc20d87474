/** What a function returns that can meet expected trouble: a value, or the problems that stand in its way. */
import type { Problem } from './problem.ts'

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] }

export function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function failure<T>(problems: readonly Problem[]): Result<T> {
  return { ok: false, problems }
}
