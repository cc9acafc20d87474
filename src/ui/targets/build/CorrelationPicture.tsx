/** Volatilities and correlations as a heat map with its numbers: a grid to be read and copied, its colour says how strong and which way. */
import { useMemo, type ReactElement } from 'react'
import { Decimal, decimalOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { ClassErrors } from '../../../domain/historyStudy.ts'
import type { RiskFigures } from '../../../domain/targetBuild.ts'
import { textOfCells } from '../../../state/tables.ts'
import { fixed, percentFigures } from '../../format.ts'
import { className } from '../../look/classColour.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'
import type { Column } from '../../parts/grid/column.ts'
import { Grid } from '../../parts/grid/Grid.tsx'
import { strengthOf } from '../../risk/riskForm.ts'
import '../../risk/risk.css'

interface CorrelationPictureProps {
  readonly document: Portfolio
  readonly figures: RiskFigures
  /** One standard error each, in the order of the figures; null where none are known. */
  readonly errors: ClassErrors | null
}

/** A class by its place in the figures. */
interface Place {
  readonly at: number
  readonly class: string
}

export function CorrelationPicture(props: CorrelationPictureProps): ReactElement {
  const { figures } = props
  const rows = useMemo(() => figures.classes.map((name, at) => ({ at, class: name })), [figures])
  return (
    <div className="build-heat">
      <Grid
        label="Volatilities and correlations known"
        columns={columnsOf(props)}
        rows={rows}
        keyOf={(row) => row.class}
        check={nothing}
        write={nothing}
        clear={nothing}
        paste={nothing}
        copyText={textOfCells}
      />
    </div>
  )
}

/** It is only read. */
function nothing(): null {
  return null
}

function columnsOf(props: CorrelationPictureProps): readonly Column<Place>[] {
  const { document, figures, errors } = props
  const { classes, volatility } = figures
  const name: Column<Place> = {
    id: 'class',
    title: 'Class',
    width: 104,
    grow: 1,
    text: (row) => className(document, row.class),
    show: (row) => <ClassMark document={document} name={row.class} />,
    editing: nothing,
  }
  const swing: Column<Place> = {
    id: 'volatility',
    title: 'Volatility',
    unit: '%',
    width: errors === null ? 84 : 96,
    figures: true,
    text: (row) => percentFigures(volatility[row.at] ?? '0'),
    show: (row) => (
      <>
        {percentFigures(volatility[row.at] ?? '0')}
        <Spread value={errors?.volatility[row.at]} times={100} places={1} />
      </>
    ),
    editing: nothing,
  }
  return [name, swing, ...classes.map((other, at) => pairsWith(props, other, at))]
}

function pairsWith(
  { document, figures, errors }: CorrelationPictureProps,
  other: string,
  column: number,
): Column<Place> {
  const value = (row: Place): string => figures.correlation[row.at]?.[column] ?? '0'
  return {
    id: `correlation ${other}`,
    title: className(document, other),
    width: errors === null ? 68 : 88,
    figures: true,
    text: (row) => fixed(value(row), 2),
    show: (row) => (
      <Correlation
        value={value(row)}
        isOwn={row.at === column}
        error={row.at === column ? undefined : errors?.correlation[row.at]?.[column]}
      />
    ),
    editing: nothing,
  }
}

/** The strongest colour still leaves the figures readable. */
const mostColour = 42

interface CorrelationProps {
  readonly value: string
  /** A class with itself. */
  readonly isOwn: boolean
  readonly error: number | undefined
}

function Correlation({ value, isOwn, error }: CorrelationProps): ReactElement {
  if (isOwn) return <span className="correlation correlation-own">1</span>
  const colour = decimalOf(value).isNegative() ? 'var(--class-3)' : 'var(--class-7)'
  const share = Math.round(strengthOf(value) * mostColour)
  return (
    <span
      className="correlation"
      style={{ background: `color-mix(in srgb, ${colour} ${share}%, transparent)` }}
    >
      {fixed(value, 2)}
      <Spread value={error} times={1} places={2} />
    </span>
  )
}

interface SpreadProps {
  readonly value: number | undefined
  readonly times: number
  readonly places: number
}

/** One standard error, quietly behind its figure. */
function Spread({ value, times, places }: SpreadProps): ReactElement | null {
  if (value === undefined) return null
  return <span className="build-spread">±{fixed(new Decimal(value * times), places)}</span>
}
