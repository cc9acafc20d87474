/** The lab's kernel in one thread: class-steps a second, beside a plain loop that redraws the same shocks for each policy. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type * as steps from './labSteps.ts'
import { median, table } from './statistics.ts'

type Lab = typeof steps

/** The bundle as a worker gets it; run from sources, every import would cost a property access. */
async function bundleInto(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/bench/labSteps.ts',
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'lab.cjs', format: 'cjs', codeSplitting: false } },
    },
  })
  return resolve(folder, 'lab.cjs')
}

/** What is wanted of a quiet machine: million class-steps a second with returns already drawn, and times a plain loop. */
const [wantedRate, wantedRatio] = [300, 6]

const rounds = 9
const pathsARound = 16
const plainPaths = 2
const demoPaths = 1000

/** Processor seconds a path. */
function secondsAPath(run: steps.Runner, paths: number): number {
  const start = process.cpuUsage()
  for (let path = 0; path < paths; path += 1) run(path)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6 / paths
}

function measured(lab: Lab, lookEvery: number): string[][] {
  const demo = lab.demo(lookEvery)
  const runners = [
    { name: 'returns already drawn', run: lab.kernelOnDrawn(demo, 8), paths: pathsARound },
    { name: 'drawing and all', run: lab.kernel(demo), paths: pathsARound },
    { name: 'plain loop, redrawn for each', run: lab.plainLoop(demo), paths: plainPaths },
    { name: 'drawing alone', run: lab.drawing(demo), paths: pathsARound },
  ]
  for (const { run } of runners) secondsAPath(run, 4)
  // In turns, so that a busy machine disturbs all alike.
  const samples = runners.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    runners.forEach(({ run, paths }, at) => samples[at]?.push(secondsAPath(run, paths)))
  const seconds = samples.map(median)
  const plain = seconds[2] ?? NaN
  return runners.map(({ name }, at) => {
    const own = seconds[at] ?? NaN
    const rate = (lab.classSteps(demo) / own / 1e6).toFixed(0)
    const best = (lab.classSteps(demo) / Math.min(...(samples[at] ?? [])) / 1e6).toFixed(0)
    const isDrawing = at === 3
    return [
      `${name}, a look every ${lookEvery === 1 ? 'day' : `${lookEvery} days`}`,
      isDrawing ? '' : rate,
      isDrawing ? '' : best,
      isDrawing ? '' : `${(plain / own).toFixed(1)}x`,
      (own * demoPaths).toFixed(1),
    ]
  })
}

export async function run(): Promise<readonly string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const lab = createRequire(import.meta.url)(await bundleInto(folder)) as Lab
    const head = [
      '10 classes, 40 policies, one thread',
      `million class-steps/s (wanted ${wantedRate})`,
      'at best',
      `beside plain (wanted ${wantedRatio}x)`,
      's for 1,000 paths',
    ]
    return table([head, ...measured(lab, 1), ...measured(lab, 5)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
