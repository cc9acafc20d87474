/** Exchanges' own names for coins and currencies, to the usual ones. */

/** Kraken's codes: an X before old coins, a Z before currencies. */
const krakenCodes: Readonly<Record<string, string>> = {
  XXBT: 'BTC',
  XBT: 'BTC',
  XXDG: 'DOGE',
  XDG: 'DOGE',
  XETH: 'ETH',
  XETC: 'ETC',
  XLTC: 'LTC',
  XMLN: 'MLN',
  XREP: 'REP',
  XXLM: 'XLM',
  XXMR: 'XMR',
  XXRP: 'XRP',
  XZEC: 'ZEC',
  ZAUD: 'AUD',
  ZCAD: 'CAD',
  ZEUR: 'EUR',
  ZGBP: 'GBP',
  ZJPY: 'JPY',
  ZUSD: 'USD',
}

/** The coin behind one of Kraken's codes; staked and earning balances ("DOT.S", "ETH2.S", "DOT28.S") are of the same coin. */
export function krakenCoin(code: string): string {
  const bare = code.replace(/(?:\d\d)?\.[A-Z]+$/, '')
  return krakenCodes[bare] ?? bare
}

/** The coin behind one of Binance's: "LDBNB" is BNB that earns, while "LDO" is a coin of its own. */
export function binanceCoin(code: string): string {
  return /^LD[A-Z0-9]{3,}$/.test(code) ? code.slice(2) : code
}

/** Currencies in which exchanges keep money. */
const money = new Set(
  'USD EUR GBP CHF JPY CAD AUD NZD SEK NOK DKK HKD SGD PLN CZK HUF RON BRL MXN ARS TRY ZAR INR KRW'.split(
    ' ',
  ),
)

export function isMoney(code: string): boolean {
  return money.has(code)
}
