/** Sales as people copy them: from a broker's list of realised gains, and from this page's own table. */
import { expect, test } from 'vitest'
import { priceProblemSentence } from '../../src/domain/importWords.ts'
import { readSales } from '../../src/files/saleTable.ts'

const expected = [
  {
    account: null,
    symbol: 'VXUS',
    quantity: '5',
    acquired: '2025-01-10',
    sold: '2026-11-02',
    gain: '-40',
  },
  { account: null, symbol: 'VTI', quantity: '2.5', acquired: null, sold: '2026-03-04', gain: '1210.5' },
]

test.each([
  [
    'a stated gain',
    'Symbol,Quantity,Date Acquired,Date Sold,Proceeds,Cost Basis,Gain/Loss\nVXUS,5,01/10/2025,11/02/2026,$300.00,$340.00,($40.00)\nVTI,2.5,Various,03/04/2026,"$2,000.00",$789.50,"$1,210.50"\nTotal,,,,,,"$1,170.50"',
  ],
  [
    'a gain that follows from proceeds and cost',
    'Closed Date\tOpened Date\tSymbol\tQty\tProceeds\tCost Basis\n2026-11-02\t2025-01-10\tVXUS\t-5\t300.00\t340.00\n2026-03-04\t--\tVTI\t-2.5\t2000\t789.50',
  ],
])('%s', (_, text) => {
  const { sales, problems } = readSales(text)
  expect(problems).toEqual([])
  expect(sales).toEqual(expected.map((each, at) => ({ ...each, line: at + 2 })))
})

test('without a header the cells stand as this page copies them', () => {
  const { sales } = readSales('Brokerage\tVXUS\t5\t2025-01-10\t2026-11-02\t-40.00')
  expect(sales).toEqual([{ ...expected[0], line: 1, account: 'Brokerage' }])
})

test('what cannot be read is named by row and column', () => {
  const rows = [
    'VTI,x,,2026-01-02,1',
    'VTI,1,,soon,1',
    'VTI,1,later,2026-01-02,1',
    'VTI,1,,2026-01-02,',
    ',1,,2026-01-02,1',
  ]
  const { problems } = readSales(['Symbol,Quantity,Acquired,Sold,Gain', ...rows].join('\n'))
  expect(problems.map(priceProblemSentence)).toEqual([
    'Row 2, column 2: “x” is not a number.',
    'Row 3, column 4: “soon” is not a day.',
    'Row 4, column 3: “later” is not a day.',
    'Row 5, column 5: this row has no gain.',
    'Row 6, column 1: this row has no symbol.',
  ])
})
