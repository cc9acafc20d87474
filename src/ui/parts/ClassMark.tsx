/** A class's name behind the mark of its colour. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { classColour, className } from '../look/classColour.ts'

export function ClassMark({
  document,
  name,
}: {
  readonly document: Portfolio
  readonly name: string
}): ReactElement {
  return (
    <span className="class-mark">
      <span className="swatch" aria-hidden="true" style={{ background: classColour(document, name) }} />
      <span className="class-name">{className(document, name)}</span>
    </span>
  )
}
