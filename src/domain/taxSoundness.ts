/** Whether a document's tax makes sense, its lots and sales in time with it: each fault with its path, and notes. */
import { decimalOf, sumOf, textOf } from './decimal.ts'
import type { Lot, Portfolio, Tax } from './document.ts'
import { problem, type Note, type Problem } from './problem.ts'
import { safeDates } from './washCalendar.ts'

/** Faults that only matter where tax is planned with; a document without tax is as sound as it was. */
export function taxProblems(document: Portfolio): Problem[] {
  if (document.tax === null) return []
  return [...ownProblems(document.tax), ...lotProblems(document), ...saleProblems(document)]
}

/** Holdings of which part has no basis, and groups of which a sale or purchase could be a wash sale. */
export function taxNotes(document: Portfolio): Note[] {
  if (document.tax === null) return []
  return [...basisNotes(document), ...(document.tax.washSales ? washNotes(document) : [])]
}

function ownProblems(tax: Tax): Problem[] {
  const { shortRate, longRate, deferredRate, carryForward, gainsBudget } = tax
  return [
    ...fraction(shortRate, 'tax/shortRate'),
    ...fraction(longRate, 'tax/longRate'),
    ...fraction(deferredRate, 'tax/deferredRate'),
    ...(gainsBudget === null ? [] : notNegative(gainsBudget, 'tax/gainsBudget')),
    ...notNegative(carryForward.short, 'tax/carryForward/short'),
    ...notNegative(carryForward.long, 'tax/carryForward/long'),
  ]
}

function lotProblems({ lots, asOf }: Portfolio): Problem[] {
  return lots.flatMap(({ acquired }, at) =>
    acquired !== null && acquired > asOf
      ? [problem('later-than-plan', `lots/${at}/acquired`, { asOf, found: acquired })]
      : [],
  )
}

function saleProblems({ realised, asOf }: Portfolio): Problem[] {
  return realised.flatMap(({ quantity, acquired, sold }, at) => [
    ...(decimalOf(quantity).isZero()
      ? [problem('not-positive', `realised/${at}/quantity`, { found: quantity })]
      : []),
    ...(acquired !== null && acquired > sold
      ? [problem('sold-before-acquired', `realised/${at}/acquired`, { sold, found: acquired })]
      : []),
    ...(sold > asOf ? [problem('later-than-plan', `realised/${at}/sold`, { asOf, found: sold })] : []),
  ])
}

/** One note for each taxable holding, at its first lot of unknown cost or day. */
function basisNotes(document: Portfolio): Note[] {
  const taxable = new Set(document.accounts.filter(({ kind }) => kind === 'taxable').map(({ id }) => id))
  const holdings = new Map<string, { readonly path: string; readonly lots: Lot[] }>()
  document.lots.forEach((lot, at) => {
    if (!taxable.has(lot.account) || !lacksBasis(lot)) return
    const key = JSON.stringify([lot.account, lot.instrument])
    const holding = holdings.get(key)
    if (holding) holding.lots.push(lot)
    else holdings.set(key, { path: `lots/${at}`, lots: [lot] })
  })
  return [...holdings.values()].map(({ path, lots }) => ({
    kind: 'basis-unknown',
    path,
    account: lots[0]?.account ?? '',
    instrument: lots[0]?.instrument ?? '',
    costless: quantityText(lots.filter((lot) => lot.unitCost === null)),
    undated: quantityText(lots.filter((lot) => lot.unitCost !== null)),
  }))
}

function lacksBasis(lot: Lot): boolean {
  return (lot.acquired === null || lot.unitCost === null) && decimalOf(lot.quantity).greaterThan(0)
}

function quantityText(lots: readonly Lot[]): string {
  return textOf(sumOf(lots.map((lot) => decimalOf(lot.quantity))))
}

function washNotes(document: Portfolio): Note[] {
  return safeDates(document).map(({ instruments, buyAgainFrom, sellAtLossFrom }): Note => ({
    kind: 'wash-window',
    path: `instruments/${document.instruments.findIndex((each) => each.id === instruments[0])}`,
    instruments,
    buyAgainFrom: buyAgainFrom ?? '',
    sellAtLossFrom: sellAtLossFrom ?? '',
  }))
}

function notNegative(text: string, path: string): Problem[] {
  return decimalOf(text).lessThan(0) ? [problem('negative', path, { found: text })] : []
}

function fraction(text: string, path: string): Problem[] {
  const value = decimalOf(text)
  return value.lessThan(0) || value.greaterThan(1) ? [problem('out-of-range', path, { found: text })] : []
}
