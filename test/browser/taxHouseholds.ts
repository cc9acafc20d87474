/** Small taxed households for the browser: stocks at 100 in two guises that differ to the law, and bonds at 50. */
interface Rule {
  readonly instrument: string
  readonly do: string
}

export interface Account {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly flow?: string
  readonly cash?: { readonly [currency: string]: string }
  readonly rules?: readonly Rule[]
}

export interface Lot {
  readonly account: string
  readonly instrument: string
  readonly quantity: string
  readonly acquired: string
  readonly unitCost: string
}

export const lot = (
  account: string,
  instrument: string,
  quantity: string,
  acquired: string,
  unitCost: string,
): Lot => ({ account, instrument, quantity, acquired, unitCost })

const stock = (id: string, preference: number) => ({
  id,
  currency: 'USD',
  price: '100',
  exposure: { stock: '1' },
  preference,
})

/** @param stocks the stocks' weight: the rest is bonds' */
export function household(
  accounts: readonly Account[],
  lots: readonly Lot[],
  stocks: string,
  tax: { readonly [key: string]: string },
) {
  return {
    evenkeel: 1,
    name: 'Taxed household',
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: [
      stock('INDEX', 1),
      stock('WIDER', 2),
      { id: 'BOND', currency: 'USD', price: '50', exposure: { bond: '1' } },
    ],
    accounts,
    lots,
    targets: [
      { class: 'stock', weight: stocks },
      { class: 'bond', weight: (1 - Number(stocks)).toFixed(2) },
    ],
    policy: {
      trigger: { any: [{ kind: 'always' }] },
      band: { kind: 'absolute', width: '0.05' },
      destination: '1',
    },
    tax: { shortRate: '0.35', longRate: '0.15', ...tax },
  }
}
