/** Well-known funds, stocks and coins: the class, the step and the cost preset that an import suggests for them. */
import type { Cost } from '../domain/document.ts'

export interface Suggestion {
  readonly symbol: string
  readonly name: string
  readonly class: string
  readonly className: string
  /** The smallest quantity that is usually traded. */
  readonly step: string
  readonly costPreset: CostPresetId
  readonly currency: string
}

export type CostPresetId = 'listed' | 'mutual-fund' | 'money-market' | 'coin'

interface CostPreset {
  readonly name: string
  readonly step: string
  readonly cost: Cost
}

const free: Cost = {
  fixed: '0',
  perUnit: '0',
  rate: '0',
  min: '0',
  maxRate: null,
  halfSpread: '0',
  impact: null,
  pool: null,
  gas: '0',
}

/**
 * Cautious one-way costs where nothing better is known: 5 basis points for what trades on a stock exchange, 15 for a
 * coin on a coin exchange (10 of fee, 5 of spread), none for funds dealt at their net asset value.
 */
export const costPresets: { readonly [Id in CostPresetId]: CostPreset } = {
  listed: {
    name: 'Stock or exchange-traded fund, no commission',
    step: '1',
    cost: { ...free, halfSpread: '0.0005' },
  },
  'mutual-fund': { name: 'Mutual fund at its net asset value', step: '0.001', cost: free },
  'money-market': { name: 'Money-market fund', step: '0.01', cost: free },
  coin: {
    name: 'Coin on an exchange',
    step: '0.00000001',
    cost: { ...free, rate: '0.001', halfSpread: '0.0005' },
  },
}

export const classNames: Readonly<Record<string, string>> = {
  'us-stock': 'US stocks',
  'intl-stock': 'International stocks',
  'world-stock': 'World stocks',
  bond: 'Bonds',
  'intl-bond': 'International bonds',
  'real-estate': 'Real estate',
  gold: 'Gold',
  commodity: 'Commodities',
  crypto: 'Crypto',
  stablecoin: 'Stablecoins',
  cash: 'Cash',
}

/** One group of the table: class, preset, currency, then one "SYMBOL name" a line. */
type Group = readonly [className: string, preset: CostPresetId, currency: string, entries: string]

