/** Cash kept aside in case prices move before the orders are executed: the account's reserve is where it is kept. */
import { decimalOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { AccountAmount } from '../../../domain/proof.ts'
import { money } from '../../format.ts'
import type { Fix } from '../fixes.ts'

/** Accounts whose reserve is smaller than what the largest of the moves would take from it. */
export function thinReserves(
  buffers: readonly AccountAmount[],
  document: Portfolio,
): readonly AccountAmount[] {
  return buffers.filter(({ account, amount }) => {
    const reserve = document.accounts.find((each) => each.id === account)?.reserve ?? '0'
    return decimalOf(reserve).lessThan(amount)
  })
}

/** Sets the reserve to the buffer: a plan then leaves that much cash, and the moves take from it. */
export function reserveFix({ account, amount }: AccountAmount, document: Portfolio, name: string): Fix {
  return {
    kind: 'change',
    label: `Set the reserve of ${name} to ${money(amount, document.baseCurrency)}`,
    change: (now) => ({
      ...now,
      accounts: now.accounts.map((each) => (each.id === account ? { ...each, reserve: amount } : each)),
    }),
  }
}
