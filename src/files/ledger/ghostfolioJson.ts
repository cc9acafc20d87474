/** Ghostfolio's export: activities and accounts as JSON, each activity at the line on which it begins. */
import type { ImportFile } from '../../domain/import.ts'
import { isCurrency } from '../holdings.ts'
import { readNumber } from '../numbers.ts'
import type { Sheet } from '../outcome.ts'
import type { Row } from '../table.ts'
import { balanced } from './balances.ts'
import { type Activity, isMinor, moveOf } from './ghostfolio.ts'
import { complain, count, leaveOut, type Ledger, momentOf, newLedger } from './ledger.ts'

type Entry = Readonly<Record<string, unknown>>

/** Reads an export; null when the JSON is none. `text` is the file, `json` what it says. */
export function readGhostfolio(file: string, text: string, json: object): ImportFile | null {
  const activities = entriesOf(json, 'activities')
  if (activities === null) return null
  const lines = beginnings(text, 'activities')
  const ledger = newLedger()
  const names = namesOf(json)
  const accounts = new Map((entriesOf(json, 'accounts') ?? []).map((each) => [textIn(each, 'id'), each]))
  activities.forEach((each, at) =>
    readActivity(
      ledger,
      { line: lines[at] ?? 1, cells: [] },
      each,
      accounts.get(textIn(each, 'accountId')),
      names,
    ),
  )
  for (const account of accounts.values()) readBalance(ledger, account)
  const sheet: Sheet = { file, rows: [] }
  return balanced(sheet, 'ghostfolio', ledger)
}

function readActivity(
  ledger: Ledger,
  row: Row,
  entry: Entry,
  account: Entry | undefined,
  names: ReadonlyMap<string, string>,
): void {
  const type = textIn(entry, 'type')
  const date = textIn(entry, 'date')
  const moment = momentOf(date, 'day-first')
  if (moment === null || moment.day === null) return complain(ledger, row, 'date', 'not-a-day', date)
  const numbers = ['quantity', 'unitPrice', 'fee'].map(
    (key) => [key, readNumber(textIn(entry, key), 'point')] as const,
  )
  const damaged = numbers.find(([, read]) => read.kind !== 'number')
  if (damaged) return complain(ledger, row, damaged[0], 'not-a-number', textIn(entry, damaged[0]))
  const [quantity = '0', price = '0', fee = '0'] = numbers.map(([, read]) =>
    read.kind === 'number' ? read.text : '0',
  )
  const currency = textIn(entry, 'currency')
  if (!isCurrency(currency) && !isMinor(currency))
    return complain(ledger, row, 'currency', 'not-a-currency', currency)
  const symbol = textIn(entry, 'symbol')
  if (symbol === '' || /[<>]/.test(symbol)) return complain(ledger, row, 'symbol', 'symbol-damaged', symbol)
  if (/^(dividend|fee|interest|item|liability)$/i.test(type)) return leaveOut(ledger, row, 'cash-movement')
  const activity: Activity = {
    action: type,
    symbol,
    name: names.get(symbol) ?? null,
    account: account === undefined ? null : nameOf(account),
    currency,
    quantity,
    price,
    fee,
  }
  const move = moveOf(activity, moment)
  if (move === null) return complain(ledger, row, 'type', 'unknown-operation', type)
  count(ledger, row, { moves: [move] })
}

/** The balance of the last day is an account's cash. */
function readBalance(ledger: Ledger, account: Entry): void {
  const balances = (entriesOf(account, 'balances') ?? []).toSorted((a, b) =>
    textIn(a, 'date') < textIn(b, 'date') ? 1 : -1,
  )
  const read = readNumber(textIn(balances[0] ?? {}, 'value'), 'point')
  const currency = textIn(account, 'currency')
  if (read.kind === 'number' && isCurrency(currency))
    ledger.cash.push({ account: nameOf(account), currency, amount: read.text })
}

/** What symbols without a market are called: their symbols are made up by the program. */
function namesOf(json: object): ReadonlyMap<string, string> {
  const profiles = entriesOf(json, 'assetProfiles') ?? []
  return new Map(profiles.map((profile) => [textIn(profile, 'symbol'), textIn(profile, 'name')]))
}

function nameOf(account: Entry): string {
  return textIn(account, 'name') || textIn(account, 'id')
}

function textIn(entry: Entry, key: string): string {
  const value = entry[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function entriesOf(holder: object, key: string): readonly Entry[] | null {
  const list: unknown = Object.hasOwn(holder, key) ? (holder as Entry)[key] : null
  if (!Array.isArray(list)) return null
  return list.filter((each): each is Entry => typeof each === 'object' && each !== null)
}

/** The physical lines on which the objects of a top-level list begin. */
function beginnings(text: string, key: string): readonly number[] {
  const start = text.search(new RegExp(`"${key}"\\s*:\\s*\\[`))
  const lines: number[] = []
  let line = text.slice(0, Math.max(0, start)).split('\n').length
  let depth = 0
  let isQuoted = false
  for (let at = text.indexOf('[', start); start >= 0 && at < text.length; at += 1) {
    const unit = text[at]
    if (unit === '\n') line += 1
    if (isQuoted && unit === '\\') at += 1
    else if (unit === '"') isQuoted = !isQuoted
    else if (!isQuoted && (unit === '{' || unit === '[')) {
      if (unit === '{' && depth === 1) lines.push(line)
      depth += 1
    } else if (!isQuoted && (unit === '}' || unit === ']')) {
      depth -= 1
      if (depth === 0) return lines
    }
  }
  return lines
}
