/** Programs of the shape a rebalance takes: buys and sells, rows of classes with violations, cash of every account. */

import type { Program } from '../../src/solver/quadratic.ts'
import { column, dice, programOf } from './randomPrograms.ts'
import type { Column } from './randomPrograms.ts'

export interface Shape {
  readonly holdings: number
  readonly classes: number
  readonly accounts: number
  readonly seed: number
  /** Cost per unit traded counts in the objective (step c) instead of the distance (step b). */
  readonly expense?: boolean
  /** With expense: the largest distance D/2 allowed. */
  readonly cap?: number
}

/** Row k is class k: traded weight + under - over - inside = 0; row classes + a is the cash of account a. */
export function rebalancing(shape: Shape): Program {
  const { holdings, classes, accounts } = shape
  const roll = dice(shape.seed)
  const target = shares(roll, classes)
  const held = shares(roll, holdings)
  const right = new Array<number>(classes + accounts).fill(0)
  const columns: Column[] = []
  for (let i = 0; i < holdings; i++) {
    const row = i < classes ? i : Math.floor(roll() * classes)
    const account = Math.floor(roll() * accounts)
    const cost = roll() < 0.3 ? 0 : 0.003 * roll()
    right[row]! -= 0.95 * held[i]!
    tradesOf(columns, row, classes + account, cost, 0.95 * held[i]!, shape.expense === true)
  }
  for (let a = 0; a < accounts; a++) {
    right[classes + a]! -= 0.05 / accounts
    columns.push(column({ lower: 0.005 / accounts, entries: [[classes + a, -1]] }))
  }
  target.forEach((t, k) => violationsOf(columns, k, t, shape))
  return programOf(columns, right, shape.cap)
}

function shares(roll: () => number, count: number): number[] {
  const raw = Array.from({ length: count }, () => 0.1 + roll() * roll())
  const sum = raw.reduce((total, x) => total + x, 0)
  return raw.map((x) => x / sum)
}

function tradesOf(
  columns: Column[],
  row: number,
  cash: number,
  cost: number,
  held: number,
  expense: boolean,
): void {
  const price = expense ? cost : 0
  columns.push(column({ cost: price, entries: [[row, 1], [cash, -1 - cost]] })) // prettier-ignore
  columns.push(column({ cost: price, upper: held, entries: [[row, -1], [cash, 1 - cost]] })) // prettier-ignore
}

function violationsOf(columns: Column[], row: number, target: number, shape: Shape): void {
  const weight = 2 / Math.max(target, 0.01)
  const part = shape.expense === true ? { weight } : { quadratic: weight }
  const band = 0.1 * target
  columns.push(column({ ...part, entries: [[row, 1]] }))
  columns.push(column({ ...part, entries: [[row, -1]] }))
  columns.push(column({ lower: target - band, upper: target + band, entries: [[row, -1]] }))
}
