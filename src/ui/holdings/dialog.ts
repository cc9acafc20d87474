/** Which dialog of the holdings is open. */

export type HoldingDialog =
  | { readonly kind: 'import' }
  | { readonly kind: 'prices' }
  | { readonly kind: 'currencies' }
  | { readonly kind: 'account'; readonly id: string }
  /** `account` is where the position was opened, or null. */
  | { readonly kind: 'instrument'; readonly id: string; readonly account: string | null }
  | { readonly kind: 'lots'; readonly account: string; readonly instrument: string }
