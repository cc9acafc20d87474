/** Whether two names of an account mean the same one, as brokers shorten it from file to file. */

/** Fewer digits than these end too many account numbers alike. */
const fewestDigits = 3

/**
 * "XXXX-4321" is the end of "Individual XXXX-4321", and "...321" has the last digits of both. A name that says
 * nothing of the other's is another account.
 */
export function isSameAccount(one: string, other: string): boolean {
  if (one === other) return true
  if (one.endsWith(` ${other}`) || other.endsWith(` ${one}`)) return true
  const [digits, others] = [lastDigits(one), lastDigits(other)]
  if (digits.length < fewestDigits || others.length < fewestDigits) return false
  return (isShortened(one) || isShortened(other)) && (digits.endsWith(others) || others.endsWith(digits))
}

/** The only one of these names that means this account, or null where none or several do. */
export function namedLike(names: readonly string[], account: string): string | null {
  if (names.includes(account)) return account
  const alike = names.filter((name) => isSameAccount(name, account))
  return alike.length === 1 ? (alike[0] ?? null) : null
}

function lastDigits(name: string): string {
  return /\d+$/.exec(name)?.[0] ?? ''
}

/** Dots, crosses or stars stand for the digits that are not shown. */
function isShortened(name: string): boolean {
  return /(?:\.{2,}|…|x{2,}-?|\*{2,})\d+$/i.test(name)
}
