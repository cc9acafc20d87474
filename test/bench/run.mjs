/** Runs the benchmarks (`npm run bench`, or `npm run bench -- solver` for one): each prints what it measured. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const folder = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv.slice(2)

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .toSorted()

if (names.length === 0) {
  process.stderr.write(
    `There is no benchmark${wanted.length > 0 ? ` called ${wanted.join(' or ')}` : ' yet'}.\n`,
  )
  process.exitCode = 2
}

// One after the other: two at once would measure each other.
for (const name of names) {
  process.stdout.write(`\n${name.replace('.bench.ts', '')}\n`)
  /** @type {{ module: { run: () => Promise<readonly string[]> } }} */
  const { module } = await runnerImport(join(folder, name), { configFile: false, logLevel: 'error' })
  for (const line of await module.run()) process.stdout.write(`  ${line}\n`)
}
