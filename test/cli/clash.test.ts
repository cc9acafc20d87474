/** Rules that clash are printed by `keel plan` as data and by `keel check` as a sentence. */
import { expect, test } from 'vitest'
import { checkFile } from '../../src/cli/check.ts'
import { planFile } from '../../src/cli/plan.ts'
import { sample } from '../domain/sample.ts'

const rules = ['AAA', 'BBB'].map((instrument) => ({ instrument, do: 'hold' }))
const document = {
  ...(sample() as object),
  accounts: [{ id: 'one', cash: { USD: '1000' }, flow: '-3000', rules }],
}
const readFile = (): Uint8Array => new TextEncoder().encode(JSON.stringify(document))

const paths = ['accounts/0/flow', 'accounts/0/rules/0', 'accounts/0/rules/1']

test('the plan carries the rules that cannot hold together, beside what can be reached', () => {
  const { code, out } = planFile({ file: 'x.json', csv: false, exitCode: false }, readFile)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    problems: [{ kind: 'cash-short', path: 'accounts/0/flow', reachable: '1000.00', rules: paths }],
  })
})

test('check finds the same and says it', () => {
  const { code, out } = checkFile('x.json', readFile)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ problems: [{ kind: 'cash-short', path: 'accounts/0/flow' }] })
  expect(out).toContain('These three cannot hold together: the withdrawal of 3000.00 USD from one')
})
