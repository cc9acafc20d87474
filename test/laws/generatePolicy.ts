/** Random policies: every trigger, band, destination, scope, side and cap. */
import type { Dice } from './dice.ts'
import type { RawBand, RawPolicy, RawTrigger } from './raw.ts'

export function policyOf(dice: Dice, asOf: string): RawPolicy {
  const kinds = Array.from({ length: dice.pick([1, 1, 1, 2, 3]) }, () => triggerOf(dice))
  const policy: RawPolicy = {
    trigger: dice.chance(0.75) ? { any: kinds } : { all: kinds },
    band: bandOf(dice),
  }
  if (dice.chance(0.8)) policy.destination = dice.pick(['0', '0.25', '0.5', '0.8751', '1', '1', '1'])
  if (dice.chance(0.4)) policy.resolution = dice.pick(['0.0001', '0.001', '0.01', '0.000001', '0.05'])
  if (dice.chance(0.25)) policy.scope = 'breached'
  if (dice.chance(0.25)) policy.sides = dice.pick(['buy', 'sell'])
  if (dice.chance(0.15)) Object.assign(policy, { cooldown: dice.pick(['P1M', 'P1Y2M', 'P10D', 'P2W']) })
  if (dice.chance(0.3))
    policy.lastTraded = dice.pick([asOf, '2026-10-20', '2026-10-31', '2026-11-10', '2024-02-29'])
  if (dice.chance(0.15)) policy.turnoverCap = dice.decimal(0, 0.2, 4)
  if (dice.chance(0.15)) policy.maxTrades = dice.int(0, 5)
  if (dice.chance(0.2)) policy.sellsFirst = false
  return policy
}

function triggerOf(dice: Dice): RawTrigger {
  const kind = dice.pick(['band', 'band', 'band', 'always', 'always', 'never', 'calendar', 'drift'] as const)
  if (kind === 'drift') return { kind, cap: dice.decimal(0, 0.3, 3) }
  if (kind !== 'calendar') return { kind }
  const last = dice.pick([null, '2025-11-20', '2026-08-31', '2026-05-20', '2026-10-31', '2024-02-29'])
  return { kind, every: dice.pick(['P1Y', 'P3M', 'P6M', 'P1M', 'P90D']), ...(last === null ? {} : { last }) }
}

export function bandOf(dice: Dice): RawBand {
  const kind = dice.pick(['absolute', 'relative', 'lesser', 'greater'] as const)
  if (kind === 'absolute' || kind === 'relative')
    return { kind, width: dice.pick(['0', '0.01', '0.05', '0.25', '0.3333', '1.5']) }
  return { kind, absolute: dice.pick(['0.05', '0.02', '0.005']), relative: dice.pick(['0.25', '0.1', '0.5']) }
}
