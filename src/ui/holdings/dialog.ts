/** Which dialog of the holdings is open, and which one has the field that a path of the document names. */
import type { Portfolio } from '../../domain/document.ts'

export type HoldingDialog =
  | { readonly kind: 'import' }
  | { readonly kind: 'prices' }
  | { readonly kind: 'currencies' }
  | { readonly kind: 'costs' }
  | { readonly kind: 'tax' }
  | { readonly kind: 'sales' }
  | { readonly kind: 'wash' }
  | { readonly kind: 'account'; readonly id: string }
  /** `account` is where the position was opened, or null. */
  | { readonly kind: 'instrument'; readonly id: string; readonly account: string | null }
  | { readonly kind: 'lots'; readonly account: string; readonly instrument: string }

/** The dialog in which what stands at a path is changed, or null where none is. */
export function dialogAt(document: Portfolio, path: string): HoldingDialog | null {
  const [list, place] = path.split('/')
  const at = Number(place)
  switch (list) {
    case 'instruments': {
      const id = document.instruments[at]?.id
      return id === undefined ? null : { kind: 'instrument', id, account: null }
    }
    case 'accounts': {
      const id = document.accounts[at]?.id
      return id === undefined ? null : { kind: 'account', id }
    }
    case 'lots': {
      const lot = document.lots[at]
      return lot === undefined ? null : { kind: 'lots', account: lot.account, instrument: lot.instrument }
    }
    case 'rates':
    case 'conversion':
    case 'baseCurrency':
      return { kind: 'currencies' }
    case 'tax':
      return { kind: 'tax' }
    case 'realised':
      return { kind: 'sales' }
    default:
      return null
  }
}
