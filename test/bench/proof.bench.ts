/** The proof of a plan in Node: what each part takes of the processor, beside one plan of the same document. */
import { readFileSync } from 'node:fs'
import { provable } from '../../src/engine/proof.ts'
import { provedMoves } from '../../src/engine/proofMoves.ts'
import { provedOrders } from '../../src/engine/proofOrders.ts'
import { provedRules } from '../../src/engine/proofRules.ts'
import type { RawDocument } from '../laws/raw.ts'
import { portfolioOf } from './portfolio.ts'
import { ms, table } from './statistics.ts'

/** Processor time of this process in ms: other processes' work does not count. */
function cpuOf<T>(act: () => T): readonly [number, T] {
  const start = process.cpuUsage()
  const value = act()
  const { user, system } = process.cpuUsage(start)
  return [(user + system) / 1000, value]
}

/** A rule on every third holding: what cannot bind must not cost a plan. */
function ruled(document: RawDocument): RawDocument {
  const accounts = document.accounts.map((account) => ({
    ...account,
    rules: document.lots
      .filter((lot, at) => lot.account === account.id && at % 3 === 0)
      .map((lot) => ({ instrument: lot.instrument, do: 'no-sell' as const })),
  }))
  return { ...document, accounts }
}

function measured(name: string, document: RawDocument): string[] {
  provable(document) // the first run compiles
  const [plan, workings] = cpuOf(() => provable(document))
  if (workings === null) return [name, 'refused']
  const [orders] = cpuOf(() => provedOrders(workings))
  const [moves, { movesUnseen }] = cpuOf(() => provedMoves(workings))
  const [rules, { rules: listed, rulesUnseen }] = cpuOf(() => provedRules(workings))
  return [
    name,
    String(workings.settled.orders.length),
    ms(plan),
    ms(orders),
    ms(moves),
    ms(rules),
    `${listed.length} (${rulesUnseen})`,
    String(movesUnseen),
  ]
}

export async function run(): Promise<string[]> {
  const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as RawDocument
  const household = portfolioOf({ holdings: 300, classes: 20 })
  const head = [
    'document',
    'orders',
    'plan, CPU ms',
    'without each order',
    'moves',
    'rules',
    'rules listed (unseen)',
    'moves unseen',
  ]
  return await Promise.resolve(
    table([
      head,
      measured('demo', demo),
      measured('50 holdings', portfolioOf({ holdings: 50, classes: 10 })),
      measured('3 accounts x 100', household),
      measured('the same, 100 rules', ruled(household)),
    ]),
  )
}
