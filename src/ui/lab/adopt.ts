/** Adopting a cell of the picture: its band and destination become the policy, in one step that can be taken back, and one looks as often. */
import { textOf, decimalOf } from '../../domain/decimal.ts'
import type { Portfolio, Trigger } from '../../domain/document.ts'
import { edit, portfolioStore } from '../../state/portfolio.ts'
import { offerUndo } from '../shell/offers.ts'
import { kindsOf } from '../targets/triggers.ts'
import { chooseLook } from '../estimate/looks.ts'
import { bandAt, type LabGrid, type LabPlace } from './labGrid.ts'
import { keepPlaces } from './labSettings.ts'
import { policyWords } from './labWords.ts'

export function adopt(grid: LabGrid, cell: LabPlace): void {
  const { document } = portfolioStore.getState()
  const words = policyWords(document, grid, cell)
  keepPlaces({ triggers: grid.triggers, destinations: destinationsIn(grid) })
  edit('Adopt a policy from the lab', (now) => adopted(now, grid, cell))
  chooseLook(cell.look)
  offerUndo(`Your policy is now ${words}.`)
}

/** Down a picture of looks there is only one's own. */
function destinationsIn({ axis, rows }: LabGrid): readonly string[] {
  return axis === 'look' ? [] : rows.map(({ destination }) => destination)
}

/** The trigger stays where it is by band already; else leaving a band opens plans from now on. */
export function adopted(
  document: Portfolio,
  grid: LabGrid,
  { trigger, destination }: Omit<LabPlace, 'look'>,
): Portfolio {
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
