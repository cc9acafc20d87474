/** What an import changes, in words, grouped by account; what is only listed changes nothing. */
import type { Portfolio } from '../../../domain/document.ts'
import type { ImportChange, LotCount } from '../../../domain/import.ts'
import { suggestionFor } from '../../../state/tables.ts'
import { amount, plain } from '../../format.ts'
import { className } from '../../look/classColour.ts'

export interface ChangeLine {
  readonly what: string
  readonly from: string
  readonly to: string
}

export interface ChangeGroup {
  readonly title: string
  readonly lines: readonly ChangeLine[]
}

/** Accounts first, in the order of the document after the import, then what concerns all of them. */
export function changeGroups(changes: readonly ImportChange[], after: Portfolio): ChangeGroup[] {
  const accounts = after.accounts.map((account) => ({
    title: account.name || account.id,
    lines: changes.flatMap((change) =>
      'account' in change && change.account === account.id ? lineOf(change, after) : [],
    ),
  }))
  const common = changes.flatMap((change) => ('account' in change ? [] : lineOf(change, after)))
  return [...accounts, { title: 'Instruments and prices', lines: common }].filter(
    (group) => group.lines.length > 0,
  )
}

function lineOf(change: ImportChange, after: Portfolio): ChangeLine[] {
  switch (change.kind) {
    case 'account-added':
      return [{ what: 'New account', from: '', to: '' }]
    case 'position-added':
      return [{ what: change.instrument, from: '', to: plain(change.to) }]
    case 'position-removed':
      return [{ what: `${change.instrument} is no longer held`, from: plain(change.from), to: '0' }]
    case 'quantity-changed':
      return [{ what: change.instrument, from: plain(change.from), to: plain(change.to) }]
    case 'lots-changed':
      return [
        { what: `Lots of ${change.instrument}`, from: lotsWords(change.from), to: lotsWords(change.to) },
      ]
    case 'cash-changed':
      return [
        {
          what: `Cash in ${change.currency}`,
          from: amount(change.from, change.currency),
          to: amount(change.to, change.currency),
        },
      ]
    case 'instrument-added':
      return [
        {
          what: `New: ${change.instrument} ${change.name}`,
          from: '',
          to: classWords(change.instrument, change.class, after),
        },
      ]
    case 'price-updated':
      return [
        {
          what: `Price of ${change.instrument}`,
          from: change.from === null ? '' : plain(change.from, 2),
          to: plain(change.to, 2),
        },
      ]
    case 'set-aside':
      return []
  }
}

function lotsWords({ lots, unknown }: LotCount): string {
  return unknown === 0 ? String(lots) : `${lots}, ${unknown === lots ? '' : `${unknown} `}of unknown basis`
}

/** The class it gets, by the name that the tree has for it or would get for it. */
function classWords(instrument: string, id: string | null, after: Portfolio): string {
  if (id === null) return 'waits for a class'
  const isKnown = after.targets.some((target) => target.class === id)
  return isKnown ? className(after, id) : (suggestionFor(instrument)?.className ?? id)
}
