/** The habits of every file: it says what it is for, hides nothing behind `any`, and is named for one thing. */
import { basename } from 'node:path'
import type { Source } from './source.ts'
import { isNode } from './source.ts'

const isCode = (path: string): boolean => /\.(?:tsx?|mjs)$/u.test(path)

/** A sentence ends with a full stop or a question mark that is followed by space or by nothing. */
function opensWithASentence({ text }: Source): boolean {
  const opening = /^\/\*\*?(?<words>(?:[^*]|\*(?!\/))*)\*\//u.exec(text)?.groups?.['words'] ?? ''
  return /[\p{L}\d][^]*[.?](?:\s|$)/u.test(opening.replaceAll(/^[\s*]+/gmu, ''))
}

/** A sentence at the top of every file of code or style. */
export function silentFiles(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => (isCode(source.path) || source.path.endsWith('.css')) && !opensWithASentence(source))
    .map(({ path }) => `${path} does not open with a sentence that says what it is for`)
}

const banned: Readonly<Record<string, string>> = {
  TSAnyKeyword: 'says any',
  TSEnumDeclaration: 'declares an enum',
  TSModuleDeclaration: 'declares a namespace',
  ExportDefaultDeclaration: 'has a default export',
  ExportAllDeclaration: 'exports everything of another file',
}

const excused = (path: string, type: string): boolean =>
  (path === 'vite.config.ts' && type === 'ExportDefaultDeclaration') ||
  // Vitest is told of our provided values by augmenting its module, and only so.
  (path === 'test/browser/setup.ts' && type === 'TSModuleDeclaration') ||
  // What a benchmark puts into the page's window is declared where it is put.
  (path === 'test/bench/watch.ts' && type === 'TSModuleDeclaration')

/** Kinds of syntax the house does without. */
export function bannedSyntax(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, nodes }) =>
    nodes.flatMap(([node]) => {
      const fault = banned[node.type]
      return fault === undefined || excused(path, node.type) ? [] : [`${path} ${fault}`]
    }),
  )
}

const hush = /@ts-(?:ignore|expect-error|nocheck)|(?:oxlint|eslint)-disable/u

/** Comments that silence a tool instead of heeding it. */
export function silencers(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, comments }) =>
    comments
      .filter(({ text }) => hush.test(text))
      .map(({ text }) => `${path} silences a tool: ${text.trim()}`),
  )
}

const vague = /^(?:index|utils?|helpers?|types?|common|misc|shared)\./u

/** Files named for no thing, or not in our case: `tradesCsv.ts`, `PlanScreen.tsx`. */
export function badNames(paths: readonly string[]): string[] {
  return paths
    .filter((path) => isCode(path) && (path.startsWith('src/') || path.startsWith('test/')))
    .filter(
      (path) =>
        vague.test(basename(path)) || !/^[A-Za-z][A-Za-z0-9]*(?:\.[a-z]+){1,2}$/u.test(basename(path)),
    )
    .map((path) => `${path} is not named for one thing`)
}

/** Files that only pass on what others export. */
export function barrels(sources: readonly Source[]): string[] {
  return sources
    .filter(({ nodes }) => {
      const body = nodes.filter(([, parent]) => parent?.type === 'Program').map(([node]) => node)
      return body.length > 0 && body.every((node) => node.type.startsWith('Export') && isNode(node['source']))
    })
    .map(({ path }) => `${path} only passes on what others export`)
}

/** Ten lines are normal and forty uneasy; these are the ends of the tail, where reading stops being possible. */
const mostLines = { file: 500, function: 100 }

const linesOf = (text: string): number => text.split('\n').length

function longFunctions({ path, text, nodes }: Source): string[] {
  return nodes
    .filter(([node]) => /Function/u.test(node.type) && isNode(node['body']))
    .map(([node]) => text.slice(Number(node['start']), Number(node['end'])))
    .filter((code) => linesOf(code) > mostLines.function)
    .map((code) => `${path} has a function of ${linesOf(code)} lines: ${code.slice(0, 40)}`)
}

/** Files and functions that have grown too long to be read. */
export function sprawls(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith('src/') && isCode(path))
    .flatMap((source) => [
      ...(linesOf(source.text) > mostLines.file ? [`${source.path} has ${linesOf(source.text)} lines`] : []),
      ...longFunctions(source),
    ])
}

const emoji = /\p{Emoji_Presentation}|\uFE0F/u
const host = /registry\.[a-z0-9-]+\.[a-z]+|npm-?mirror/u
const elsewhere = '../shared'

/** Text that has no place in the project, wherever it stands. */
export function straySigns(files: readonly { readonly path: string; readonly text: string }[]): string[] {
  return files.flatMap(({ path, text }) => [
    ...(emoji.test(text) ? [`${path} holds an emoji`] : []),
    ...(host.test(text) ? [`${path} names a package host`] : []),
    ...(!path.startsWith('test/') && text.includes(elsewhere) ? [`${path} looks outside the project`] : []),
  ])
}

/** Versions that could change by themselves, and addresses that would bind an install to one host. */
export function loosePins(packageJson: string, lockFile: string): string[] {
  const ranges = [...packageJson.matchAll(/"(?<name>[^"]+)": "(?<range>[~^>][^"]*)"/gu)]
    .map((match) => match.groups?.['name'] ?? '')
    .filter((name) => name !== 'node')
  const bound = lockFile.includes('"resolved": "http')
    ? ['the lock file records where packages came from']
    : []
  return [...ranges.map((name) => `${name} is not pinned exactly`), ...bound]
}
