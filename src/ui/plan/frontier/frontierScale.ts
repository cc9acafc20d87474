/** The frontier in pixels: its line, the lines of its scale, and labels that stand clear of one another. */
import type { FrontierDot, FrontierFlag } from './frontierSeries.ts'

export interface FrontierBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface FrontierScale {
  readonly x: (gone: number) => number
  readonly y: (expense: number) => number
}

/** Room above the dearest point, so that its mark is not cut off. */
const headroom = 1.06

export function scaleOf(box: FrontierBox, top: number): FrontierScale {
  const most = top * headroom
  return {
    x: (gone) => box.left + gone * box.width,
    y: (expense) => box.top + box.height - (most === 0 ? 0 : (expense / most) * box.height),
  }
}

/** The line through the dots, as the text of an SVG path. */
export function linePathOf(dots: readonly FrontierDot[], scale: FrontierScale): string {
  return dots
    .map((dot, at) => {
      const [x, y] = [scale.x(dot.gone).toFixed(1), scale.y(dot.expense).toFixed(1)]
      return `${at === 0 ? 'M' : 'L'}${x} ${y}`
    })
    .join('')
}

/** Up to four round amounts above zero and not above the top: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf(top: number): readonly number[] {
  if (top <= 0) return []
  const power = 10 ** Math.floor(Math.log10(top))
  const step = [0.5, 1, 2, 5].map((each) => each * power).find((each) => top / each < 5) ?? power
  return Array.from({ length: Math.floor(top / step + 1e-9) }, (_, at) => (at + 1) * step)
}

export interface FlagLabel {
  readonly flag: FrontierFlag
  /** The middle of the label. */
  readonly x: number
  readonly line: number
}

/** What a letter of the small size takes on average, and what stands between two labels, in pixels. */
const letterWidth = 6.4
const gap = 10

/** Labels from left to right above their marks, pushed apart; those that find no room go to a second line. */
export function labelsOf(
  flags: readonly FrontierFlag[],
  scale: FrontierScale,
  width: number,
): readonly FlagLabel[] {
  const ends = [-gap, -gap]
  return flags.map((flag) => {
    const half = (flag.name.length * letterWidth) / 2
    const wanted = Math.min(Math.max(scale.x(flag.gone), half), Math.max(half, width - half))
    const line = ends.findIndex((end) => wanted - half >= end + gap)
    const free = line === -1 ? ends.indexOf(Math.min(...ends)) : line
    const x = Math.max(wanted, (ends[free] ?? 0) + gap + half)
    ends[free] = x + half
    return { flag, x, line: free }
  })
}
