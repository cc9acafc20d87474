/** Price files of every layout load, or are refused with a reason; what cannot be used is flagged with its line. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { HistoryFile, ReadHistory } from '../../src/domain/history.ts'
import { asideSentence, flagSentence, historyRefusalSentence } from '../../src/domain/historyWords.ts'
import { coverageOf } from '../../src/domain/coverage.ts'
import { type HistoryChoices, readHistory } from '../../src/files/priceHistory.ts'
import { diceOf } from '../laws/dice.ts'

function read(text: string, name = 'VTI.csv', choices: HistoryChoices = {}): HistoryFile {
  return readHistory({ name, bytes: new TextEncoder().encode(text) }, choices)
}

function history(text: string, name = 'VTI.csv', choices: HistoryChoices = {}): ReadHistory {
  const file = read(text, name, choices)
  if (file.kind === 'refused') throw new Error(`refused: ${file.because}`)
  return file
}

/** Symbol, then day and value of each observation. */
function told(text: string, name?: string, choices?: HistoryChoices): readonly string[] {
  return history(text, name, choices).series.map(({ symbol, days, values }) =>
    [symbol, ...days.map((day, at) => `${day}=${values[at]}`)].join(' '),
  )
}

const vti = ['VTI 2024-01-02=10 2024-01-03=11.5']

describe('layouts', () => {
  test.each<readonly [string, string]>([
    ['one symbol, named by its file', 'Date,Close\n2024-01-02,10\n2024-01-03,11.5\n'],
    ['with a byte order mark and semicolons', '\uFEFFDate;Price\n2024-01-03;11.5\n2024-01-02;10\n'],
    ['decimal commas', 'Datum;Schlusskurs\n02.01.2024;10,0\n03.01.2024;11,50\n'],
    [
      'decimal commas in quotes, Dutch names',
      '"Datum","Laatste","Vol.","+/- %"\n"03-01-2024","11,5","7,77M","1,2%"\n"02-01-2024","10,0","6,1M","0,1%"',
    ],
    [
      'American days, newest first, CRLF',
      'Date,Close/Last,Volume\r\n01/03/2024,$11.50,5\r\n01/02/2024,$10.00,6\r\n',
    ],
    ['adjusted before raw', 'Date,Open,Close,Adj Close\n2024-01-02,1,20,10\n2024-01-03,1,22,11.5\n'],
    ['days with times', 'Date,Close\n2024-01-02 00:00:00-05:00,10\n2024-01-03T16:00:00Z,11.5\n'],
    ['days without marks', 'date,close\n20240102,10\n20240103,11.5\n'],
    ['an index of pandas', ',VTI\n2024-01-02,10\n2024-01-03,11.5\n'],
    ['no header, two columns', '2024-01-02,10\n2024-01-03,11.5\n'],
    ['a title above', 'Prices of my fund\n\nDate,Close\n2024-01-02,10\n2024-01-03,11.5\n'],
    ['a trailing comma', 'Date,VTI,\n2024-01-02,10,\n2024-01-03,11.5,\n'],
    ['one record a symbol and day', 'Symbol,Date,Close,Volume\nVTI,2024-01-02,10,1\nVTI,2024-01-03,11.5,1\n'],
    [
      'blank records before it was listed',
      'Date,Adj Close,Close\n2023-12-29,,\n2024-01-02,10,1\n2024-01-03,11.5,1\n',
    ],
    ['words for days', 'Date,Close\n"Jan 2, 2024",10\n"Jan 3, 2024",11.5\n'],
    [
      'two tiers of pandas',
      'Price,Close,Volume\nTicker,VTI,VTI\nDate,,\n2024-01-02,10,5\n2024-01-03,11.5,6\n',
    ],
    [
      'thousands and a final quote',
      'Date,Price,Volume\n2024-01-02,"10.00","1,200"\n2024-01-03,"11.50","1,300"',
    ],
  ])('%s', (_, text) => expect(told(text)).toEqual(vti))

  test('a column a symbol, another start for each', () => {
    const text = 'date,A,B,LOW\n2024-01-02,1,,5\n2024-01-03,2,7,6\n2024-01-04,,8,\n2024-01-05,4,9,7\n'
    expect(told(text)).toEqual([
      'A 2024-01-02=1 2024-01-03=2 2024-01-05=4',
      'B 2024-01-03=7 2024-01-04=8 2024-01-05=9',
      'LOW 2024-01-02=5 2024-01-03=6 2024-01-05=7',
    ])
    expect(history(text).series.map(coverageOf)).toMatchObject([
      {
        symbol: 'A',
        first: '2024-01-02',
        last: '2024-01-05',
        observations: 3,
        missing: 1,
        longestGap: { days: 2 },
      },
      { symbol: 'B', first: '2024-01-03', missing: 0 },
      { symbol: 'LOW', longestGap: { from: '2024-01-03', to: '2024-01-05', days: 2 } },
    ])
  })

  test('one record a symbol and day: symbols in their order, whatever that of the records', () => {
    const text = 'date,ticker,price\n2024-01-03,B,2\n2024-01-02,A,1\n2024-01-02,B,1\n2024-01-03,A,3\n'
    expect(told(text)).toEqual(['A 2024-01-02=1 2024-01-03=3', 'B 2024-01-02=1 2024-01-03=2'])
    expect(history(text).layout).toBe('long')
  })

  test('two tiers of pandas with several symbols', () => {
    const text =
      ',Adj Close,Adj Close,Close,Close\n,VTI,BND,VTI,BND\nDate,,,,\n2024-01-02,1,5,9,9\n2024-01-03,2,6,9,9\n'
    expect(told(text)).toEqual(['VTI 2024-01-02=1 2024-01-03=2', 'BND 2024-01-02=5 2024-01-03=6'])
  })
})

