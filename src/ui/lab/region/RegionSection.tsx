/** Where today's portfolio stands in the region in which no band asks for a trade; without simulation. */
import { useMemo, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { className } from '../../look/classColour.ts'
import { SelectField } from '../../parts/Choice.tsx'
import { Figure } from '../../plan/Figure.tsx'
import { driftNow } from '../../standing.ts'
import { Handouts } from '../Handouts.tsx'
import { RegionPicture, regionHeight } from './RegionPicture.tsx'
import { regionClasses, regionLines, regionOf, type RegionClass } from './regionSeries.ts'
import { RegionTable } from './RegionTable.tsx'
import { regionWords } from './regionWords.ts'

export function RegionSection({ document }: { readonly document: Portfolio }): ReactElement | null {
  const classes = useMemo(() => regionClasses(document, driftNow(document)), [document])
  const [chosen, choose] = useState<readonly [string | null, string | null]>([null, null])
  const [across, up] = pairOf(classes, chosen)
  if (across === undefined || up === undefined) return null
  const series = regionOf(classes, across, up)
  const nameOf = (each: RegionClass): string => className(document, each.class)
  const words = regionWords(document, series, classes)
  return (
    <section className="lab-part lab-regions" aria-labelledby="lab-region-heading">
      <h2 id="lab-region-heading">Where no band asks for a trade</h2>
      {classes.length > 2 && (
        <div className="lab-bar">
          <ClassField
            label="Across"
            nameOf={nameOf}
            classes={classes.filter((each) => each !== up)}
            value={across}
            onChoose={(name) => choose([name, up.class])}
          />
          <ClassField
            label="Up"
            nameOf={nameOf}
            classes={classes.filter((each) => each !== across)}
            value={up}
            onChoose={(name) => choose([across.class, name])}
          />
        </div>
      )}
      <p className="prose">{words}</p>
      <Figure
        title={
          series.isLine ? `Weight of ${nameOf(across)}` : `Weights of ${nameOf(across)} and ${nameOf(up)}`
        }
        summary={words}
        height={regionHeight(series)}
        note={<Handouts name={`${document.name || 'portfolio'} region`} lines={() => regionLines(classes)} />}
        renderPicture={(width) => (
          <RegionPicture series={series} width={width} acrossName={nameOf(across)} upName={nameOf(up)} />
        )}
        table={<RegionTable document={document} classes={classes} />}
      />
      <p className="field-hint prose">
        Filled: no trade. The line inside it: where trades end. Dashed: the bands that trading costs suggest.
        The cross: the target.
      </p>
    </section>
  )
}

/** The classes chosen, else the two that are nearest to their bands' edges. */
function pairOf(
  classes: readonly RegionClass[],
  [across, up]: readonly [string | null, string | null],
): readonly [RegionClass | undefined, RegionClass | undefined] {
  const first = classes.find((each) => each.class === across) ?? classes.find((each) => each.class !== up)
  const others = classes.filter((each) => each !== first)
  return [first, others.find((each) => each.class === up) ?? others[0]]
}

interface ClassFieldProps {
  readonly label: string
  readonly classes: readonly RegionClass[]
  readonly value: RegionClass
  readonly nameOf: (each: RegionClass) => string
  readonly onChoose: (name: string) => void
}

function ClassField({ label, classes, value, nameOf, onChoose }: ClassFieldProps): ReactElement {
  return (
    <SelectField
      label={label}
      value={value.class}
      options={classes.map((each) => ({ value: each.class, label: nameOf(each) }))}
      onChoose={onChoose}
    />
  )
}
