/** The command as a person types it: `npm run --silent keel --`, in a process of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'

const demoFile = 'public/demo.json'
const callTimeoutMs = 60_000

function keel(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'keel', '--', ...words], {
    encoding: 'utf8',
    timeout: callTimeoutMs,
  })
  // npm itself may warn of a machine's settings; that is not ours.
  return { code: status, out: stdout, complaint: stderr.replace(/^npm (?:warn|notice).*\n/gmu, '') }
}

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keel-'))
  // The first call after a change of the sources bundles them.
  keel('check', demoFile)
}, callTimeoutMs)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the plan on standard output, byte for byte what the engine says', () => {
  const { code, out, complaint } = keel('plan', demoFile, '--exit-code')
  expect({ code, complaint }).toEqual({ code: 10, complaint: '' })
  expect(out).toBe(`${JSON.stringify(rebalance(JSON.parse(readFileSync(demoFile, 'utf8'))), null, 2)}\n`)
})

test('bad usage is exit code 2 and one line on standard error', () => {
  const { code, out, complaint } = keel('plan', 'nowhere.json')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(complaint).toBe('keel: nowhere.json cannot be read: there is no such file.\n')
})

test('a plan of fifteen hundred holdings reaches a pipe whole', () => {
  const ids = Array.from({ length: 1500 }, (_, at) => `I${at}`)
  const document = {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: ids.map((id) => ({
      id,
      currency: 'USD',
      price: '10',
      priceAsOf: '2026-11-19',
      exposure: { stock: '1' },
    })),
    accounts: [{ id: 'one' }],
    lots: ids.map((instrument) => ({ account: 'one', instrument, quantity: '10' })),
    targets: [{ class: 'stock', weight: '1' }],
    policy: { trigger: { any: [{ kind: 'never' }] }, band: { kind: 'absolute', width: '0.05' } },
  }
  const path = join(folder, 'large.json')
  writeFileSync(path, JSON.stringify(document))
  const { code, out } = keel('plan', path)
  expect(code).toBe(0)
  const plan = JSON.parse(out) as Plan
  expect([plan.status, plan.notes.length]).toEqual(['hold', 1500])
})
