/** The heatmap drawn: a cell a policy, its figure in it, ties hatched, the best framed and one's own marked; keys move between cells. */
import { useId, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { cellBeside, type Heat, type HeatCell } from './heatSeries.ts'
import { figureText, type Metric } from './labMetrics.ts'
import type { Axis } from './labSettings.ts'
import { rowText, triggerText } from './labWords.ts'

interface HeatmapProps {
  readonly heat: Heat
  readonly metric: Metric
  readonly places: number
  readonly width: number
  readonly label: string
  /** What differs from row to row. */
  readonly axis: Axis
  /** What stands along the triggers. */
  readonly head: string
  /** The cell that is read; where none is, keys begin at the present policy or the best. */
  readonly reading: HeatCell
  readonly onRead: (cell: HeatCell) => void
  readonly onAdopt: (cell: HeatCell) => void
  readonly nameOf: (cell: HeatCell) => string
}

const left = 60
const top = 40
const gap = 2
const mostHeight = 46

export function heatmapHeight(rows: number): number {
  return top + rows * mostHeight
}

export function Heatmap(props: HeatmapProps): ReactElement {
  const { heat, axis, width, label, head, reading } = props
  const hatch = useId()
  const grid = useRef<SVGSVGElement>(null)
  const size = { width: Math.max(1, (width - left) / heat.columns), height: mostHeight }
  const keys = (event: KeyboardEvent): void => {
    const next = cellBeside(heat, reading, event.key)
    if (next !== null) {
      props.onRead(next)
      grid.current?.querySelector<SVGElement>(`[data-cell="${next.at}"]`)?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') props.onAdopt(reading)
    else return
    event.preventDefault()
  }
  const rows = Array.from({ length: heat.rows }, (_, row) => heat.cells.filter((cell) => cell.row === row))
  return (
    <svg
      ref={grid}
      className="heatmap"
      role="grid"
      tabIndex={-1}
      aria-label={label}
      width={width}
      height={heatmapHeight(heat.rows)}
      onKeyDown={keys}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="heat-hatch" x1="0" y1="0" x2="0" y2="6" />
        </pattern>
      </defs>
      <text className="heat-head" x={left} y="12" aria-hidden="true">
        {head}
      </text>
      <ColumnHeads cells={rows[0] ?? []} size={size} />
      {rows.map((cells, row) => (
        <g key={cells[0]?.at} role="row">
          <text
            role="rowheader"
            className="heat-row"
            x={left - 8}
            y={top + (row + 0.5) * size.height}
            dominantBaseline="central"
            textAnchor="end"
          >
            {cells[0] && rowText(axis, cells[0])}
          </text>
          {cells.map((cell) => (
            <Cell key={cell.at} {...props} cell={cell} size={size} hatch={hatch} />
          ))}
        </g>
      ))}
    </svg>
  )
}

interface Size {
  readonly width: number
  readonly height: number
}

function ColumnHeads({
  cells,
  size,
}: {
  readonly cells: readonly HeatCell[]
  readonly size: Size
}): ReactElement {
  return (
    <g role="row">
      {cells.map((cell) => (
        <text
          key={cell.at}
          role="columnheader"
          className="heat-column"
          x={left + (cell.column + 0.5) * size.width}
          y={top - 9}
          textAnchor="middle"
        >
          {triggerText(cell.trigger)}
        </text>
      ))}
    </g>
  )
}

/** The strongest colour still leaves figures readable. */
const mostColour = 62

interface CellProps extends HeatmapProps {
  readonly cell: HeatCell
  readonly size: Size
  readonly hatch: string
}

function Cell({
  cell,
  size,
  hatch,
  reading,
  metric,
  places,
  onRead,
  onAdopt,
  nameOf,
}: CellProps): ReactElement {
  const box = {
    x: left + cell.column * size.width + gap / 2,
    y: top + cell.row * size.height + gap / 2,
    width: Math.max(1, size.width - gap),
    height: size.height - gap,
  }
  const colour = `color-mix(in oklab, var(--lab-good) ${Math.round(cell.strength * mostColour)}%, var(--paper-sunk))`
  return (
    <g
      role="gridcell"
      className={cell.isBest ? 'heat-cell heat-best' : 'heat-cell'}
      tabIndex={cell.at === reading.at ? 0 : -1}
      data-cell={cell.at}
      aria-label={nameOf(cell)}
      onPointerEnter={() => onRead(cell)}
      onFocus={() => onRead(cell)}
      onClick={() => onAdopt(cell)}
    >
      <rect {...box} className="heat-box" style={{ fill: colour }} />
      {cell.isTie && <rect {...box} fill={`url(#${hatch})`} pointerEvents="none" />}
      {cell.isHere && <Here x={box.x} y={box.y} />}
      <text
        className="heat-figure"
        x={box.x + box.width / 2}
        y={box.y + box.height / 2}
        dominantBaseline="central"
        textAnchor="middle"
      >
        {figureText(cell.value.mean * metric.scale, places)}
      </text>
      <rect className="heat-frame" {...box} />
    </g>
  )
}

const corner = 10

/** One's own policy has a full corner. */
function Here({ x, y }: { readonly x: number; readonly y: number }): ReactElement {
  return <path className="heat-here" d={`M${x} ${y}h${corner}l${-corner} ${corner}z`} />
}
