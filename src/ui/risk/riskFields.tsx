/** The columns of the risk grid: a class, its volatility, and its correlation with every other. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { fixed, percentFigures } from '../format.ts'
import { className } from '../look/classColour.ts'
import { ClassMark } from '../parts/ClassMark.tsx'
import { readAs, type Change, type GridField } from '../holdings/field.ts'
import { typedNumber, typedPercent } from '../typed.ts'
import { strengthOf, withCorrelation, withVolatility, type Risk } from './riskForm.ts'

/** A class by its place in the model. */
export interface RiskRow {
  readonly at: number
  readonly class: string
}

type Field = GridField<RiskRow>

export function riskRows(risk: Risk): readonly RiskRow[] {
  return risk.classes.map((name, at) => ({ at, class: name }))
}

/** On a narrow screen the class gives way to the figures. */
export function riskFields(document: Portfolio, risk: Risk, isNarrow = false): readonly Field[] {
  return [
    classField(document, isNarrow ? 104 : 148),
    volatilityField(document, risk),
    ...risk.classes.map((name, column) => correlationField(document, risk, name, column)),
  ]
}

function classField(document: Portfolio, width: number): Field {
  return {
    column: {
      id: 'class',
      title: 'Class',
      width,
      grow: 1,
      text: (row) => className(document, row.class),
      show: (row) => <ClassMark document={document} name={row.class} />,
      editing: () => null,
    },
  }
}

function volatilityField(document: Portfolio, risk: Risk): Field {
  const value = (row: RiskRow): string => risk.volatility[row.at] ?? '0'
  const set = (row: RiskRow, text: string): Change => ({
    name: `Volatility of ${className(document, row.class)}`,
    change: (now) => withVolatility(now, row.at, text),
  })
  return {
    column: {
      id: 'volatility',
      title: 'Volatility',
      unit: '%',
      width: 92,
      figures: true,
      live: true,
      text: (row) => decimalOf(value(row)).times(100).toFixed(),
      show: (row) => (
        <span tabIndex={-1} data-path={`risk/volatility/${row.at}`}>
          {percentFigures(value(row))}
        </span>
      ),
      editing: () => ({ kind: 'type' }),
    },
    read: (row, draft) => readAs(typedPercent(draft, { least: '0', most: '1000' }), (text) => set(row, text)),
  }
}

function correlationField(document: Portfolio, risk: Risk, other: string, column: number): Field {
  const value = (row: RiskRow): string => risk.correlation[row.at]?.[column] ?? '0'
  const set = (row: RiskRow, text: string): Change => ({
    name: `Correlation of ${className(document, row.class)} and ${className(document, other)}`,
    change: (now) => withCorrelation(now, row.at, column, text),
  })
  return {
    column: {
      id: `correlation ${other}`,
      title: className(document, other),
      width: 76,
      figures: true,
      live: true,
      text: value,
      show: (row) => (
        <Correlation
          value={value(row)}
          path={`risk/correlation/${row.at}/${column}`}
          own={row.at === column}
        />
      ),
      editing: (row) => (row.at === column ? null : { kind: 'type' }),
    },
    read: (row, draft) =>
      row.at === column
        ? { ok: true, value: null }
        : readAs(typedNumber(draft, { least: '-1', most: '1' }), (text) => set(row, text)),
    clear: (row) => (row.at === column ? null : set(row, '0')),
  }
}

/** The strongest colour still leaves the figures readable. */
const mostColour = 42

interface CorrelationProps {
  readonly value: string
  readonly path: string
  /** A class with itself. */
  readonly own: boolean
}

/** The colour says how strong and which way; the number says it too. */
function Correlation({ value, path, own }: CorrelationProps): ReactElement {
  const colour = decimalOf(value).isNegative() ? 'var(--class-3)' : 'var(--class-7)'
  const share = Math.round(strengthOf(value) * mostColour)
  return (
    <span
      tabIndex={-1}
      data-path={path}
      className={own ? 'correlation correlation-own' : 'correlation'}
      style={own ? {} : { background: `color-mix(in srgb, ${colour} ${share}%, transparent)` }}
    >
      {own ? '1' : fixed(value, 2)}
    </span>
  )
}
