/** What was typed after `keel`, understood or refused with one sentence. */

export type Command =
  | { readonly kind: 'plan'; readonly file: string; readonly csv: boolean; readonly exitCode: boolean }
  | { readonly kind: 'check'; readonly file: string }
  | { readonly kind: 'lab'; readonly file: string }
  | { readonly kind: 'import'; readonly files: readonly string[]; readonly into: string | null }
  | {
      readonly kind: 'history'
      readonly files: readonly string[]
      readonly prices: boolean
      readonly weights: string | null
    }
  | { readonly kind: 'target'; readonly files: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'misused'; readonly sentence: string }

interface Words {
  readonly files: readonly string[]
  readonly flags: ReadonlySet<string>
  readonly into: string | null
  readonly weights: string | null
}

/** Flags that are followed by a value, and what it must be. */
const valuesOf: Readonly<Record<string, string>> = {
  '--into': '--into needs the file of a document.',
  '--weights': '--weights needs the weights, such as 0.6,0.4.',
}

const flagsOf: Readonly<Record<string, readonly string[]>> = {
  plan: ['--csv', '--exit-code'],
  check: [],
  import: ['--into'],
  lab: [],
  history: ['--prices', '--weights'],
  target: [],
}

export const usage = `keel plan FILE [--csv] [--exit-code]    the plan as JSON, or its trade list
keel check FILE                         every problem of a document
keel import FILE… [--into FILE]         what broker files contain, or a document with their accounts replaced
keel lab FILE                           what the policies of an experiment come to, with error bars
keel history FILE… [--weights 0.6,0.4]  what price files contain, and what their returns say about risk
keel history FILE… --prices             their common days as the prices of an experiment
keel target FILE [PRICES…]              the weights that a recipe gives, and their risk
`

export function commandOf(argv: readonly string[]): Command {
  const [name, ...rest] = argv
  if (name === undefined)
    return misused('say what to do: plan, check, import, lab, history or target, and the file.')
  if (name === 'help' || name === '--help' || name === '-h') return { kind: 'help' }
  const known = Object.hasOwn(flagsOf, name) ? flagsOf[name] : undefined
  if (known === undefined)
    return misused(
      `"${name}" is not something keel does; it does plan, check, import, lab, history and target.`,
    )
  const words = wordsOf(rest, known)
  if (typeof words === 'string') return misused(words)
  if (name === 'import') return importCommand(words)
  if (name === 'history') return historyCommand(words)
  if (name === 'target') return targetCommand(words)
  return singleFile(name === 'plan' || name === 'lab' ? name : 'check', words)
}

function singleFile(name: 'plan' | 'check' | 'lab', { files, flags }: Words): Command {
  const [file, ...others] = files
  if (file === undefined)
    return misused(`${name} needs the ${name === 'lab' ? 'experiment' : 'document'}'s file.`)
  if (others.length > 0) return misused(`${name} takes one file, not ${files.length}.`)
  if (name !== 'plan') return { kind: name, file }
  return { kind: 'plan', file, csv: flags.has('--csv'), exitCode: flags.has('--exit-code') }
}

function importCommand({ files, into }: Words): Command {
  return files.length === 0 ? misused('import needs at least one file.') : { kind: 'import', files, into }
}

function historyCommand({ files, flags, weights }: Words): Command {
  if (files.length === 0) return misused('history needs at least one file.')
  return { kind: 'history', files, prices: flags.has('--prices'), weights }
}

function targetCommand({ files }: Words): Command {
  return files.length === 0 ? misused('target needs the file of a recipe.') : { kind: 'target', files }
}

/** Files and flags in any order; after "--" everything is a file. */
function wordsOf(rest: readonly string[], known: readonly string[]): Words | string {
  const files: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, string>()
  const waiting = [...rest]
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === '--') files.push(...waiting.splice(0))
    else if (!word.startsWith('-')) files.push(word)
    else if (!known.includes(word)) return `"${word}" is not an option here.`
    else if (flags.has(word)) return `${word} stands there twice.`
    else {
      flags.add(word)
      const lacking = Object.hasOwn(valuesOf, word) ? valuesOf[word] : undefined
      if (lacking !== undefined) {
        const value = waiting.shift() ?? ''
        if (value === '') return lacking
        values.set(word, value)
      }
    }
  }
  return { files, flags, into: values.get('--into') ?? null, weights: values.get('--weights') ?? null }
}

function misused(sentence: string): Command {
  return { kind: 'misused', sentence }
}
