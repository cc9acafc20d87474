/** How gains are taxed, as the dialog offers it: usual rates to begin with, and methods of choosing lots in words. */
import type { Portfolio, Tax } from '../../domain/document.ts'
import type { Option } from '../parts/Choice.tsx'

export type PresetId = 'middle' | 'high' | 'flat'

interface Preset {
  readonly id: PresetId
  readonly name: string
  /** What its figures are made of. */
  readonly says: string
  readonly figures: Pick<Tax, 'shortRate' | 'longRate' | 'deferredRate' | 'washSales'>
}

/** Round figures to begin with; every one of them can be changed afterwards. */
export const taxPresets: readonly Preset[] = [
  {
    id: 'middle',
    name: 'United States, middle bracket',
    says: 'Federal rates: 24 % on income and short-term gains, 15 % on long-term gains. A state’s own tax is not in them.',
    figures: { shortRate: '0.24', longRate: '0.15', deferredRate: '0.24', washSales: true },
  },
  {
    id: 'high',
    name: 'United States, high bracket',
    says: 'Federal rates: 37 % on income and short-term gains, 20 % on long-term gains, and 3.8 % more on either gain. A state’s own tax is not in them.',
    figures: { shortRate: '0.408', longRate: '0.238', deferredRate: '0.37', washSales: true },
  },
  {
    id: 'flat',
    name: 'One flat rate',
    says: 'The same rate on every gain, however long the lot was held.',
    figures: { shortRate: '0.25', longRate: '0.25', deferredRate: '0.25', washSales: false },
  },
]

const blankTax: Tax = {
  shortRate: '0',
  longRate: '0',
  lotMethod: 'min-tax',
  gainsBudget: null,
  washSales: true,
  harvest: false,
  carryForward: { short: '0', long: '0' },
  deferredRate: '0',
  afterTax: false,
}

/** The preset whose rates these are; null for rates of one's own, and for none. */
export function presetOf(tax: Tax | null): PresetId | null {
  if (tax === null) return null
  const same = taxPresets.find(
    ({ figures }) => figures.shortRate === tax.shortRate && figures.longRate === tax.longRate,
  )
  return same?.id ?? (tax.shortRate === tax.longRate ? 'flat' : null)
}

/** With the rates of a preset; what else was set stays. */
export function withPreset(document: Portfolio, id: PresetId): Portfolio {
  const preset = taxPresets.find((each) => each.id === id)
  if (preset === undefined) return document
  return { ...document, tax: { ...(document.tax ?? blankTax), ...preset.figures } }
}

/** Changes the tax of a document that has one. */
export function withTax(document: Portfolio, alter: (tax: Tax) => Tax): Portfolio {
  return document.tax === null ? document : { ...document, tax: alter(document.tax) }
}

interface Method extends Option<Tax['lotMethod']> {
  /** One plain line about it. */
  readonly says: string
}

export const lotMethods: readonly Method[] = [
  {
    value: 'min-tax',
    label: 'Least tax',
    says: 'The lot that is taxed least per unit is sold first, so losses come before gains.',
  },
  {
    value: 'fifo',
    label: 'First in, first out',
    says: 'The lot bought first is sold first; what most brokers do if nobody says otherwise.',
  },
  { value: 'lifo', label: 'Last in, first out', says: 'The lot bought last is sold first.' },
  {
    value: 'hifo',
    label: 'Highest cost first',
    says: 'The lot that cost most is sold first, whatever its term; so not always the one that is taxed least.',
  },
  {
    value: 'average',
    label: 'Average cost',
    says: 'Every unit counts with the average cost of the position; the oldest go first.',
  },
  {
    value: 'specific',
    label: 'By rank',
    says: 'You give each lot a rank in its position’s lots; the lowest goes first, lots without a rank follow by least tax.',
  },
]

export function methodOf(tax: Tax): Method {
  return lotMethods.find((each) => each.value === tax.lotMethod) ?? lotMethods[0]!
}

/** Does part of the household's money belong to the tax that deferred accounts owe? */
export function owesTax({ tax, accounts }: Portfolio): boolean {
  return tax !== null && tax.deferredRate !== '0' && accounts.some(({ kind }) => kind === 'deferred')
}
