/** The proof's door with its real handler behind a real message channel: parts in order, a stop at once, crashes told. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { ProofPart } from '../../src/domain/proof.ts'
import { proof } from '../../src/engine/proof.ts'
import { prove } from '../../src/worker/proofDoor.ts'
import { prover } from '../../src/worker/prover.ts'
import { channelDial } from './channel.ts'

const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as Portfolio

async function partsOf(document: Portfolio): Promise<{ parts: ProofPart[]; closed: number }> {
  const thread = channelDial(prover())
  const parts: ProofPart[] = []
  await new Promise<void>((resolve, reject) => {
    prove(document, (part) => parts.push(part), resolve, reject, thread.dial)
  })
  return { parts, closed: thread.closed }
}

test('the parts arrive one after the other and are the whole proof', async () => {
  const { parts, closed } = await partsOf(demo)
  expect(parts.map((part) => part.kind)).toEqual(['counterfactuals', 'sensitivity', 'rules'])
  const [orders, moves, rules] = parts
  expect({ ...orders, ...moves, ...rules }).toEqual({ ...proof(demo), kind: 'rules' })
  expect(closed).toBe(1)
})

test('a refused document has no parts', async () => {
  expect((await partsOf({ ...demo, targets: [] })).parts).toEqual([])
})

test('a cancelled proof is not heard again, and its thread is ended', async () => {
  const thread = channelDial(prover())
  const heard: string[] = []
  const proving = prove(
    demo,
    (part) => {
      heard.push(part.kind)
      proving.cancel()
    },
    () => heard.push('done'),
    () => heard.push('crash'),
    thread.dial,
  )
  await expect.poll(() => thread.closed, { timeout: 30_000 }).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(heard).toEqual(['counterfactuals'])
})

test('a proof that breaks says why and ends', async () => {
  const broken = (): never => {
    throw new Error('no')
  }
  const reason = await new Promise<string>((resolve, reject) => {
    prove(demo, reject, reject, resolve, channelDial(broken).dial)
  })
  expect(reason).toBe('no.')
})
