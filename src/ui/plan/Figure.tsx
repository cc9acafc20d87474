/** A picture with the table that stands behind it: the same rows, one or the other in the same place. */
import { Component, Suspense, useId, useState, type ReactElement, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { useInView } from './useInView.ts'
import { useWidth } from './useWidth.ts'

interface FigureProps {
  readonly title: string
  /** The picture in one sentence, for those who cannot see it. */
  readonly summary: string
  /** How high the picture will be, so that nothing moves when it comes. */
  readonly height: number
  readonly renderPicture: (width: number) => ReactNode
  readonly table: ReactNode
  readonly note?: ReactNode
}

const usualWidth = 560

export function Figure({ title, summary, height, renderPicture, table, note }: FigureProps): ReactElement {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  const [place, width] = useWidth<HTMLDivElement>(usualWidth)
  const inView = useInView(place)
  return (
    <figure className="figure" aria-labelledby={id}>
      <figcaption className="figure-head">
        <h3 id={id}>{title}</h3>
        {note}
        <Button small look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Picture' : 'Table'}
        </Button>
      </figcaption>
      <p className="unseen">{summary}</p>
      <div ref={place} className="figure-body" style={{ minHeight: asTable ? undefined : height }}>
        {asTable ? (
          table
        ) : (
          <Otherwise table={table}>
            <Suspense fallback={null}>{inView && renderPicture(width)}</Suspense>
          </Otherwise>
        )}
      </div>
    </figure>
  )
}

interface OtherwiseProps {
  readonly table: ReactNode
  readonly children: ReactNode
}

/** A picture that cannot be drawn, or not be loaded while offline, gives way to its table. */
class Otherwise extends Component<OtherwiseProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.table : this.props.children
  }
}
