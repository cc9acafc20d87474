/** What one way of planning with taxes keeps to: which losses it harvests, and what it leaves alone so that none is washed away. */
import type { Instrument } from '../domain/document.ts'

export interface Stance {
  /** Wash groups that no account buys. */
  readonly unbought: ReadonlySet<string>
  /** Wash groups that no taxable account sells. */
  readonly unsold: ReadonlySet<string>
  /** Instruments whose losses count as a benefit. */
  readonly harvested: ReadonlySet<string>
  /** Do losses that lots of the last days take away count as what they would have been worth? */
  readonly wary: boolean
  /** Base currency that is kept back from the gains budget. */
  readonly withheld: number
  /** Do losses make no room in the gains budget? */
  readonly gainsOnly: boolean
}

const none: ReadonlySet<string> = new Set()

export const plainStance: Stance = {
  unbought: none,
  unsold: none,
  harvested: none,
  wary: false,
  withheld: 0,
  gainsOnly: false,
}

/** The wash group as a key: what is substantially identical shares one; an instrument without is one of its own. */
export function groupOf({ washGroup, id }: Instrument): string {
  return JSON.stringify(washGroup === null ? [id] : ['', washGroup])
}
