/** Reading a document: unknown JSON becomes a `Portfolio`, or every problem of its shape with its path. */
import * as v from 'valibot'
import { documentSchema, type Portfolio } from './document.ts'
import type { Recall } from './memo.ts'
import { problem, type Problem, type ProblemKind } from './problem.ts'
import { failure, success, type Result } from './result.ts'

type Issue = v.BaseIssue<unknown>

/** Deeper than any document; hostile nesting is refused before anything recurses into it. */
const deepest = 12

/** Unknown keys are reported one an object and round; a document with more rounds than this is not one of ours. */
const mostRounds = 200

/** Objects without a needed key: the validator would take an empty list for one of these. */
const plainObjects = new Set(['rates', 'conversion', 'cost', 'exposure', 'cash', 'carryForward', 'weights'])

/**
 * The document that this JSON value is, with all defaults filled in, or the problems of its shape. With a recall only
 * the items that it does not know are read.
 */
export function documentOf(json: unknown, recall?: Recall): Result<Portfolio> {
  return (recall && recalled(json, recall)) ?? wholeDocumentOf(json)
}

/** Lists that an edit changes one item of. */
const longLists = ['instruments', 'accounts', 'lots', 'targets'] as const

type Lists = Record<(typeof longLists)[number], readonly object[]>

/** The document put together from what is known and what is new; null where it has to be read as a whole. */
function recalled(json: unknown, { read }: Recall): Result<Portfolio> | null {
  if (!hasLists(json)) return null
  const fresh = Object.fromEntries(longLists.map((key) => [key, json[key].filter((item) => !read.has(item))]))
  const result = wholeDocumentOf({ ...json, ...fresh })
  // Paths count the items of the whole document, so trouble is told by reading all of it.
  if (!result.ok) return null
  for (const key of longLists)
    fresh[key]?.forEach((item, at) => void read.set(item, result.value[key][at] ?? {}))
  // A list that an edit left alone is read as the same list again.
  const lists = longLists.map((key) => {
    const list = read.get(json[key]) ?? json[key].map((item) => read.get(item))
    read.set(json[key], list)
    return [key, list]
  })
  return success({ ...result.value, ...(Object.fromEntries(lists) as Partial<Portfolio>) })
}

function hasLists(json: unknown): json is Lists {
  if (typeof json !== 'object' || json === null) return false
  const lists = json as Partial<Record<string, unknown>>
  return longLists.every((key) => {
    const list = lists[key]
    return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null)
  })
}

function wholeDocumentOf(json: unknown): Result<Portfolio> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return failure([problem('not-a-document', '')])
  const version = 'evenkeel' in json ? json.evenkeel : undefined
  if (typeof version === 'number' && Number.isInteger(version) && version > 1)
    return failure([problem('newer-version', 'evenkeel', { found: String(version) })])
  const forbidden = forbiddenPlace(json, 0)
  if (forbidden) return failure([forbiddenProblem(forbidden)])
  const lists = listsAsObjects(json, [])
  const result = parsed(documentSchema, json) as Result<Portfolio>
  if (lists.length === 0) return result
  return failure(distinct(result.ok ? lists : [...lists, ...result.problems]))
}

/** Lists where an object is meant. */
function listsAsObjects(value: object, path: readonly string[]): Problem[] {
  const problems: Problem[] = []
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    if (typeof item !== 'object' || item === null) continue
    const at = [...path, key]
    if (Array.isArray(item) && plainObjects.has(key))
      problems.push(problem('wrong-type', at.join('/'), { expected: 'an object', found: 'a list' }))
    else problems.push(...listsAsObjects(item, at))
  }
  return problems
}

/** A JSON value in the shape that a schema of ours gives it, or all problems of its shape. */
export function shapedBy<T>(schema: v.GenericSchema<unknown, T>, json: object): Result<T> {
  const forbidden = forbiddenPlace(json, 0)
  return forbidden ? failure([forbiddenProblem(forbidden)]) : parsed(schema, json)
}

/** The validator stops at an object's first unknown key; taking that key away and asking again finds the others. */
function parsed<T>(schema: v.GenericSchema<unknown, T>, json: object): Result<T> {
  const problems: Problem[] = []
  let candidate: unknown = json
  for (let round = 0; round < mostRounds; round += 1) {
    const result = v.safeParse(schema, candidate)
    if (result.success) return problems.length === 0 ? success(result.output) : failure(problems)
    const issues: readonly Issue[] = result.issues.flatMap(expanded)
    const unknown = issues.filter(isUnknownKey)
    if (unknown.length === 0) return failure(distinct([...problems, ...issues.map(problemOf)]))
    problems.push(...unknown.map(problemOf))
    candidate = unknown.reduce((value, issue) => without(value, keysOf(issue)), candidate)
  }
  return failure(distinct(problems))
}

