/** What a printed report of a plan holds: its parts as facts and tables of text, in the order in which they are read. */
import { certificateSentences } from '../../../domain/certificateWords.ts'
import { sumOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import { driftOf } from '../../../domain/drift.ts'
import type { Plan } from '../../../domain/plan.ts'
import {
  namesOf,
  sentenceOfCertificate,
  sentenceOfSkip,
  sentencesOfFired,
} from '../../../domain/planWords.ts'
import { sentenceOf, sentenceOfNote } from '../../../domain/words.ts'
import { amount, money, percent, percentFigures, plain, points, signed } from '../../format.ts'
import { statusSentence } from '../../shell/statusSentence.ts'
import { driftSeriesOf, type DriftMark } from '../driftSeries.ts'
import { conversionCost, costKinds, tradeRowsOf, type TradeRow } from '../planRows.ts'
import { taxedSells, yearSentences } from '../tax/taxRows.ts'
import { assumptionsOf } from './assumptions.ts'

export interface ReportColumn {
  readonly name: string
  /** Figures stand to the right. */
  readonly isFigure?: boolean
}

export type ReportPart =
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly ReportFact[] }
  | { readonly kind: 'sentences'; readonly title: string; readonly sentences: readonly string[] }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly columns: readonly ReportColumn[]
      readonly rows: readonly (readonly string[])[]
    }

export interface ReportFact {
  readonly name: string
  readonly text: string
}

/** Every part that has something to say. `document` is what the plan answers. */
export function reportParts(plan: Plan, document: Portfolio): readonly ReportPart[] {
  const rows = tradeRowsOf(plan, document)
  const marks = driftSeriesOf(driftOf(document), plan)
  return [
    summary(plan, document),
    problems(plan),
    trades(rows, document),
    leftOut(plan, document),
    drift(marks),
    costs(plan, rows, document),
    ...taxes(plan, document),
    cash(plan, document),
    { kind: 'facts', title: 'Assumptions', facts: assumptionsOf(document) } as const,
    proven(plan, document),
  ].filter(saysSomething)
}

function saysSomething(part: ReportPart): boolean {
  if (part.kind === 'facts') return part.facts.length > 0
  return part.kind === 'table' ? part.rows.length > 0 : part.sentences.length > 0
}

function summary(plan: Plan, document: Portfolio): ReportPart {
  const { totals } = plan
  const inBase = (text: string): string => money(text, document.baseCurrency)
  const { lead, rest } = statusSentence(plan, document)
  const facts = [{ name: 'What is to be done', text: `${lead} ${rest}`.trim() }]
  if (plan.fired.length > 0)
    facts.push({ name: 'Why now', text: sentencesOfFired(plan.fired, namesOf(document)) })
  if (totals !== null) {
    facts.push(
      {
        name: 'Value before and after',
        text: `${inBase(totals.valueBefore)} and ${inBase(totals.valueAfter)}`,
      },
      { name: 'Turnover, one way', text: percent(totals.turnover, 2) },
      { name: 'Cost', text: inBase(totals.cost) },
      { name: 'Largest drift after', text: points(totals.maxDriftAfter, 2) },
    )
    if (document.tax !== null) facts.push({ name: 'Tax that it adds', text: inBase(totals.tax) })
    if (totals.trackingErrorBefore !== null)
      facts.push({
        name: 'Tracking error before and after',
        text: [totals.trackingErrorBefore, totals.trackingErrorAfter ?? '']
          .filter((each) => each !== '')
          .map((each) => percent(each, 2))
          .join(' and '),
      })
  }
  return { kind: 'facts', title: 'Summary', facts }
}

function problems(plan: Plan): ReportPart {
  return { kind: 'sentences', title: 'What stands in the way', sentences: plan.problems.map(sentenceOf) }
}

function trades(rows: readonly TradeRow[], { baseCurrency }: Portfolio): ReportPart {
  return {
    kind: 'table',
    title: 'Trades, in the order in which to place them',
    columns: [
      { name: 'Account' },
      { name: 'Side' },
      { name: 'Symbol' },
      { name: 'Quantity', isFigure: true },
      { name: 'Price', isFigure: true },
      { name: 'Value', isFigure: true },
      { name: `Cost, ${baseCurrency}`, isFigure: true },
      { name: 'Why' },
    ],
    rows: rows.map((row) => [
      row.accountName,
      row.side === 'buy' ? 'Buy' : 'Sell',
      row.instrumentName === '' ? row.instrument : `${row.instrument} (${row.instrumentName})`,
      plain(row.quantity),
      plain(row.price, 2),
      money(row.value, row.currency),
      amount(row.baseCost, baseCurrency),
      row.reason,
    ]),
  }
}

