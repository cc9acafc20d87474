/** Walks through the house with every rule, and breaks each rule once to see that it would be noticed. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  badNames,
  bannedSyntax,
  barrels,
  loosePins,
  silencers,
  silentFiles,
  sprawls,
  straySigns,
} from './house/manners.ts'
import { impurities } from './house/purity.ts'
import type { Source } from './house/source.ts'
import { filesUnder, readSources, sourceOf } from './house/source.ts'
import { brokenEdges, crossings, doorFaults, orphans, pageFaults } from './house/walls.ts'

const paths = filesUnder('.')
const sources = readSources(
  paths.filter((path) => /^(?:src|test)\/.*\.(?:tsx?|mjs|css)$|^vite\.config/u.test(path)),
)
const texts = paths
  .filter((path) => /\.(?:tsx?|mjs|css|html|md|json|svg)$|^\.|LICENSE/u.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

describe('the house as it stands', () => {
  test('imports keep to the rooms they may know', () => expect(crossings(sources)).toEqual([]))
  test('doors lead to the domain and the wire only', () => expect(doorFaults(sources)).toEqual([]))
  test('the page never carries the engine', () => expect(pageFaults(sources)).toEqual([]))
  test('every file is used', () => expect(orphans(sources)).toEqual([]))
  test('every reference leads somewhere', () => expect(brokenEdges(sources)).toEqual([]))
  test('the computing rooms are pure', () => expect(impurities(sources)).toEqual([]))
  test('every file says what it is for', () => expect(silentFiles(sources)).toEqual([]))
  test('no any, enum, default or star export', () => expect(bannedSyntax(sources)).toEqual([]))
  test('no tool is silenced', () => expect(silencers(sources)).toEqual([]))
  test('files are named for one thing', () => expect(badNames(paths)).toEqual([]))
  test('no file only passes things on', () => expect(barrels(sources)).toEqual([]))
  test('no file or function sprawls', () => expect(sprawls(sources)).toEqual([]))
  test('no stray signs', () => expect(straySigns(texts)).toEqual([]))
  test('packages are pinned and bound to no host', () => {
    expect(
      loosePins(readFileSync('package.json', 'utf8'), readFileSync('package-lock.json', 'utf8')),
    ).toEqual([])
  })
})

type Rule = (sources: readonly Source[]) => string[]

/** A small sound house: a page, a door, a thread, an engine, a terminal. */
const sound: Readonly<Record<string, string>> = {
  'src/main.tsx': `/** A. */ import { Plan } from './ui/Plan.tsx'\nimport { ask } from './worker/planDoor.ts'\nask(Plan)`,
  'src/ui/Plan.tsx': `/** A. */ import './plan.css'\nimport { rows } from '../state/rows.ts'\nexport const Plan = rows`,
  'src/ui/plan.css': `/** A. */`,
  'src/state/rows.ts': `/** A. */ import type { Row } from '../domain/row.ts'\nexport const rows: Row[] = []`,
  'src/domain/row.ts': `/** A. */ export type Row = number`,
  'src/worker/planDoor.ts': `/** A. */ import type { Ask } from './wire.ts'\nexport const ask: Ask = () => new Worker(new URL('./planThread.ts', import.meta.url))`,
  'src/worker/wire.ts': `/** A. */ import type { Row } from '../domain/row.ts'\nexport type Ask = (row: Row) => unknown`,
  'src/worker/planThread.ts': `/** A. */ import { plan } from '../engine/plan.ts'\nplan(1)`,
  'src/engine/plan.ts': `/** A. */ import { solve } from '../solver/solve.ts'\nexport const plan = (x: number) => solve(x)`,
  'src/solver/solve.ts': `/** A. */ export const solve = (x: number) => Math.sqrt(x) + 2 ** 52`,
  'src/cli/keel.ts': `/** A. */ import { plan } from '../engine/plan.ts'\nimport { argv } from 'node:process'\nplan(argv.length)`,
}

const houseWith = (changes: Readonly<Record<string, string>>): Source[] =>
  Object.entries({ ...sound, ...changes }).map(([path, text]) => sourceOf(path, text))

const rules: readonly Rule[] = [
  crossings,
  doorFaults,
  pageFaults,
  orphans,
  brokenEdges,
  impurities,
  silentFiles,
  bannedSyntax,
  silencers,
  barrels,
  sprawls,
]

test('a sound house has no faults', () => {
  for (const rule of rules) expect(rule(houseWith({}))).toEqual([])
})

