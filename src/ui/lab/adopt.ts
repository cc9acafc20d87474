/** Adopting a cell of the picture: its band and destination become the policy, in one step that can be taken back. */
import { textOf, decimalOf } from '../../domain/decimal.ts'
import type { Portfolio, Trigger } from '../../domain/document.ts'
import { edit, portfolioStore } from '../../state/portfolio.ts'
import { offerUndo } from '../shell/offers.ts'
import { kindsOf } from '../targets/triggers.ts'
import { bandAt, type LabGrid } from './experimentOf.ts'
import type { HeatCell } from './heatSeries.ts'
import { keepPlaces } from './labSettings.ts'
import { policyWords } from './labWords.ts'

type Place = Pick<HeatCell, 'trigger' | 'destination'>

export function adopt(grid: LabGrid, cell: Place): void {
  const { document } = portfolioStore.getState()
  const words = policyWords(document, grid, cell)
  keepPlaces(grid)
  edit('Adopt a policy from the lab', (now) => adopted(now, grid, cell))
  offerUndo(`Your policy is now ${words}.`)
}

/** The trigger stays where it is by band already; else leaving a band opens plans from now on. */
export function adopted(document: Portfolio, grid: LabGrid, { trigger, destination }: Place): Portfolio {
  const { policy } = document
  return {
    ...document,
    policy: {
      ...policy,
      trigger: byBand(policy.trigger),
      band: bandAt(policy.band, grid.kind, trigger),
      destination: textOf(decimalOf(destination)),
    },
  }
}

function byBand(trigger: Trigger): Trigger {
  return kindsOf(trigger).some((each) => each.kind === 'band') ? trigger : { any: [{ kind: 'band' }] }
}