describe('dates', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['years', ['1871', '1872'], ['1871-01-01', '1872-01-01']],
    ['months', ['2024-01', '2024-02'], ['2024-01-01', '2024-02-01']],
    ['months without marks', ['192607', '192608'], ['1926-07-01', '1926-08-01']],
    ['quarters', ['2024-Q1', '2024-Q2'], ['2024-01-01', '2024-04-01']],
    ['a lost zero', ['1871.01', '1871.1', '1871.11'], ['1871-01-01', '1871-10-01', '1871-11-01']],
    ['no zero lost', ['1871.1', '1871.2', '1871.10'], ['1871-01-01', '1871-02-01', '1871-10-01']],
    ['a day above twelve anywhere', ['03/01/2024', '13/01/2024'], ['2024-01-03', '2024-01-13']],
    ['a month in front, with dashes', ['01-03-2024', '01-13-2024'], ['2024-01-03', '2024-01-13']],
    [
      'days in order only when the day comes first',
      ['09/01/2024', '10/01/2024', '01/02/2024'],
      ['2024-01-09', '2024-01-10', '2024-02-01'],
    ],
    ['nothing that tells', ['01/02/2024', '02/02/2024'], ['2024-01-02', '2024-02-02']],
  ])('%s', (_, cells, days) => {
    const text = `Date,X\n${cells.map((cell, at) => `${cell},${at + 1}.5`).join('\n')}\n`
    expect(history(text).series[0]?.days).toEqual(days)
  })
})

describe('returns', () => {
  test('in percent, a bill among them, unknown months by their code', () => {
    const text =
      'Date,Mkt,RF\n192607,2.96,0.22\n192608,-99.99,0.25\n192609,-0.36,0.23\n192610,-3.24,0.32\n192611,2.53,-999\n'
    const file = history(text)
    expect(file).toMatchObject({ content: 'returns', unit: 'percent', grain: 'month' })
    expect(file.series[0]?.values[0]).toBeCloseTo(0.0296, 15)
    expect(file.series[0]?.holes).toEqual(['1926-08-01'])
    expect(file.flags.map(({ kind, symbol, line }) => [kind, symbol, line])).toEqual([
      ['missing-code', 'Mkt', 3],
      ['missing-code', 'RF', 6],
    ])
  })

  test('as fractions, and as the user says', () => {
    const text = 'Date,A\n2024-01-31,0.02\n2024-02-29,-0.03\n2024-03-31,0.01\n2024-04-30,-1.2\n'
    expect(history(text)).toMatchObject({ content: 'returns', unit: 'fraction' })
    expect(history(text).flags).toMatchObject([{ kind: 'impossible-return', line: 5 }])
    expect(history(text, 'A.csv', { content: 'percent' }).series[0]?.values[1]).toBeCloseTo(-0.0003, 15)
    expect(history('Date,A\n2024-01,0.2\n2024-02,0.3\n').content).toBe('prices')
    expect(history('Date,A\n2024-01,0.2\n2024-02,0.3\n', 'A', { content: 'fraction' }).content).toBe(
      'returns',
    )
  })

  test('signs of percent settle the unit', () => {
    expect(history('Date,A,B\n2024-01-02,0.01%,0.02%\n2024-01-03,-0.02%,-0.01%\n').unit).toBe('percent')
  })

  test('returns among prices stand aside', () => {
    const file = history(
      'Date,Level,Change,CAPE10\n2024-01,100,0.1,9\n2024-02,110,-0.1,8\n2024-03,99,0.1,7\n',
    )
    expect(file.series.map(({ symbol }) => symbol)).toEqual(['Level'])
    expect(file.asides.map(({ column, because }) => [column, because])).toEqual([
      ['CAPE10', 'not-a-price'],
      ['Change', 'returns-beside-prices'],
    ])
    for (const aside of file.asides) expect(asideSentence(aside)).toContain(`“${aside.column}”`)
  })
})

