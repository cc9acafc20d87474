/** `keel import --into` with a file of lots: what joins a position, and what is said where the two disagree. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../../src/cli/keel.ts'
import type { Portfolio } from '../../src/domain/document.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keel-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function imported(quantity: string): Promise<{ code: number; document: Portfolio; complaint: string }> {
  const positions = `Account,Symbol,Quantity,Price\nIndividual ...321,VTI,${quantity},250\nIndividual ...321,CASH,5,\n`
  const lots =
    '"VTI Lot Details for XXXX-4321 as of 10:15 AM ET, 2026/11/20"\n\n"Open Date","Quantity","Cost/Share",\n"01/05/2021","9","$180.00",\n'
  const said = { out: '', complaint: '' }
  const code = await main(
    ['import', file('positions.csv', positions), file('VTI.csv', lots), '--into', 'public/demo.json'],
    {
      stdout: { write: (text: string) => void (said.out += text) },
      stderr: { write: (text: string) => void (said.complaint += text) },
    },
  )
  return { code, document: JSON.parse(said.out) as Portfolio, complaint: said.complaint }
}

test.each([
  ['9', [['9', '2021-01-05', '180']], ''],
  [
    '10',
    [
      ['9', '2021-01-05', '180'],
      ['1', null, null],
    ],
    'add up to 9, the position is 10. The rest of the position is kept as a lot of unknown basis.',
  ],
  ['8', [['8', null, null]], 'add up to 9, the position is 8. The position is used, without these lots.'],
])('a position of %s', async (quantity, expected, note) => {
  const { code, document, complaint } = await imported(quantity)
  expect(code).toBe(0)
  const own = document.lots.filter((lot) => lot.account === 'Individual ...321')
  expect(own.map((lot) => [lot.quantity, lot.acquired, lot.unitCost])).toEqual(expected)
  if (note === '') expect(complaint).toBe('')
  else expect(complaint).toContain(note)
})
