/** The launcher of `keel`, in small projects of its own: builds once, follows the sources, and says what is missing. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

let project = ''

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'keel-'))
  mkdirSync(join(project, 'src', 'cli'), { recursive: true })
  mkdirSync(join(project, 'src', 'domain'))
  cpSync('src/cli/start.mjs', join(project, 'src/cli/start.mjs'))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  write('src/cli/keel.ts', keel)
  write('src/domain/word.ts', `export const word: string = 'first'`)
})

afterEach(() => rmSync(project, { recursive: true, force: true }))

const keel = `
  import { word } from '../domain/word.ts'
  interface Io { stdout: { write(text: string): unknown } }
  export async function main(args: readonly string[], io: Io): Promise<number> {
    io.stdout.write(args[0] === 'large' ? 'x'.repeat(3_000_000) : word + ' ' + args.join(' '))
    return 10
  }`

function write(path: string, text: string): void {
  writeFileSync(join(project, path), text)
}

/** As after an install, but with the one package that the launcher itself needs. */
function installPackages(): void {
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(resolve('node_modules', 'vite'), join(project, 'node_modules', 'vite'))
}

async function start(...args: readonly string[]): Promise<Outcome> {
  const options = { cwd: project, maxBuffer: 10_000_000 }
  return await new Promise((done) => {
    const child = execFile(process.execPath, ['src/cli/start.mjs', ...args], options, (_, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

const bundles = (): string[] => readdirSync(join(project, 'node_modules/.cache/evenkeel'))

test('hands over the arguments and returns the exit code', async () => {
  installPackages()
  expect(await start('plan', 'a.json')).toEqual({ code: 10, out: 'first plan a.json', err: '' })
})

test('builds once and again when a source changed', async () => {
  installPackages()
  await start('plan')
  await start('plan')
  expect(bundles()).toHaveLength(1)
  write('src/domain/word.ts', `export const word: string = 'second'`)
  expect((await start('plan')).out).toBe('second plan')
})

test('two first calls at once both end well', async () => {
  installPackages()
  const outcomes = await Promise.all([start('a'), start('b')])
  expect(outcomes.map(({ out }) => out)).toEqual(['first a', 'first b'])
  expect(bundles()).toHaveLength(1)
})

test('a large answer reaches a pipe whole', async () => {
  installPackages()
  expect((await start('large')).out).toHaveLength(3_000_000)
})

test('an install prepares the first call, and never fails', async () => {
  installPackages()
  expect((await start('--prebuild')).code).toBe(0)
  expect(bundles()).toHaveLength(1)
  write('src/cli/keel.ts', 'not a program')
  expect((await start('--prebuild')).code).toBe(0)
})

test('without packages it says so in one line', async () => {
  const { code, out, err } = await start('plan', 'a.json')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^keel: the packages are not installed; run "npm ci"[^\n]*\n$/u)
})

test('sources that do not build are named, with exit code 2', async () => {
  installPackages()
  write('src/cli/keel.ts', `export { main } from '../domain/gone.ts'`)
  const { code, err } = await start('plan')
  expect(code).toBe(2)
  expect(err).toContain('keel: the sources do not build')
})
