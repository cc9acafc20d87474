/** Starts `keel`: keeps a bundled copy of the sources beside the packages, since this Node reads no TypeScript. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const cache = join(root, 'node_modules', '.cache', 'evenkeel')

/** What the terminal's bundle is made from: the rooms `cli` may reach, and the versions of the packages. */
const sources = [
  'src/cli',
  'src/domain',
  'src/engine',
  'src/files',
  'src/lab',
  'src/risk',
  'src/solver',
  'package-lock.json',
]

/**
 * Name, size and time of every file under a path: enough to tell a changed source without reading it.
 * @param {string} path
 * @returns {string[]}
 */
function marks(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [`${path} ${stats.size} ${stats.mtimeMs}`]
  return readdirSync(path).flatMap((name) => marks(join(path, name)))
}

function signature() {
  const text = sources.flatMap((source) => marks(join(root, source))).join('\n')
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** @param {string} folder where the one file of the bundle goes */
async function bundleInto(folder) {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/cli/keel.ts',
      target: 'node20',
      minify: false,
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'keel.mjs', codeSplitting: false } },
    },
  })
}

/**
 * Builds in a folder of this process, then renames: two calls at once each end with a whole file.
 * @param {string} bundle
 */
async function make(bundle) {
  const folder = `${bundle}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  try {
    await bundleInto(folder)
    renameSync(join(folder, 'keel.mjs'), bundle)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  sweep()
}

const staleAfterMs = 3_600_000

/** Older bundles go, unless they are so young that another call may be about to read them. */
function sweep() {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > staleAfterMs) rmSync(path, { recursive: true, force: true })
  }
}

/** The path of a bundle of exactly these sources, made now if there is none. */
async function freshBundle() {
  const bundle = join(cache, `keel-${signature()}.mjs`)
  if (existsSync(bundle)) return bundle
  await make(bundle)
  return bundle
}

/** `npm run` moves to the project; the files a person names are relative to where they stand. */
function standWhereAsked() {
  const asked = process.env['INIT_CWD']
  if (process.env['npm_lifecycle_event'] === 'keel' && asked !== undefined) process.chdir(asked)
}

/** A reader that stops early (`keel … | head`) is not an error. */
function tolerateClosedPipe() {
  process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}

/**
 * One clear line, and the exit code for "could not even begin".
 * @param {string} sentence
 */
function complain(sentence) {
  process.stderr.write(`keel: ${sentence}\n`)
  process.exitCode = 2
}

async function start() {
  if (!existsSync(join(root, 'node_modules', 'vite'))) {
    complain('the packages are not installed; run "npm ci" in the project first.')
    return
  }
  const bundle = await freshBundle().catch((error) => complain(`the sources do not build: ${String(error)}`))
  if (bundle === undefined) return
  tolerateClosedPipe()
  standWhereAsked()
  const { main } = /** @type {typeof import('./keel.ts')} */ (await import(pathToFileURL(bundle).href))
  // Set, not exit(): a large plan written to a pipe must drain first.
  process.exitCode = await main(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr })
}

/** After an install, so that the first call is as quick as the second; an install never fails because of it. */
async function prebuild() {
  if (!existsSync(join(root, 'src', 'cli', 'keel.ts'))) return
  await freshBundle().catch(() => undefined)
}

await (process.argv[2] === '--prebuild' ? prebuild() : start())