function leftOut(plan: Plan, document: Portfolio): ReportPart {
  const { account } = namesOf(document)
  return {
    kind: 'table',
    title: 'Left out, and why',
    columns: [{ name: 'Account' }, { name: 'Order' }, { name: 'Why' }],
    rows: plan.skipped.map((each) => [
      account(each.account),
      `${each.side === 'buy' ? 'Buy' : 'Sell'} ${each.instrument} for ${money(each.value, document.baseCurrency)}`,
      sentenceOfSkip(each),
    ]),
  }
}

/** How a weight stands to its band is a word here, as there is no colour on paper. */
const standings = { over: 'above', under: 'below', inside: '' } as const

function drift(marks: readonly DriftMark[]): ReportPart {
  return {
    kind: 'table',
    title: 'Drift, in percent of the total',
    columns: [
      { name: 'Class' },
      { name: 'Target', isFigure: true },
      { name: 'Band', isFigure: true },
      { name: 'Now', isFigure: true },
      { name: 'Drift', isFigure: true },
      { name: 'Outside' },
      { name: 'After', isFigure: true },
    ],
    rows: marks.map((mark) => [
      mark.name,
      percentFigures(mark.target, 2),
      `${percentFigures(mark.low, 2)} – ${percentFigures(mark.high, 2)}`,
      percentFigures(mark.weight, 2),
      signed(percentFigures(mark.drift, 2)),
      standings[mark.standing],
      mark.after === null ? '–' : percentFigures(mark.after, 2),
    ]),
  }
}

const costNames = {
  commission: 'Commission',
  spread: 'Half spread',
  impact: 'Impact',
  gas: 'Gas',
} as const

function costs(plan: Plan, rows: readonly TradeRow[], { baseCurrency }: Portfolio): ReportPart {
  const parts = costKinds.map(
    (kind) => [costNames[kind], sumOf(rows.map((row) => row.baseCosts[kind]))] as const,
  )
  const all = [...parts, ['Exchanging currencies', conversionCost(plan)] as const]
  return {
    kind: 'table',
    title: 'Costs',
    columns: [{ name: 'Kind' }, { name: baseCurrency, isFigure: true }],
    rows: all.filter(([, sum]) => !sum.isZero()).map(([name, sum]) => [name, amount(sum, baseCurrency)]),
  }
}

function taxes(plan: Plan, document: Portfolio): readonly ReportPart[] {
  if (document.tax === null) return []
  const sells = taxedSells(plan, document)
  return [
    { kind: 'sentences', title: 'Tax', sentences: yearSentences(plan, document) },
    {
      kind: 'table',
      title: 'Lots that are sold',
      columns: [
        { name: 'Account' },
        { name: 'Symbol' },
        { name: 'Acquired' },
        { name: 'Quantity', isFigure: true },
        { name: 'Term' },
        { name: 'Gain', isFigure: true },
        { name: `Tax, ${document.baseCurrency}`, isFigure: true },
      ],
      rows: sells.flatMap(({ account, instrument, currency, lots }) =>
        lots.map((lot) => [
          account,
          instrument,
          lot.acquired ?? 'unknown',
          plain(lot.quantity),
          lot.term ?? '–',
          lot.gain === null ? 'unknown' : money(lot.gain, currency),
          lot.tax === null ? '–' : amount(lot.tax, document.baseCurrency),
        ]),
      ),
    },
  ]
}

function cash(plan: Plan, document: Portfolio): ReportPart {
  const { account } = namesOf(document)
  const names = ['Before', 'Flow', 'Sold', 'Bought', 'Converted', 'Costs', 'After']
  return {
    kind: 'table',
    title: 'Cash: after = before + flow + sold − bought + converted − costs',
    columns: [{ name: 'Account' }, { name: 'Currency' }, ...names.map((name) => ({ name, isFigure: true }))],
    rows: plan.cash.map((line) => [
      account(line.account),
      line.currency,
      ...[line.before, line.flow, line.sold, line.bought, line.converted, line.costs, line.after].map(
        (text) => amount(text, line.currency),
      ),
    ]),
  }
}

function proven(plan: Plan, document: Portfolio): ReportPart {
  const inBase = (text: string): string => money(text, document.baseCurrency)
  const { certificate } = plan
  const certified =
    certificate === null
      ? []
      : 'objective' in certificate
        ? [sentenceOfCertificate(certificate)]
        : certificateSentences(plan, inBase)
  return {
    kind: 'sentences',
    title: 'What is proven, and what to know',
    sentences: [...certified, ...plan.notes.map((note) => sentenceOfNote(note))],
  }
}
