/** Better multipliers to begin with than those of nothing traded, where they cost next to nothing. */

import type { Form } from './form.ts'
import { priceOf } from './price.ts'
import { respond } from './response.ts'
import { search, slopeAtStart } from './search.ts'
import { advance, settle, slopesOf } from './sweep.ts'
import type { Work } from './tools.ts'

/** From a settled work to a settled one. */
export function approach(form: Form, work: Work, unit: number, isWarm: boolean): void {
  if (!isWarm && work.dense === null) backOff(form, work)
  if (isOneTotal(form)) priceOnlyRow(form, work, unit)
}

/** With nothing traded the rows pull harder than they will in the end: takes all multipliers back while the dual climbs. */
function backOff(form: Form, work: Work): void {
  const { along, gradient, residual, z, turn, base, slope } = work
  gradient.set(residual)
  for (let i = 0; i < z.length; i++) along[i] = -z[i]!
  for (let j = 0; j < form.n; j++) turn[j] = base[j]! - slope[j]!
  const climb = slopeAtStart(form, work)
  if (!(climb > 0)) return
  const length = search(form, work, climb, 1, 0)
  if (length > 0) advance(form, work, length)
  else settle(form, work)
}

/** Whether the only row is an equality and nothing couples the columns: its price is all there is to find. */
function isOneTotal({ k, m, hard, matrix, low, high }: Form): boolean {
  return k === 0 && m === 1 && hard === 1 && matrix === null && low[0] === high[0]
}

function priceOnlyRow(form: Form, work: Work, unit: number): void {
  const { n, start, value, low } = form
  const { base, curve, center, pushed, best, scratch } = work
  const supply = { total: 0, fall: 0 }
  work.z[0] = priceOf(
    (price) => {
      supply.total = -low[0]!
      supply.fall = 0
      for (let j = 0; j < n; j++) {
        if (start[j] === start[j + 1]) continue
        const share = value[start[j]!]!
        pushed[j] = base[j]! + share * price
        respond(form, j, pushed, curve, center, best, scratch)
        supply.total += share * best[j]!
        supply.fall += share * share * scratch[j]!
      }
      return supply
    },
    unit,
    rounding * Math.abs(low[0]!),
  )
  slopesOf(form, work)
  settle(form, work)
}

const rounding = Number.EPSILON
