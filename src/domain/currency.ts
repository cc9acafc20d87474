/** Currencies and their minor units, after ISO 4217. */
import { Decimal } from './decimal.ts'

/** Currencies whose minor unit is not a hundredth; every other code of the standard has two decimals. */
const unusualDecimals: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

/** The active codes of ISO 4217 that have two decimals. */
const twoDecimals = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC
   CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
   LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON
   RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD
   XCG YER ZAR ZMW ZWG`.split(/\s+/),
)

/** How many decimals an amount in this currency has: 2 for most, 8 for anything that is not of ISO 4217. */
export function minorDecimals(currency: string): number {
  const unusual = Object.hasOwn(unusualDecimals, currency) ? unusualDecimals[currency] : undefined
  return unusual ?? (twoDecimals.has(currency) ? 2 : 8)
}

/** Powers of ten by exponent, for as many decimals as a currency can have. */
const powers = Array.from({ length: 9 }, (_, at) => new Decimal(10).pow(at))

/** How many minor units make one unit of a currency: 100 for most. */
export function minorScale(currency: string): Decimal {
  return powers[minorDecimals(currency)] ?? new Decimal(1)
}

/** The amount rounded half-even to the currency's minor unit. */
export function roundMoney(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(minorDecimals(currency), Decimal.ROUND_HALF_EVEN)
}

/** The amount rounded up to the currency's minor unit; costs are never understated. */
export function roundMoneyUp(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(minorDecimals(currency), Decimal.ROUND_CEIL)
}

/** The amount rounded down to the currency's minor unit; proceeds are never overstated. */
export function roundMoneyDown(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(minorDecimals(currency), Decimal.ROUND_FLOOR)
}
