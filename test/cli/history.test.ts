/** `keel history`: what it prints of price files, its exit codes and its one line of complaint. */
import { expect, test } from 'vitest'
import { main } from '../../src/cli/keel.ts'

const files: Readonly<Record<string, string>> = {
  'A.csv': 'Date,Close\n2024-01-02,100\n2024-01-03,101\n2024-01-04,99\n2024-01-05,102\n2024-01-08,103.02\n',
  'B.csv': 'Date;Kurs\n02.01.2024;50,0\n03.01.2024;50,5\n04.01.2024;0\n05.01.2024;51,0\n08.01.2024;52,5\n',
  'late.csv': 'Date,Close\n2025-01-02,100\n2025-01-03,101\n',
  'trades.csv': 'Date,Action,Symbol,Quantity,Price\n2024-01-02,Buy,A,1,100\n',
  'empty.csv': '',
}

interface Printed {
  readonly files: readonly { readonly flags?: readonly unknown[]; readonly because?: string }[]
  readonly alignment?: { readonly rows: number; readonly symbols: readonly string[] }
  readonly estimates?: { readonly sample: { volatility: number[]; correlation: number[][] } }
  readonly diagnosis?: { readonly portfolio: { readonly growth: number }; readonly power: readonly unknown[] }
}

async function keel(
  ...words: readonly string[]
): Promise<{ code: number; printed: Printed | null; complaint: string }> {
  let [out, complaint] = ['', '']
  const code = await main(words, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (complaint += text) },
    readFile: (path) => {
      const text = files[path]
      if (text === undefined) throw Object.assign(new Error('gone'), { code: 'ENOENT' })
      return new TextEncoder().encode(text)
    },
  })
  return { code, printed: out === '' ? null : (JSON.parse(out) as Printed), complaint }
}

test('series, what was left out, common days and estimates', async () => {
  const { code, printed, complaint } = await keel('history', 'A.csv', 'B.csv')
  expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
  expect(printed?.files[0]).toMatchObject({
    file: 'A.csv',
    series: [{ symbol: 'A', first: '2024-01-02', observations: 5, missing: 0 }],
  })
  expect(printed?.files[1]?.flags).toMatchObject([{ kind: 'not-positive', line: 4, day: '2024-01-04' }])
  expect(printed?.alignment).toMatchObject({ symbols: ['A', 'B'], rows: 3, start: '2024-01-02' })
  const { volatility, correlation } = printed?.estimates?.sample ?? { volatility: [], correlation: [] }
  // Returns of 1 %, of 102/101 - 1 and of 1 %: the second's distance from the others over sqrt 3 is the deviation.
  const byHand = (Math.abs(0.01 - (102 / 101 - 1)) / Math.sqrt(3)) * Math.sqrt(252)
  expect(volatility[0]).toBeCloseTo(byHand, 9)
  expect(correlation.map((row) => row.length)).toEqual([2, 2])
})

test('diagnoses for equal weights, or for those that are given', async () => {
  const growth = async (...words: readonly string[]): Promise<number> => {
    const { printed } = await keel('history', 'A.csv', 'B.csv', ...words)
    expect(printed?.diagnosis?.power).toHaveLength(4)
    return printed?.diagnosis?.portfolio.growth ?? NaN
  }
  expect(await growth()).toBe(await growth('--weights', '0.5,0.5'))
  expect(await growth('--weights', '1,0')).toBeCloseTo((103.02 / 100) ** 84 - 1, 9)
  expect(await growth('--weights', '3,1')).toBe(await growth('--weights', '0.75,0.25'))
})

test.each(['1', '3,-1', '1,2,3', 'a,b', '0,0'])('weights %s are refused', async (weights) => {
  const { code, printed, complaint } = await keel('history', 'A.csv', 'B.csv', '--weights', weights)
  expect({ code, printed }).toEqual({ code: 2, printed: null })
  expect(complaint).toContain('each of A, B')
})

test('prices for an experiment begin at 1 and grow by what the common days say', async () => {
  const { code, printed } = await keel('history', '--prices', 'A.csv', 'B.csv')
  expect({ code, printed }).toEqual({
    code: 0,
    printed: {
      dates: ['2024-01-02', '2024-01-03', '2024-01-05', '2024-01-08'],
      classes: [
        ['1', '1.01', '1.02', '1.0302'],
        ['1', '1.01', '1.02', '1.05'],
      ],
    },
  })
})

test('the same files print the same', async () => {
  expect(await keel('history', 'A.csv', 'B.csv')).toEqual(await keel('history', 'A.csv', 'B.csv'))
})

test('a file that is no history is said, printed and refused', async () => {
  const { code, printed, complaint } = await keel('history', 'A.csv', 'trades.csv')
  expect(code).toBe(1)
  expect(complaint).toBe('keel: trades.csv: These are trades or holdings, not a history of prices.\n')
  expect(printed?.files[1]?.because).toBe('transactions')
  expect(printed?.alignment?.symbols).toEqual(['A'])
})

test('no days in common, the same symbol twice', async () => {
  expect(await keel('history', 'A.csv', 'late.csv')).toMatchObject({
    code: 1,
    printed: { refused: { because: 'no-overlap' } },
  })
  expect(await keel('history', 'A.csv', 'A.csv')).toMatchObject({
    code: 1,
    printed: { refused: { because: 'symbol-twice' } },
  })
})

test('bad use and unreadable files end with 2', async () => {
  expect(await keel('history')).toMatchObject({ code: 2, printed: null })
  expect(await keel('history', 'A.csv', '--weights')).toMatchObject({ code: 2, printed: null })
  expect(await keel('history', '--csv', 'A.csv')).toMatchObject({ code: 2, printed: null })
  expect(await keel('history', 'nowhere.csv')).toMatchObject({ code: 2, printed: null })
  expect(await keel('history', 'empty.csv')).toMatchObject({
    code: 2,
    complaint: 'keel: empty.csv: This file is empty.\n',
  })
})