const groups: readonly Group[] = [
  [
    'us-stock',
    'listed',
    'USD',
    `VTI Vanguard Total Stock Market ETF
VOO Vanguard S&P 500 ETF
SPY SPDR S&P 500 ETF
IVV iShares Core S&P 500 ETF
ITOT iShares Core S&P Total US Stock Market ETF
SCHB Schwab US Broad Market ETF
SCHX Schwab US Large-Cap ETF
SCHA Schwab US Small-Cap ETF
SCHM Schwab US Mid-Cap ETF
SCHG Schwab US Large-Cap Growth ETF
SCHV Schwab US Large-Cap Value ETF
SCHD Schwab US Dividend Equity ETF
FNDA Schwab Fundamental US Small Company ETF
FNDX Schwab Fundamental US Large Company ETF
QQQ Invesco QQQ Trust
QQQM Invesco NASDAQ 100 ETF
VUG Vanguard Growth ETF
VTV Vanguard Value ETF
VV Vanguard Large-Cap ETF
VO Vanguard Mid-Cap ETF
VB Vanguard Small-Cap ETF
VBR Vanguard Small-Cap Value ETF
VIG Vanguard Dividend Appreciation ETF
VYM Vanguard High Dividend Yield ETF
VGT Vanguard Information Technology ETF
XLK Technology Select Sector SPDR ETF
IWM iShares Russell 2000 ETF
IJR iShares Core S&P Small-Cap ETF
IJH iShares Core S&P Mid-Cap ETF
RSP Invesco S&P 500 Equal Weight ETF
DIA SPDR Dow Jones Industrial Average ETF
USMV iShares MSCI USA Min Vol Factor ETF
AVUV Avantis US Small Cap Value ETF
AAPL Apple
MSFT Microsoft
NVDA NVIDIA
AMZN Amazon.com
GOOGL Alphabet class A
GOOG Alphabet class C
META Meta Platforms
TSLA Tesla
BRK.B Berkshire Hathaway class B
AVGO Broadcom
JPM JPMorgan Chase
LLY Eli Lilly
V Visa
MA Mastercard
UNH UnitedHealth
XOM Exxon Mobil
CVX Chevron
COST Costco Wholesale
WMT Walmart
PG Procter & Gamble
JNJ Johnson & Johnson
HD Home Depot
NFLX Netflix
BAC Bank of America
ABBV AbbVie
KO Coca-Cola
PEP PepsiCo
MCD McDonald's
DIS Walt Disney
ORCL Oracle
CRM Salesforce
ADBE Adobe
CSCO Cisco Systems
AMD Advanced Micro Devices
INTC Intel
IBM International Business Machines
QCOM Qualcomm
TXN Texas Instruments
MRK Merck
TMO Thermo Fisher Scientific`,
  ],
  [
    'us-stock',
    'mutual-fund',
    'USD',
    `VTSAX Vanguard Total Stock Market Index Fund
VFIAX Vanguard 500 Index Fund
VIGAX Vanguard Growth Index Fund
VVIAX Vanguard Value Index Fund
VIMAX Vanguard Mid-Cap Index Fund
VSMAX Vanguard Small-Cap Index Fund
VEXAX Vanguard Extended Market Index Fund
VDADX Vanguard Dividend Appreciation Index Fund
VHYAX Vanguard High Dividend Yield Index Fund
FXAIX Fidelity 500 Index Fund
FSKAX Fidelity Total Market Index Fund
FZROX Fidelity ZERO Total Market Index Fund
FNILX Fidelity ZERO Large Cap Index Fund
FSMDX Fidelity Mid Cap Index Fund
FSSNX Fidelity Small Cap Index Fund
SWTSX Schwab Total Stock Market Index Fund
SWPPX Schwab S&P 500 Index Fund`,
  ],
  [
    'intl-stock',
    'listed',
    'USD',
    `VXUS Vanguard Total International Stock ETF
VEA Vanguard FTSE Developed Markets ETF
VWO Vanguard FTSE Emerging Markets ETF
VEU Vanguard FTSE All-World ex-US ETF
VSS Vanguard FTSE All-World ex-US Small-Cap ETF
IXUS iShares Core MSCI Total International Stock ETF
IEFA iShares Core MSCI EAFE ETF
IEMG iShares Core MSCI Emerging Markets ETF
EFA iShares MSCI EAFE ETF
EEM iShares MSCI Emerging Markets ETF
SCHF Schwab International Equity ETF
SCHE Schwab Emerging Markets Equity ETF
SPDW SPDR Portfolio Developed World ex-US ETF`,
  ],
  [
    'intl-stock',
    'mutual-fund',
    'USD',
    `VTIAX Vanguard Total International Stock Index Fund
VTMGX Vanguard Developed Markets Index Fund
VEMAX Vanguard Emerging Markets Stock Index Fund
FTIHX Fidelity Total International Index Fund
FSPSX Fidelity International Index Fund
FZILX Fidelity ZERO International Index Fund
SWISX Schwab International Index Fund`,
  ],
  [
    'world-stock',
    'listed',
    'USD',
    'VT Vanguard Total World Stock ETF\nACWI iShares MSCI ACWI ETF\nURTH iShares MSCI World ETF',
  ],
  [
    'world-stock',
    'listed',
    'EUR',
    'VWCE Vanguard FTSE All-World UCITS ETF\nIWDA iShares Core MSCI World UCITS ETF\nEUNL iShares Core MSCI World UCITS ETF',
  ],
  ['world-stock', 'mutual-fund', 'USD', 'VTWAX Vanguard Total World Stock Index Fund'],
  [
    'bond',
    'listed',
    'USD',
    `BND Vanguard Total Bond Market ETF
AGG iShares Core US Aggregate Bond ETF
SCHZ Schwab US Aggregate Bond ETF
BSV Vanguard Short-Term Bond ETF
BIV Vanguard Intermediate-Term Bond ETF
BLV Vanguard Long-Term Bond ETF
GOVT iShares US Treasury Bond ETF
SHY iShares 1-3 Year Treasury Bond ETF
IEF iShares 7-10 Year Treasury Bond ETF
TLT iShares 20+ Year Treasury Bond ETF
VGSH Vanguard Short-Term Treasury ETF
VGIT Vanguard Intermediate-Term Treasury ETF
VGLT Vanguard Long-Term Treasury ETF
LQD iShares Investment Grade Corporate Bond ETF
VCSH Vanguard Short-Term Corporate Bond ETF
VCIT Vanguard Intermediate-Term Corporate Bond ETF
HYG iShares High Yield Corporate Bond ETF
HYLB Xtrackers USD High Yield Corporate Bond ETF
MUB iShares National Muni Bond ETF
VTEB Vanguard Tax-Exempt Bond ETF
TIP iShares TIPS Bond ETF
SCHP Schwab US TIPS ETF
VTIP Vanguard Short-Term Inflation-Protected Securities ETF`,
  ],
  [
    'bond',
    'mutual-fund',
    'USD',
    `VBTLX Vanguard Total Bond Market Index Fund
VBIRX Vanguard Short-Term Bond Index Fund
VAIPX Vanguard Inflation-Protected Securities Fund
FXNAX Fidelity US Bond Index Fund
SWAGX Schwab US Aggregate Bond Index Fund`,
  ],
  [
    'intl-bond',
    'listed',
    'USD',
    'BNDX Vanguard Total International Bond ETF\nEMB iShares USD Emerging Markets Bond ETF',
  ],
  ['intl-bond', 'mutual-fund', 'USD', 'VTABX Vanguard Total International Bond Index Fund'],
  [
    'real-estate',
    'listed',
    'USD',
    'VNQ Vanguard Real Estate ETF\nSCHH Schwab US REIT ETF\nXLRE Real Estate Select Sector SPDR ETF',
  ],
  [
    'real-estate',
    'mutual-fund',
    'USD',
    'VGSLX Vanguard Real Estate Index Fund\nFSRNX Fidelity Real Estate Index Fund',
  ],
  ['gold', 'listed', 'USD', 'GLD SPDR Gold Shares\nIAU iShares Gold Trust\nGLDM SPDR Gold MiniShares Trust'],
  ['commodity', 'listed', 'USD', 'DBC Invesco DB Commodity Index Fund\nSLV iShares Silver Trust'],
  [
    'crypto',
    'listed',
    'USD',
    'IBIT iShares Bitcoin Trust\nFBTC Fidelity Wise Origin Bitcoin Fund\nETHA iShares Ethereum Trust',
  ],
  ['cash', 'listed', 'USD', 'SGOV iShares 0-3 Month Treasury Bond ETF\nBIL SPDR 1-3 Month T-Bill ETF'],
  [
    'cash',
    'money-market',
    'USD',
    `VMFXX Vanguard Federal Money Market Fund
VMRXX Vanguard Cash Reserves Federal Money Market Fund
VUSXX Vanguard Treasury Money Market Fund
SPAXX Fidelity Government Money Market Fund
SPRXX Fidelity Money Market Fund
FDRXX Fidelity Government Cash Reserves
FZFXX Fidelity Treasury Money Market Fund
FZDXX Fidelity Money Market Premium Fund
SWVXX Schwab Value Advantage Money Fund
SNVXX Schwab Government Money Fund
SNSXX Schwab US Treasury Money Fund`,
  ],
  [
    'crypto',
    'coin',
    'USD',
    `BTC Bitcoin
ETH Ethereum
XRP XRP
BNB BNB
SOL Solana
DOGE Dogecoin
TRX TRON
ADA Cardano
AVAX Avalanche
LINK Chainlink
TON Toncoin
SHIB Shiba Inu
XLM Stellar Lumens
SUI Sui
BCH Bitcoin Cash
DOT Polkadot
HBAR Hedera
LTC Litecoin
UNI Uniswap
XMR Monero
NEAR NEAR Protocol
AAVE Aave
ETC Ethereum Classic
ATOM Cosmos
ICP Internet Computer`,
  ],
  ['stablecoin', 'coin', 'USD', 'USDT Tether\nUSDC USD Coin\nDAI Dai'],
]

