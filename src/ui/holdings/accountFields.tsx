/** The columns of the accounts grid. */
import { decimalOf, type Decimal } from '../../domain/decimal.ts'
import type { Account, AccountKind, Portfolio } from '../../domain/document.ts'
import { amount, count, signed } from '../format.ts'
import type { Option } from '../parts/Choice.tsx'
import { Icon } from '../parts/Icon.tsx'
import { typedNumber } from '../typed.ts'
import { withAccount, withCash, withNewAccount } from './changes/accounts.ts'
import { readAs, type Change, type GridField } from './field.ts'

export type AccountsRow =
  | { readonly kind: 'account'; readonly key: string; readonly account: Account }
  | { readonly kind: 'new'; readonly key: string }

type Field = GridField<AccountsRow>

export const accountKinds: readonly Option<AccountKind>[] = [
  { value: 'taxable', label: 'Taxable' },
  { value: 'deferred', label: 'Tax-deferred' },
  { value: 'exempt', label: 'Tax-exempt' },
]

export function accountsRows(document: Portfolio): AccountsRow[] {
  const rows = document.accounts.map((account): AccountsRow => ({
    kind: 'account',
    key: account.id,
    account,
  }))
  return [...rows, { kind: 'new', key: '' }]
}

const narrowLast = ['kind', 'rules']

/** On a narrow screen the figures come first. */
export function accountsInNarrowOrder(fields: readonly Field[]): readonly Field[] {
  const isLast = (field: Field): boolean => narrowLast.includes(field.column.id)
  return [...fields.filter((field) => !isLast(field)), ...fields.filter(isLast)]
}

export function accountFields(document: Portfolio, valueOf: (account: string) => Decimal): readonly Field[] {
  const base = document.baseCurrency
  const currencies = new Set([base, ...document.accounts.flatMap((account) => Object.keys(account.cash))])
  return [
    nameField,
    kindField,
    {
      column: {
        id: 'value',
        title: 'Value',
        unit: base,
        width: 112,
        figures: true,
        text: (row) => (row.kind === 'new' ? '' : valueOf(row.account.id).toFixed(2)),
        show: (row) => (row.kind === 'new' ? '' : amount(valueOf(row.account.id), base)),
        editing: () => null,
      },
    },
    ...[...currencies].map((currency) => cashField(currency)),
    amountField({
      id: 'reserve',
      title: 'Reserve',
      base,
      least: '0',
      read: (account) => account.reserve,
      write: (account, reserve) => ({ ...account, reserve }),
    }),
    amountField({
      id: 'flow',
      title: 'Invest / raise',
      base,
      read: (account) => account.flow,
      write: (account, flow) => ({ ...account, flow }),
    }),
    rulesField,
  ]
}

const nameField: Field = {
  column: {
    id: 'name',
    title: 'Account',
    width: 148,
    text: (row) => (row.kind === 'new' ? '' : row.account.name || row.account.id),
    show: (row) => <span>{row.kind === 'new' ? 'Add an account' : row.account.name || row.account.id}</span>,
    editing: (row) => (row.kind === 'new' ? { kind: 'type', placeholder: 'Name' } : { kind: 'type' }),
  },
  read: (row, draft) => ({ ok: true, value: named(row, draft.trim()) }),
}

function named(row: AccountsRow, name: string): Change | null {
  if (name === '') return null
  if (row.kind === 'new') return { name: `Add ${name}`, change: (document) => withNewAccount(document, name) }
  const { id } = row.account
  return {
    name: 'Rename account',
    change: (document) => withAccount(document, id, (account) => ({ ...account, name })),
  }
}

const kindField: Field = {
  column: {
    id: 'kind',
    title: 'Kind',
    width: 112,
    text: (row) => (row.kind === 'new' ? '' : row.account.kind),
    show: (row) => (
      <span>
        {accountKinds.find((kind) => row.kind === 'account' && kind.value === row.account.kind)?.label ?? ''}
      </span>
    ),
    editing: (row) => (row.kind === 'new' ? null : { kind: 'choose', options: accountKinds }),
  },
  read: (row, draft) => {
    const kind = accountKinds.find(
      (each) => each.value === draft || each.label.toLowerCase() === draft.toLowerCase(),
    )
    if (row.kind === 'new') return { ok: true, value: null }
    if (kind === undefined) return { ok: false, problem: 'Choose taxable, tax-deferred or tax-exempt.' }
    return {
      ok: true,
      value: changeOf(row, 'Kind of account', (account) => ({ ...account, kind: kind.value })),
    }
  },
}

function cashField(currency: string): Field {
  const cash = (row: AccountsRow): string => (row.kind === 'new' ? '' : (row.account.cash[currency] ?? '0'))
  const set = (row: AccountsRow, value: string): Change | null =>
    row.kind === 'new'
      ? null
      : {
          name: `Cash in ${currency}`,
          change: (document) => withCash(document, row.account.id, currency, value),
        }
  return {
    column: {
      id: `cash ${currency}`,
      title: 'Cash',
      unit: currency,
      width: 100,
      figures: true,
      live: true,
      text: cash,
      show: (row) => (row.kind === 'new' ? '' : amount(cash(row), currency)),
      editing: (row) => (row.kind === 'new' ? null : { kind: 'type' }),
    },
    read: (row, draft) => readAs(typedNumber(draft), (value) => set(row, value)),
    clear: (row) => set(row, '0'),
  }
}

interface AmountSpec {
  readonly id: string
  readonly title: string
  readonly base: string
  readonly least?: string
  readonly read: (account: Account) => string
  readonly write: (account: Account, amount: string) => Account
}

/** An amount in base currency that is seldom anything but nothing, and then quiet. */
function amountField({ id, title, base, least, read, write }: AmountSpec): Field {
  const set = (row: AccountsRow, value: string): Change | null =>
    changeOf(row, title, (account) => write(account, value))
  return {
    column: {
      id,
      title,
      unit: base,
      width: id === 'flow' ? 132 : 108,
      figures: true,
      live: true,
      text: (row) => (row.kind === 'new' ? '' : read(row.account)),
      show: (row) => (row.kind === 'new' ? '' : shown(read(row.account), base, least === undefined)),
      editing: (row) => (row.kind === 'new' ? null : { kind: 'type' }),
    },
    read: (row, draft) =>
      readAs(typedNumber(draft, least === undefined ? {} : { least }), (value) => set(row, value)),
    clear: (row) => set(row, '0'),
  }
}

function shown(text: string, base: string, isChange: boolean): string {
  if (decimalOf(text).isZero()) return '–'
  const figures = amount(text, base)
  return isChange ? signed(figures) : figures
}

function changeOf(row: AccountsRow, name: string, change: (account: Account) => Account): Change | null {
  if (row.kind === 'new') return null
  return { name, change: (document) => withAccount(document, row.account.id, change) }
}

const rulesField: Field = {
  column: {
    id: 'rules',
    title: 'Rules',
    width: 112,
    grow: 1,
    text: () => '',
    show: (row) =>
      row.kind === 'new' ? (
        ''
      ) : (
        <span className="more">
          <span>{rulesWords(row.account)}</span>
          <Icon name="more" />
          <span className="unseen">Details of {row.account.name || row.account.id}</span>
        </span>
      ),
    editing: (row) => (row.kind === 'new' ? null : { kind: 'open' }),
  },
}

function rulesWords(account: Account): string {
  const parts = [
    account.rules.length > 0 && count(account.rules.length, 'rule'),
    account.allowed !== null && `${account.allowed.length} allowed`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'none'
}
