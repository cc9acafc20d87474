/** Account names to account kinds: what "Roth IRA" and "401k" say about taxes. */
import type { AccountKind } from '../domain/document.ts'
import type { ImportedAccount } from '../domain/import.ts'

const exempt = /\b(roth|hsa|health savings|tfsa|isa|529|tax[- ]?free|exempt)\b/i
const deferred =
  /\b(ira|401 ?\(?k\)?|403 ?\(?b\)?|457 ?\(?b\)?|rollover|sep|simple|traditional|pension|rrsp|sipp|retirement|deferred|annuity)\b/i
const taxable = /\b(individual|joint|brokerage|taxable|tod|trust|custodial|margin|cash account)\b/i

/** The kind that an account's name or type suggests; null when it says nothing. */
export function accountKindOf(name: string): AccountKind | null {
  const words = name.replace(/_/g, ' ')
  if (exempt.test(words)) return 'exempt'
  if (deferred.test(words)) return 'deferred'
  return taxable.test(words) ? 'taxable' : null
}

/** Remembers an account the first time it is seen; a later mention may add its kind. */
export function noteAccount(
  accounts: Map<string, ImportedAccount>,
  account: string,
  name: string | null,
  says: string | null = name,
): void {
  const known = accounts.get(account)
  if (known && (known.kind !== null || says === known.name)) return
  const kind = accountKindOf(says ?? account) ?? accountKindOf(account)
  if (known === undefined) accounts.set(account, { account, name, kind })
  else if (kind !== null) accounts.set(account, { ...known, kind })
}