const bySymbol: ReadonlyMap<string, Suggestion> = new Map(groups.flatMap(suggestionsOf))

/**
 * What is known about a symbol, or null. Several coins share their symbol with a stock (LTC is also a real-estate
 * trust), so when the file gives a name, a coin is suggested only if the name is that of the coin.
 */
export function suggest(symbol: string, name: string | null = null): Suggestion | null {
  const known = bySymbol.get(symbol) ?? bySymbol.get(spelled(symbol)) ?? null
  if (known?.costPreset !== 'coin' || name === null || name === '') return known
  return sharesWord(known, name) ? known : null
}

/** "BRK/B", "BRK B" and "BRK-B" are BRK.B; "BTC-USD" and "BTC/USD" are BTC. */
function spelled(symbol: string): string {
  const upper = symbol.toUpperCase().replace(/[-/]USD$/, '')
  return upper.replace(/^([A-Z]{1,4})[-/ ]([A-Z])$/, '$1.$2')
}

function sharesWord(known: Suggestion, name: string): boolean {
  const words = new Set(name.toLowerCase().split(/[^a-z]+/))
  return known.name
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => word !== '' && words.has(word))
}

function suggestionsOf([group, costPreset, currency, entries]: Group): [string, Suggestion][] {
  return entries.split('\n').map((line) => {
    const [, symbol = '', name = ''] = /^(\S+) (.+)$/.exec(line) ?? []
    const { step } = costPresets[costPreset]
    return [
      symbol,
      { symbol, name, class: group, className: classNames[group] ?? group, step, costPreset, currency },
    ]
  })
}