/** rule, the file that is broken, what it then says, and the fault that must be named. */
const breaches: readonly (readonly [Rule, string, string, string])[] = [
  [crossings, 'src/ui/Plan.tsx', `import { plan } from '../engine/plan.ts'`, 'ui may not know'],
  [crossings, 'src/ui/Plan.tsx', `import type { Ask } from '../worker/planDoor.ts'`, 'ui may not know'],
  [crossings, 'src/domain/row.ts', `import type { Ask } from '../worker/wire.ts'`, 'domain may not know'],
  [crossings, 'src/domain/row.ts', `type Ask = import('../worker/wire.ts').Ask`, 'domain may not know'],
  [crossings, 'src/domain/row.ts', `export type { Ask } from '../worker/wire.ts'`, 'domain may not know'],
  [crossings, 'src/state/rows.ts', `import { serve } from '../worker/wire.ts'`, 'state may not know'],
  [crossings, 'src/state/rows.ts', `await import('../ui/Plan.tsx')`, 'state may not know'],
  [crossings, 'src/solver/solve.ts', `import type { Row } from '../domain/row.ts'`, 'solver may not know'],
  [crossings, 'src/lab/sweep.ts', `import { row } from '../domain/row.ts'`, 'more than types'],
  [crossings, 'src/engine/plan.ts', `import Decimal from 'decimal.js'`, 'foreign to its room'],
  [crossings, 'src/ui/Plan.tsx', `import { readFileSync } from 'node:fs'`, 'foreign to its room'],
  [crossings, 'src/domain/row.ts', `import { row } from '../../test/house.test.ts'`, 'a test'],
  [
    doorFaults,
    'src/worker/wire.ts',
    `import type { plan } from '../engine/plan.ts'`,
    'leads to src/engine/plan.ts',
  ],
  [
    pageFaults,
    'src/state/rows.ts',
    `import { plan } from '../engine/plan.ts'`,
    'carries src/solver/solve.ts',
  ],
  [orphans, 'src/domain/lonely.ts', `export const one = 1`, 'src/domain/lonely.ts is used by nobody'],
  [orphans, 'src/ui/lonely.css', `/** A. */`, 'src/ui/lonely.css is used by nobody'],
  [orphans, 'src/worker/planDoor.ts', `export const ask = 1`, 'src/worker/planThread.ts is used by nobody'],
  [brokenEdges, 'src/worker/planDoor.ts', `new URL('./gone.ts', import.meta.url)`, 'src/worker/gone.ts'],
  [impurities, 'src/domain/row.ts', `export const now = Date.now()`, 'Date.now'],
  [impurities, 'src/domain/row.ts', `export const now = new Date()`, '(Date)'],
  [impurities, 'src/domain/row.ts', `export const day = new Date(0).getMonth()`, 'getMonth'],
  [impurities, 'src/domain/row.ts', `export const order = 'a'.localeCompare('b')`, 'localeCompare'],
  [impurities, 'src/lab/path.ts', `export const die = Math.random()`, 'Math.random'],
  [impurities, 'src/lab/path.ts', `export const die = crypto.getRandomValues`, 'crypto'],
  [impurities, 'src/lab/path.ts', `export const time = performance.now()`, 'performance'],
  [impurities, 'src/risk/root.ts', `export const root = Math.pow(2, 0.5)`, 'Math.pow'],
  [impurities, 'src/risk/root.ts', `export const { exp } = Math`, 'takes Math apart'],
  [impurities, 'src/risk/root.ts', `export const f = (x: number) => x ** 2`, 'raises to a power'],
  [silentFiles, 'src/domain/row.ts', `export type Row = number`, 'does not open'],
  [silentFiles, 'src/domain/row.ts', `/** Row */ export type Row = number`, 'does not open'],
  [bannedSyntax, 'src/domain/row.ts', `export type Row = any`, 'says any'],
  [bannedSyntax, 'src/domain/row.ts', `export const row = (1 as unknown as any[])`, 'says any'],
  [bannedSyntax, 'src/domain/row.ts', `export default 1`, 'default export'],
  [bannedSyntax, 'src/domain/row.ts', `export enum Row { A }`, 'enum'],
  [bannedSyntax, 'src/domain/row.ts', `export * from './other.ts'`, 'exports everything'],
  [silencers, 'src/domain/row.ts', `// @ts-ignore\nexport const row = 1`, 'silences a tool'],
  [silencers, 'src/domain/row.ts', `/* oxlint-disable */ export const row = 1`, 'silences a tool'],
  [sprawls, 'src/domain/row.ts', '\n'.repeat(600), '601 lines'],
  [sprawls, 'src/domain/row.ts', `export const f = () => {${'\n'.repeat(120)}}`, 'a function of 121 lines'],
  [barrels, 'src/domain/rows.ts', `export { row } from './row.ts'`, 'only passes on'],
]

const named = breaches.map(([rule, path, text, fault]) => ({ rule, path, text, fault, name: rule.name }))

test.each(named)('$name notices $path: $fault', ({ rule, path, text, fault }) => {
  expect(rule(houseWith({ [path]: text })).join('\n')).toContain(fault)
})

test('pure rooms may still use what is the same everywhere', () => {
  const text = `/** A. */ export const f = (a: { performance: number }) => Math.floor(a.performance) * 10 ** 9 + Math.PI`
  expect(impurities(houseWith({ 'src/domain/row.ts': text }))).toEqual([])
})

test('vague or oddly written names are noticed', () => {
  const bad = ['src/domain/utils.ts', 'src/ui/index.tsx', 'src/domain/types.ts', 'src/domain/my_row.ts']
  expect(badNames([...bad, 'src/domain/row.ts', 'src/ui/PlanScreen.tsx'])).toHaveLength(bad.length)
})

test('stray signs are noticed wherever they stand', () => {
  const host = ['registry', 'npmjs', 'org'].join('.')
  const files = [
    { path: 'README.md', text: `Go ${String.fromCodePoint(0x1f680)}` },
    { path: '.npmrc', text: host },
    { path: 'src/domain/row.ts', text: ['..', 'shared', 'data'].join('/') },
    { path: 'test/domain/row.test.ts', text: ['..', 'shared', 'data'].join('/') },
  ]
  expect(straySigns(files)).toHaveLength(files.length - 1)
})

test('a loose version or a recorded host is noticed', () => {
  expect(loosePins('{"dependencies":{"a": "^1.0.0", "b": "1.0.0"}}', '"resolved": "https://x"')).toHaveLength(
    2,
  )
})
