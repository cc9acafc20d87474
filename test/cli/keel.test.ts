/** What `keel` prints, its exit codes and its one clear line of complaint, called in this process (see command.test.ts). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { hashOf } from '../../src/domain/hash.ts'
import { main } from '../../src/cli/keel.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { tradesCsv } from '../../src/files/tradesCsv.ts'

interface Called {
  readonly code: number
  readonly out: string
  readonly complaint: string
}

async function keel(...words: readonly string[]): Promise<Called> {
  const called = { code: 0, out: '', complaint: '' }
  const stdout = { write: (text: string) => void (called.out += text) }
  const stderr = { write: (text: string) => void (called.complaint += text) }
  called.code = await main(words, { stdout, stderr })
  return called
}

const demoFile = 'public/demo.json'
const demo = JSON.parse(readFileSync(demoFile, 'utf8')) as Portfolio

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keel-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file with this text, or this value as JSON. */
function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test('plan prints the plan that the engine makes, and ends well', async () => {
  const { code, out, complaint } = await keel('plan', demoFile)
  expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
  expect(out).toBe(`${JSON.stringify(rebalance(demo), null, 2)}\n`)
  expect((JSON.parse(out) as Plan).documentHash).toBe(hashOf(demo))
})

test('plan --csv prints the trade list as the page exports it', async () => {
  const { code, out } = await keel('plan', demoFile, '--csv')
  expect(code).toBe(0)
  expect(out).toBe(tradesCsv(rebalance(demo), demo))
})

test('plan --exit-code tells a schedule that there is something to trade', async () => {
  expect((await keel('plan', '--exit-code', demoFile)).code).toBe(10)
  const idle = file('idle.json', {
    ...demo,
    policy: { ...demo.policy, trigger: { any: [{ kind: 'never' }] } },
  })
  const { code, out } = await keel('plan', idle, '--exit-code')
  expect({ code, status: (JSON.parse(out) as Plan).status }).toEqual({ code: 0, status: 'hold' })
})

test('a document with faults is refused: the plan with its problems is printed, and the exit code is 1', async () => {
  const path = file('faulty.json', { ...demo, targets: [] })
  const { code, out, complaint } = await keel('plan', path, '--exit-code')
  expect({ code, complaint }).toEqual({ code: 1, complaint: '' })
  expect(JSON.parse(out)).toMatchObject({ status: 'refused', trades: [] })
  const list = await keel('plan', path, '--csv')
  expect(list).toMatchObject({
    code: 1,
    complaint: expect.stringMatching(/^keel: refused\. .*\n$/u) as string,
  })
  expect(list.out.trim().split('\n')).toHaveLength(1)
})

test.each([[[]], ['text'], [null], [{ evenkeel: 2 }]])(
  'JSON that is no document of ours, such as %j, is a refused plan',
  async (json) => {
    const { code, out } = await keel('plan', file('other.json', JSON.stringify(json)))
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ evenkeelPlan: 1, status: 'refused' })
  },
)

test('check prints every problem with its path and a sentence', async () => {
  expect(await keel('check', demoFile)).toMatchObject({
    code: 0,
    out: '{\n  "problems": [],\n  "notes": []\n}\n',
  })
  const lots = [{ ...demo.lots[0], quantity: '-1' }]
  const path = file('two.json', { ...demo, lots, policy: { ...demo.policy, resolution: '0' } })
  const { code, out, complaint } = await keel('check', path)
  expect({ code, complaint }).toEqual({ code: 1, complaint: '' })
  const { problems } = JSON.parse(out) as { problems: Record<string, string>[] }
  expect(problems).toMatchObject([
    { kind: 'negative-quantity', path: 'lots/0/quantity' },
    { kind: 'not-positive', path: 'policy/resolution' },
  ])
  for (const problem of problems) expect(problem['sentence']).toMatch(/\.$/u)
})

const table = 'Account,Symbol,Quantity,Price\nroth,VTI,41,290.00\nroth,BND,,70.00\n'

test('import prints what the files contain, every record once', async () => {
  const { code, out, complaint } = await keel('import', file('table.csv', table))
  expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
  expect(JSON.parse(out)).toMatchObject({
    evenkeelImport: 1,
    files: [
      {
        file: 'table.csv',
        source: 'generic',
        kind: 'positions',
        positions: [{ line: 2, account: 'roth', symbol: 'VTI', quantity: '41', price: '290.00' }],
        problems: [{ line: 3, kind: 'quantity-missing' }],
      },
    ],
  })
})

test('import --into prints the document with those accounts replaced and the others as they were', async () => {
  const { code, out } = await keel('import', file('table.csv', table), '--into', demoFile)
  expect(code).toBe(0)
  const document = JSON.parse(out) as Portfolio
  const lotsOf = (of: Portfolio, account: string) => of.lots.filter((lot) => lot.account === account)
  expect(lotsOf(document, 'roth')).toMatchObject([{ instrument: 'VTI', quantity: '41' }])
  for (const other of ['401k', 'brokerage']) expect(lotsOf(document, other)).toEqual(lotsOf(demo, other))
  expect((await keel('check', file('merged.json', out))).code).toBe(0)
})

test('a file that holds no positions is listed for what it is, and the exit code is 1', async () => {
  const path = file('history.csv', 'Date,Action,Symbol,Quantity,Price\n2026-01-05,Buy,VTI,3,250.00\n')
  const { code, out, complaint } = await keel('import', path)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    files: [{ kind: 'not-positions', because: 'transaction-history' }],
  })
  expect(complaint).toMatch(/^keel: history\.csv: .+\n$/u)
  expect(await keel('import', path, '--into', demoFile)).toMatchObject({ code: 1, out: '' })
})

test.each([
  ['nothing', []],
  ['an unknown word', ['dance']],
  ['an experiment that is not there', ['lab', 'nowhere.json']],
  ['no file', ['plan']],
  ['two files', ['plan', demoFile, demoFile]],
  ['an unknown option', ['plan', demoFile, '--fast']],
  ['an option of another command', ['check', demoFile, '--csv']],
  ['an option twice', ['plan', '--csv', '--csv', demoFile]],
  ['no document to import into', ['import', demoFile, '--into']],
  ['a file that is not there', ['plan', 'nowhere.json']],
  ['a folder', ['check', 'src']],
  ['a file that is no JSON', ['plan', 'README.md']],
  ['an import that is not there', ['import', 'nowhere.csv']],
])('%s is bad usage: exit code 2, one clear line, nothing printed', async (_case, words) => {
  const { code, out, complaint } = await keel(...words)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(complaint).toMatch(/^keel: [^\n]+\.\n$/u)
})

test('help is printed', async () => {
  expect(await keel('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('keel plan FILE') as string,
  })
})