describe('what is wrong is flagged with its line', () => {
  const flagsOf = (text: string): readonly (readonly [string, number])[] =>
    history(text).flags.map(({ kind, line }) => [kind, line])

  test('cells', () => {
    const text =
      'Date,A\n2024-01-02,5\nsoon,6\n2024-01-03,abc\n2024-01-04,0\n2024-01-05,-3\n2024-01-08,7\n2024-01-08,8\n2024-01-09,9\n'
    expect(flagsOf(text)).toEqual([
      ['not-a-day', 3],
      ['not-a-number', 4],
      ['not-positive', 5],
      ['not-positive', 6],
      ['day-twice', 8],
    ])
    expect(told(text)).toEqual(['A 2024-01-02=5 2024-01-08=7 2024-01-09=9'])
    expect(history(text).series[0]?.holes).toEqual(['2024-01-03', '2024-01-04', '2024-01-05'])
    expect(history(text).flags.map(flagSentence)[2]).toBe(
      'Line 5, A: the price “0” is not above zero and was left out.',
    )
  })

  /** Eighty days that move by about a percent, with one value replaced. */
  function walk(at: number, factor: number, after: number): string {
    const prices = Array.from({ length: 80 }, (_, day) => 100 + (day % 7) - (day % 3))
    const rows = prices.map((price, day) => {
      const scale = day === at ? factor : day > at ? after : 1
      return `2024-${String(1 + Math.floor(day / 28)).padStart(2, '0')}-${String(1 + (day % 28)).padStart(2, '0')},${price * scale}`
    })
    return `Date,A\n${rows.join('\n')}\n`
  }

  test('a spike that comes back, a split that does not, and neither in a fall', () => {
    expect(flagsOf(walk(40, 3, 1))).toEqual([['spike', 42]])
    expect(flagsOf(walk(40, 0.05, 0.05))).toEqual([['split', 42]])
    expect(flagsOf(walk(40, 0.72, 0.72))).toEqual([])
    expect(flagsOf(walk(40, 1, 1))).toEqual([])
  })

  test('they stay in the series', () => {
    expect(history(walk(40, 3, 1)).series[0]?.values).toHaveLength(80)
  })
})

describe('refused with a reason', () => {
  test.each<readonly [string, string, string]>([
    ['nothing', '', 'empty'],
    ['a spreadsheet', 'PK\u0003\u0004', 'spreadsheet-file'],
    ['positions', 'Symbol,Quantity,Price\nVTI,5,10\n', 'no-days'],
    [
      'trades',
      'Date,Action,Symbol,Quantity,Price\n2024-01-02,Buy,VTI,5,10\n2024-01-03,Buy,VTI,5,10\n',
      'transactions',
    ],
    ['columns without names', '2024-01-02,1,2\n2024-01-03,2,3\n', 'no-columns'],
    ['words', 'Date,Mood\n2024-01-02,good\n2024-01-03,bad\n', 'no-prices'],
    ['one day', 'Date,VTI\n2024-01-02,10\n', 'too-short'],
    ['an open quote', 'Date,VTI\n2024-01-02,"10\n2024-01-03,11\n', 'unclosed-quote'],
    ['prose', 'I know\nnothing, really\n', 'no-days'],
  ])('%s', (_, text, because) => {
    const file = read(text)
    expect(file).toMatchObject({ kind: 'refused', because })
    if (file.kind === 'refused') expect(historyRefusalSentence(file.because)).toMatch(/\.$/)
  })
})

