/** What all charts of the plan share: lying bars from a common zero, names to the left, values at the ends. */
import type { ReactElement } from 'react'
import { Tooltip, YAxis } from 'recharts'

/** Room for the names, and for the values behind the bars, in pixels; names give way where the chart is narrow. */
export function nameWidth(width: number): number {
  return width < 480 ? 96 : 140
}

export const valueRoom = 76
export const margin = { top: 4, right: valueRoom, bottom: 4, left: 0 } as const

/** Where the bars may be drawn: from behind the names to the room for values. */
export function plotOf(width: number, room: number): { readonly left: number; readonly width: number } {
  const left = nameWidth(width)
  return { left, width: Math.max(1, width - left - room) }
}

/** The names of the bars. */
export function NameAxis({ width }: { readonly width: number }): ReactElement {
  return (
    <YAxis
      type="category"
      dataKey="name"
      width={nameWidth(width)}
      interval={0}
      tickLine={false}
      axisLine={false}
      tick={{ className: 'chart-name' }}
    />
  )
}

/** Every bar carries what it says when the pointer or the arrow keys reach it. */
export interface Readable {
  readonly words: string
}

interface BoxProps {
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: Readable }[]
}

/** Recharts hands the properties of the bar to the element that it is given. */
function ReadingBox({ active = false, payload }: BoxProps): ReactElement | null {
  const words = payload?.[0]?.payload?.words
  return active && words !== undefined ? <p className="tooltip">{words}</p> : null
}

const box = <ReadingBox />

/** What the pointer or the arrow keys read. */
export function Reading(): ReactElement {
  return <Tooltip cursor={{ className: 'chart-cursor' }} isAnimationActive={false} content={box} />
}
