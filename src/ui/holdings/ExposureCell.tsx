/** The class of an instrument, the classes behind a fund, or that it waits to be given one. */
import type { ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { leafClasses } from '../../domain/target.ts'
import { percentAsWritten } from '../format.ts'
import { classColour, className } from '../look/classColour.ts'
import { ClassMark } from '../parts/ClassMark.tsx'

interface ExposureCellProps {
  readonly document: Portfolio
  readonly instrument: Instrument
}

export function ExposureCell({ document, instrument }: ExposureCellProps): ReactElement {
  if (instrument.exclude) return <span className="soft">Set aside</span>
  const leaves = leafClasses(document)
  const shares = Object.entries(instrument.exposure ?? { [instrument.id]: '1' })
  if (shares.some(([name]) => !leaves.has(name))) return <span className="waits">Waits for a class</span>
  const [first, ...others] = shares
  if (first !== undefined && others.length === 0) return <ClassMark document={document} name={first[0]} />
  const words = shares
    .map(([name, share]) => `${percentAsWritten(share)} ${className(document, name)}`)
    .join(', ')
  return (
    <span className="class-mark" title={words}>
      {shares.map(([name]) => (
        <span
          key={name}
          className="swatch"
          aria-hidden="true"
          style={{ background: classColour(document, name) }}
        />
      ))}
      <span className="class-name">{words}</span>
    </span>
  )
}
