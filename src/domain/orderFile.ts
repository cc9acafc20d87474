/** Files of orders for brokers: which there are, what a person chooses, and what is said of each. */
import type { Trade } from './plan.ts'

export type OrderFormat = 'ibkr-basket' | 'alpaca-json' | 'generic-csv'

export interface OrderChoices {
  readonly format: OrderFormat
  /** At the market, or no worse than the plan's price. */
  readonly price: 'market' | 'limit'
  /** Sales bring the money for purchases, so that these may have to wait for them. */
  readonly sides: 'all' | 'sell' | 'buy'
  /** The account whose orders are wanted; null for all of them. */
  readonly account: string | null
}

export interface OrderFile {
  readonly extension: 'csv' | 'json'
  readonly text: string
  readonly orders: number
  /** Orders that the format cannot hold. */
  readonly leftOut: readonly { readonly trade: Trade; readonly because: LeftOutReason }[]
}

export type LeftOutReason = 'coin' | 'mutual-fund' | 'symbol' | 'currency' | 'decimals'

export interface OrderFormatFacts {
  readonly name: string
  readonly use: string
  /** What the format was checked against, and what was not checked. */
  readonly verified: string
}

/** What is known of each format; nothing was sent to a broker. */
export const orderFormats: { readonly [F in OrderFormat]: OrderFormatFacts } = {
  'ibkr-basket': {
    name: 'Interactive Brokers basket (CSV)',
    use: 'In Trader Workstation open BasketTrader, browse for the file, look at every order, transmit.',
    verified:
      'Header names, order of rows and values follow the public guide to basket files, read in November 2026. Not tried with an account.',
  },
  'alpaca-json': {
    name: 'Alpaca orders (JSON)',
    use: 'A list of bodies for the request that places an order, to be sent one by one by a script of yours.',
    verified:
      'Keys and values follow the public reference of the orders request, read in November 2026. Not tried with an account.',
  },
  'generic-csv': {
    name: 'Plain list (CSV)',
    use: 'For people, and for programs that you teach its columns.',
    verified: 'Our own layout; no broker promises to read it.',
  },
}

const leftOutWords: { readonly [R in LeftOutReason]: string } = {
  coin: 'is a coin, and this format is for securities',
  'mutual-fund': 'looks like a mutual fund, which is ordered by amount',
  symbol: 'has a name that is no symbol there',
  currency: 'is not traded in US dollars',
  decimals: 'has more decimals than are accepted there',
}

/** Why an order is not in the file, as a sentence. */
export function leftOutSentence(trade: Trade, because: LeftOutReason): string {
  const what = `${trade.side === 'buy' ? 'Buy' : 'Sell'} ${trade.quantity} ${trade.instrument}`
  return `${what}: left out, as it ${leftOutWords[because]}. Give this order by hand.`
}