test('damaged files never throw', () => {
  const sound = 'Date,Close,B\r\n2024-01-02,"1,000.5",2%\r\n02.01.2024;1.234,5;x\r\n192607\t-99.99\t\r\n'
  const bytes = new TextEncoder().encode(sound.repeat(3))
  const dice = diceOf(19)
  let finite = 0
  let all = 0
  for (let times = 0; times < 400; times += 1) {
    const broken = bytes.slice(dice.int(0, 40), bytes.length - dice.int(0, 80))
    for (let left = dice.int(0, 12); left > 0; left -= 1)
      if (broken.length > 0) broken[dice.int(0, broken.length - 1)] = dice.int(0, 255)
    const file = readHistory({ name: 'broken.csv', bytes: broken })
    if (file.kind === 'refused') continue
    for (const { values } of file.series) {
      all += values.length
      finite += values.filter(Number.isFinite).length
    }
  }
  expect(finite).toBe(all)
})

test('the order of the records changes nothing but lines', () => {
  const rows = ['2024-01-02,1,5', '2024-01-03,2,', '2024-01-04,3,7', '2024-01-05,4,6']
  const textOf = (order: readonly string[]): string => `Date,A,B\n${order.join('\n')}\n`
  const facts = (text: string): unknown => [told(text), history(text).series.map(coverageOf)]
  expect(facts(textOf(rows.toReversed()))).toEqual(facts(textOf(rows)))
  expect(facts(textOf(diceOf(3).shuffled(rows)))).toEqual(facts(textOf(rows)))
})

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const isHere = existsSync(`${data}SOURCES.json`)
if (!isHere) console.warn('../shared/data is absent: its price files are skipped')

interface Entry {
  readonly file: string
  readonly expected: {
    readonly kind: string
    readonly rows?: number
    readonly series?: Readonly<
      Record<
        string,
        { first: [string, string]; last: [string, string]; values: number; blanks: number; min: string }
      >
    >
  }
}

const entries = isHere
  ? (JSON.parse(readFileSync(`${data}SOURCES.json`, 'utf8')) as { entries: Entry[] }).entries
  : []
const priceFiles = entries.filter(({ file }) => file.startsWith('prices/'))
const brokerFiles = entries.filter(({ file }) => file.startsWith('brokers/'))

/** What the collection says of these columns is not what a price may be: its zeros stand for "unknown". */
const isPositive = (min: string): boolean => Number(min) > 0

describe.skipIf(!isHere)('the collection', () => {
  test.each(priceFiles.map((entry) => [entry.file, entry] as const))('%s', (file, { expected }) => {
    const name = file.split('/').at(-1) ?? ''
    const found = readHistory({ name, bytes: readFileSync(data + file) })
    expect(found.kind).toBe('history')
    if (found.kind === 'refused') return
    expect(found.content).toBe(expected.kind.startsWith('returns') ? 'returns' : 'prices')
    if (found.content === 'returns') expect(expected.kind).toContain(found.unit)
    const scale = found.unit === 'percent' ? 100 : 1
    for (const [column, facts] of Object.entries(expected.series ?? {})) {
      const series = found.series.find((each) => each.symbol === column || each.column === column)
      const isAside = found.asides.some((aside) => aside.column === column)
      expect(series !== undefined || isAside || found.layout === 'single').toBe(true)
      if (!series || (found.content === 'prices' && !isPositive(facts.min))) continue
      expect([series.days[0], series.days.at(-1)]).toEqual([facts.first[0], facts.last[0]])
      expect(series.days).toHaveLength(facts.values)
      expect((series.values[0] ?? 0) * scale).toBeCloseTo(Number(facts.first[1]), 9)
      expect((series.values.at(-1) ?? 0) * scale).toBeCloseTo(Number(facts.last[1]), 9)
    }
  })

  test('the split that nobody adjusted for is the only thing flagged in its file', () => {
    const name = 'prices/portfolio_performance_samples/hist-prices-Amazon.csv'
    const found = readHistory({ name: 'Amazon.csv', bytes: readFileSync(data + name) })
    expect(found.kind === 'history' && found.flags).toMatchObject([
      { kind: 'split', day: '2022-06-06', line: 438, text: '2447 → 124.79' },
    ])
  })

  test('files of brokers are no histories', () => {
    const wrong = brokerFiles.filter(({ file }) => {
      const found = readHistory({ name: file, bytes: readFileSync(data + file) })
      return found.kind !== 'refused'
    })
    expect(wrong.map(({ file }) => file)).toEqual([])
  })
})
