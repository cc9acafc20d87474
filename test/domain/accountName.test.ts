/** Brokers shorten account names; which of them mean the same account. */
import { expect, test } from 'vitest'
import { isSameAccount, namedLike } from '../../src/domain/accountName.ts'

test.each([
  ['Individual XXXX-4321', 'XXXX-4321', true],
  ['XXXX-4321', 'Individual XXXX-4321', true],
  ['Individual ...111', '...111', true],
  ['Individual ...321', 'XXXX-4321', true],
  ['Z10004321', '…4321', true],
  ['Roth IRA ...222', '...111', false],
  ['IRA 2024', 'Brokerage 2024', false],
  ['Account 1', 'Account 11', false],
  ['...21', 'Individual 4321', false],
  ['Brokerage', 'Brokerage', true],
])('%s and %s: %s', (one, other, same) => {
  expect(isSameAccount(one, other)).toBe(same)
  expect(isSameAccount(other, one)).toBe(same)
})

test('a name that two accounts could have means neither', () => {
  expect(namedLike(['Individual ...321', 'Roth ...321'], 'XXXX-4321')).toBeNull()
  expect(namedLike(['Individual ...321', 'Roth ...222'], 'XXXX-4321')).toBe('Individual ...321')
  expect(namedLike(['Individual ...321', 'XXXX-4321'], 'XXXX-4321')).toBe('XXXX-4321')
})
