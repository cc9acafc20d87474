/** This year's sales: whose gains count, in which term, without what wash sales disallow, and what netting leaves. */
import { expect, test } from 'vitest'
import { saleCounts, taxYearOf } from '../../src/domain/taxYear.ts'
import { household, lotOf, saleOf } from './taxSample.ts'

const sold = (gain: string, acquired: string | null, day = '2026-06-01', account = 'own') => ({
  ...(saleOf('BND', '1', day, gain) as object),
  account,
  acquired,
})

const amounts = ({ short, long }: { readonly short: unknown; readonly long: unknown }): string[] => [
  String(short),
  String(long),
]

test('only taxable accounts and the plan’s year count, an unknown day as short', () => {
  const document = household({
    realised: [
      sold('10', '2025-06-01'),
      sold('20', '2025-05-31'),
      sold('40', null),
      sold('80', '2020-01-01', '2025-12-31'),
      sold('160', '2020-01-01', '2026-01-01', 'ira'),
    ],
  })
  expect(saleCounts(document).map((each) => (each.kind === 'counts' ? each.term : each.kind))).toEqual([
    'short',
    'long',
    'short',
    'other-year',
    'not-taxed',
  ])
  expect(amounts(taxYearOf(document).sold)).toEqual(['50', '20'])
  expect(taxYearOf({ ...document, tax: null })).toMatchObject({ year: '2026', net: null })
})

test('losses carried forward are netted, and what is left keeps its term', () => {
  const { net } = taxYearOf(
    household({
      realised: [sold('100', '2026-01-01'), sold('-30', '2020-01-01')],
      tax: { shortRate: '0.35', longRate: '0.15', carryForward: { short: '50', long: '40' } },
    }),
  )
  // Short: 100 − 50 = 50; long: −30 − 40 = −70, of which 50 goes against the short gain.
  expect(net === null ? null : [...amounts(net), String(net.tax), ...amounts(net.carryForward)]).toEqual([
    '0',
    '-20',
    '0',
    '0',
    '20',
  ])
})

test('a loss that a purchase washes away counts no more, as far as units were replaced', () => {
  const document = household({
    lots: [lotOf('own', 'ITOT', '3', '2026-11-10')],
    realised: [saleOf('VTI', '6', '2026-11-02', '-60')],
  })
  const year = taxYearOf(document)
  expect(amounts(year.sold)).toEqual(['0', '-60'])
  expect(amounts(year.disallowed)).toEqual(['0', '30'])
  expect(year.net === null ? null : amounts(year.net)).toEqual(['0', '-30'])
})
