/** Problems and notes: expected trouble as values with a kind and a path; the sentences for them are in words.ts. */

/** What stands in the way of a document being read or planned. `path` names the place, parts joined by "/". */
export interface Problem {
  readonly kind: ProblemKind
  readonly path: string
  /** What the sentence needs beyond kind and path, such as the sum that was found. */
  readonly [detail: string]: string | readonly string[]
}

export type ProblemKind =
  | 'not-json'
  | 'not-a-document'
  | 'not-an-experiment'
  | 'newer-version'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'not-decimal'
  | 'not-a-day'
  | 'not-a-duration'
  | 'not-a-currency'
  | 'not-an-id'
  | 'unknown-kind'
  | 'duplicate-id'
  | 'unknown-instrument'
  | 'unknown-account'
  | 'unknown-currency'
  | 'unknown-parent'
  | 'target-cycle'
  | 'cash-has-children'
  | 'targets-missing'
  | 'targets-exceed-one'
  | 'targets-below-one'
  | 'price-missing'
  | 'not-positive'
  | 'negative'
  | 'negative-quantity'
  | 'out-of-range'
  | 'exposure-sum'
  | 'unclassified'
  | 'unknown-class'
  | 'risk-of-cash'
  | 'risk-length'
  | 'risk-missing'
  | 'list-length'
  | 'list-empty'
  | 'dates-unordered'
  | 'too-small'
  | 'too-large'
  | 'unknown-baseline'
  | 'correlation-range'
  | 'correlation-diagonal'
  | 'correlation-asymmetric'
  | 'correlation-indefinite'
  | 'scope-with-optimal'
  | 'unknown-target'
  | 'unknown-set'
  | 'levels-crossed'
  | 'later-than-plan'
  | 'sold-before-acquired'
  | 'trigger-empty'
  | 'rate-of-base'
  | 'unsupported'
  | 'nothing-to-plan'
  | 'cash-short'

/** A warning that does not stop a plan. */
export interface Note {
  readonly kind: NoteKind
  readonly path: string
  readonly [detail: string]: string | readonly string[]
}

export type NoteKind =
  | 'price-stale'
  | 'pool-price'
  | 'row-stuck'
  | 'set-aside'
  | 'shortage'
  | 'basis-unknown'
  | 'wash-window'
  | 'set-in-force'

export function problem(
  kind: ProblemKind,
  path: string,
  details: Readonly<Record<string, string | readonly string[]>> = {},
): Problem {
  return { ...details, kind, path }
}