/** A union's issue says little; when one of its branches fits down to something deeper, that is what is meant. */
function expanded(issue: Issue): Issue[] {
  if (issue.type !== 'union' || !issue.issues) return [issue]
  const deeper = issue.issues
    .filter((inner) => (inner.path?.length ?? 0) > 1)
    .map((inner) => rebased(inner, issue))
  return deeper.length > 0 ? deeper.flatMap(expanded) : [issue]
}

/** Inner issues of a union carry paths from the union's own place on; this puts them where they are in the document. */
function rebased(inner: Issue, outer: Issue): Issue {
  const path = [...(outer.path ?? []), ...(inner.path ?? [])]
  const [first, ...rest] = path
  return first ? { ...inner, path: [first, ...rest] } : inner
}

function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never'
}

function isMissingKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.received === 'undefined'
}

function keysOf(issue: Issue): string[] {
  return (issue.path ?? []).map((part) => String(part.key))
}

function problemOf(issue: Issue): Problem {
  const path = keysOf(issue).join('/')
  if (isUnknownKey(issue)) return problem('unknown-key', path)
  if (isMissingKey(issue)) return problem('missing-key', path)
  const kind = kinds.find((known) => known === issue.message)
  if (kind) return problem(kind, path, { found: shown(issue.input) })
  return problem('wrong-type', path, { expected: expectedWord(issue), found: shown(issue.input) })
}

/** The messages that the schema uses are kinds of problems; anything else is a wrong type. */
const kinds: readonly ProblemKind[] = [
  'not-decimal',
  'not-a-day',
  'not-a-duration',
  'not-a-currency',
  'not-an-id',
  'unknown-kind',
  'negative',
  'not-positive',
]

function expectedWord(issue: Issue): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    array: 'a list',
    strict_object: 'an object',
    record: 'an object',
    boolean: 'true or false',
    number: 'a whole number',
    safe_integer: 'a whole number',
    literal: String(issue.expected),
  }
  return words[issue.type] ?? 'another type'
}

function shown(input: unknown): string {
  if (typeof input === 'string') return input.slice(0, 60)
  if (typeof input === 'number' || typeof input === 'boolean') return String(input)
  if (input === null) return 'null'
  return Array.isArray(input) ? 'a list' : input === undefined ? 'nothing' : 'an object'
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [`${each.kind} ${each.path}`, each])).values()]
}

/** A copy of a JSON value without the key at this path. */
function without(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys
  if (key === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === key ? without(item, rest) : item))
  const entries = Object.entries(value)
  if (rest.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== key))
  return Object.fromEntries(
    entries.map(([name, item]: [string, unknown]) => [name, name === key ? without(item, rest) : item]),
  )
}

/** Names that JavaScript itself uses for objects; the validator would pass over them in silence. */
const reserved = new Set(['__proto__', 'prototype', 'constructor'])

interface Forbidden {
  readonly keys: string[]
  readonly why: 'reserved' | 'deep' | 'half-character' | 'crowded'
}

/** No object of a document has anything near as many keys; naming a million unknown ones would take hours. */
const mostKeys = 2000

/** The first place that must not be read any further; its path is only put together when there is one. */
function forbiddenPlace(value: unknown, depth: number): Forbidden | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : { keys: [], why: 'half-character' }
  if (typeof value !== 'object' || value === null) return null
  if (depth > deepest) return { keys: [], why: 'deep' }
  const names = Object.keys(value)
  if (names.length > mostKeys && !Array.isArray(value)) return { keys: [], why: 'crowded' }
  for (const key of names) {
    if (reserved.has(key)) return { keys: [key], why: 'reserved' }
    if (!key.isWellFormed()) return { keys: [key.toWellFormed()], why: 'half-character' }
    const inner = forbiddenPlace((value as Readonly<Record<string, unknown>>)[key], depth + 1)
    if (inner) return { keys: [key, ...inner.keys], why: inner.why }
  }
  return null
}

function forbiddenProblem({ keys, why }: Forbidden): Problem {
  const path = keys.join('/')
  switch (why) {
    case 'reserved':
      return problem('unknown-key', path)
    case 'deep':
      return problem('wrong-type', path, { expected: 'a plain value', found: 'too many levels' })
    case 'crowded':
      return problem('wrong-type', path, { expected: 'an object', found: 'thousands of keys' })
    case 'half-character':
      return problem('wrong-type', path, { expected: 'text', found: 'half of a character' })
  }
}

/** Can this JSON value be written down at all? Not when it is nested deeper than any document or holds half a character. */
export function isWritable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  if (depth > deepest) return false
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && isWritable(item, depth + 1))
}
