/** The classes behind an instrument and their shares, which sum to 100 %. */
import type { ReactElement } from 'react'
import { decimalOf, sumOf, textOf, type Decimal, one } from '../../domain/decimal.ts'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { leafClasses } from '../../domain/target.ts'
import { edit } from '../../state/portfolio.ts'
import { percent } from '../format.ts'
import { className } from '../look/classColour.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { withInstrument } from './changes/instruments.ts'
import { PercentField } from './fields.tsx'

interface ExposureEditorProps {
  readonly document: Portfolio
  readonly instrument: Instrument
}

type Exposure = Readonly<Record<string, string>>

export function ExposureEditor({ document, instrument }: ExposureEditorProps): ReactElement {
  const exposure: Exposure = instrument.exposure ?? {}
  const entries = Object.entries(exposure)
  const path = `instruments/${document.instruments.indexOf(instrument)}`
  const left = one.minus(sumOf(entries.map(([, share]) => decimalOf(share))))
  const set = (change: (now: Exposure) => Exposure): void =>
    edit(`Classes of ${instrument.id}`, (now) => withExposure(now, instrument.id, change))
  const free = classesOf(document).filter((name) => !Object.hasOwn(exposure, name))
  return (
    <fieldset className="stack exposure" data-path={path}>
      <legend className="field-label">Classes</legend>
      {entries.map(([name]) => (
        <div key={name} className="exposure-row">
          <span>{className(document, name)}</span>
          <PercentField
            path={`${path}/exposure/${name}`}
            label={`Share of ${className(document, name)}`}
            hideLabel
            step={`Classes of ${instrument.id}`}
            value={exposure[name] ?? '0'}
            change={(now, share) => withExposure(now, instrument.id, (old) => ({ ...old, [name]: share }))}
          />
          <IconButton
            small
            icon="close"
            label={`Remove ${className(document, name)}`}
            onClick={() => set((now) => withoutClass(now, name))}
          />
        </div>
      ))}
      <div className="cluster" data-path={`${path}/exposure`}>
        <select
          className="select exposure-add"
          aria-label="Add a class"
          value=""
          onChange={(event) => {
            const name = event.target.value
            if (name !== '') set((now) => ({ ...now, [name]: textOf(positive(left)) }))
          }}
        >
          <option value="">Add a class…</option>
          {free.map((name) => (
            <option key={name} value={name}>
              {className(document, name)}
            </option>
          ))}
        </select>
        <Remaining
          left={left}
          entries={entries}
          onRest={(name) => set((now) => withRest(now, name, left))}
          document={document}
        />
      </div>
    </fieldset>
  )
}

interface RemainingProps {
  readonly left: Decimal
  readonly entries: readonly (readonly [string, string])[]
  readonly document: Portfolio
  readonly onRest: (name: string) => void
}

/** What is missing to 100 %, or too much, and the button that puts it right. */
function Remaining({ left, entries, document, onRest }: RemainingProps): ReactElement | null {
  const [last] = entries.at(-1) ?? []
  if (entries.length === 0) return <span className="bad">No class yet: choose one.</span>
  if (left.isZero() || last === undefined) return <span className="soft">100 %</span>
  return (
    <>
      <output className="bad">
        {percent(left.abs(), 2)} {left.isPositive() ? 'are left' : 'too much'}
      </output>
      <Button small onClick={() => onRest(last)}>
        Put it right in {className(document, last)}
      </Button>
    </>
  )
}

function withExposure(document: Portfolio, id: string, change: (exposure: Exposure) => Exposure): Portfolio {
  return withInstrument(document, id, (each) => {
    const exposure = change(each.exposure ?? {})
    return { ...each, exposure: Object.keys(exposure).length === 0 ? null : exposure }
  })
}

function withRest(exposure: Exposure, name: string, left: Decimal): Exposure {
  return { ...exposure, [name]: textOf(positive(decimalOf(exposure[name] ?? '0').plus(left))) }
}

function withoutClass(exposure: Exposure, name: string): Exposure {
  return Object.fromEntries(Object.entries(exposure).filter(([each]) => each !== name))
}

function positive(value: Decimal): Decimal {
  return value.isNegative() ? value.minus(value) : value
}

function classesOf(document: Portfolio): string[] {
  const leaves = leafClasses(document)
  const listed = document.targets.map((target) => target.class).filter((name) => leaves.has(name))
  return listed.includes('cash') ? listed : [...listed, 'cash']
}
