/** One class within its band: the band as a band, its target as a tick, where it is and where the plan leads. */
import type { ReactElement } from 'react'
import { percentOfAxis, type DriftMark, type Standing } from './driftSeries.ts'

interface DriftBarProps {
  readonly mark: DriftMark
  /** How far the axis reaches to either side, in half-widths of the band. */
  readonly reach: number
}

const height = 20
const middle = height / 2

/** A picture of numbers that stand beside it in the row; the row says them to those who cannot see it. */
export function DriftBar({ mark, reach }: DriftBarProps): ReactElement {
  const at = (place: number): string => `${percentOfAxis(place, reach)}%`
  const width = `${percentOfAxis(1, reach) - percentOfAxis(-1, reach)}%`
  const { beforeAt, afterAt } = mark
  return (
    <svg className="drift-bar" width="100%" height={height} aria-hidden="true">
      <line className="drift-axis" x1="0" x2="100%" y1={middle} y2={middle} />
      {beforeAt !== null && (
        <>
          <rect className="drift-band" x={at(-1)} width={width} y="3" height={height - 6} />
          <line className="drift-target" x1="50%" x2="50%" y1="1" y2={height - 1} />
        </>
      )}
      {beforeAt !== null && afterAt !== null && (
        <line className="drift-way" x1={at(beforeAt)} x2={at(afterAt)} y1={middle} y2={middle} />
      )}
      {beforeAt !== null && <Before place={beforeAt} reach={reach} standing={mark.standing} />}
      {afterAt !== null && <circle className="drift-after" cx={at(afterAt)} cy={middle} r="3.5" />}
    </svg>
  )
}

interface BeforeProps {
  readonly place: number
  readonly reach: number
  readonly standing: Standing
}

/** A ring inside the band, a filled mark outside it; beyond the axis's end an arrowhead points on. */
function Before({ place, reach, standing }: BeforeProps): ReactElement {
  const x = `${percentOfAxis(place, reach)}%`
  const beyond = Math.abs(place) > reach
  if (!beyond) return <circle className={`drift-before drift-${standing}`} cx={x} cy={middle} r="4.5" />
  const arrow = place > 0 ? 'M-7-5 1 0-7 5Z' : 'M7-5-1 0 7 5Z'
  return (
    <svg x={x} y={middle} overflow="visible">
      <path className={`drift-before drift-${standing}`} d={arrow} />
    </svg>
  )
}
