/** Programs of the shape a rebalance takes: buys and sells, rows of classes with misses, cash accounts, one total. */

import type { Program } from '../../src/solver/quadratic.ts'
import { column, dice, programOf } from './randomPrograms.ts'
import type { Column } from './randomPrograms.ts'

export interface Shape {
  readonly holdings: number
  readonly classes: number
  readonly accounts: number
  readonly seed: number
  /** Half width of the aim interval, as a share of the target. Default 0.1. */
  readonly band?: number
  /** With it costs are minimised at a squared distance of at most this (half of it: 1/2 sum p x^2); without, the distance. */
  readonly cap?: number
}

// Row k is class k: scale * held + traded - inside - miss = 0. Then the cash of every account, then the total:
// scale - costs = 1, where the scale is value before over value after.
export function rebalancing(shape: Shape): Program {
  const { holdings, classes, accounts } = shape
  const roll = dice(shape.seed)
  const target = shares(roll, classes)
  const held = shares(roll, holdings).map((x) => 0.95 * x)
  const total = classes + accounts
  const columns: Column[] = []
  const scale = new Array<number>(total + 1).fill(0)
  scale[total] = 1
  for (let a = 0; a < accounts; a++) scale[classes + a] = 0.05 / accounts
  for (let i = 0; i < holdings; i++) {
    const row = i < classes ? i : Math.floor(roll() * classes)
    const cost = roll() < 0.3 ? 0 : 0.003 * roll()
    scale[row]! += held[i]!
    const account = classes + Math.floor(roll() * accounts)
    trades(columns, {
      row,
      account,
      total,
      cost,
      most: held[i]! * 1.003,
      price: shape.cap === undefined ? 0 : cost,
    })
  }
  for (let a = 0; a < accounts; a++)
    columns.push(column({ lower: 0.1 / accounts / 20, entries: [[classes + a, -1]] }))
  target.forEach((t, k) => aims(columns, k, t, shape))
  const entries = scale.flatMap((value, row): [number, number][] => (value === 0 ? [] : [[row, value]]))
  columns.push(column({ lower: 1, upper: 1.003, entries }))
  const right = new Array<number>(total + 1).fill(0)
  right[total] = 1
  return programOf(columns, right, shape.cap)
}

/** The shape after the distance was minimised: the cap is the next step of a resolution of a thousandth. */
export function capOf(distance: number): number {
  const steps = Math.ceil(Math.sqrt(Math.max(0, 2 * distance)) / 1e-3)
  return (steps * 1e-3 * steps * 1e-3) / 2
}

function shares(roll: () => number, count: number): number[] {
  const raw = Array.from({ length: count }, () => 0.1 + roll() * roll())
  const sum = raw.reduce((total, x) => total + x, 0)
  return raw.map((x) => x / sum)
}

interface Trade {
  readonly row: number
  readonly account: number
  readonly total: number
  readonly cost: number
  readonly most: number
  readonly price: number
}

function trades(columns: Column[], { row, account, total, cost, most, price }: Trade): void {
  const paid: [number, number][] = cost === 0 ? [] : [[total, -cost]]
  columns.push(column({ cost: price, upper: 1, entries: [[row, 1], [account, -1 - cost], ...paid] })) // prettier-ignore
  columns.push(column({ cost: price, upper: most, entries: [[row, -1], [account, 1 - cost], ...paid] })) // prettier-ignore
}

function aims(columns: Column[], row: number, target: number, shape: Shape): void {
  const weight = 2 / Math.max(target, 0.01)
  const half = (shape.band ?? 0.1) * target
  columns.push(column({ lower: target - half, upper: target + half, entries: [[row, -1]] }))
  const free = { lower: -Infinity, upper: Infinity, entries: [[row, -1] as [number, number]] }
  columns.push(column(shape.cap === undefined ? { ...free, quadratic: weight } : { ...free, weight }))
}
