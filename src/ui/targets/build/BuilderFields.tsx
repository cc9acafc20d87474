/** Which builder, and the few figures that it alone needs. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { baseBuilders } from '../../../domain/recipe.ts'
import { cashClass } from '../../../domain/target.ts'
import { className } from '../../look/classColour.ts'
import { Check, Segments, SelectField } from '../../parts/Choice.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { classesAtRisk } from '../../risk/riskForm.ts'
import { typedNumber, typedPercent } from '../../typed.ts'
import { meanBuilders, percentText, type BuildForm } from './buildForm.ts'
import { builderOptions, builderWords } from './builderWords.ts'

export interface BuildFieldsProps {
  readonly document: Portfolio
  readonly form: BuildForm
  readonly onForm: (form: BuildForm) => void
}

export function BuilderFields(props: BuildFieldsProps): ReactElement {
  const { form, onForm } = props
  const words = builderWords[form.kind]
  return (
    <div className="build-fields">
      <SelectField
        label="Weights by"
        value={form.kind}
        options={builderOptions(form.withMeans)}
        onChoose={(kind) => onForm({ ...form, kind })}
        hint={words.does}
      />
      <p className="build-formula soft">{words.formula}</p>
      <Own {...props} />
    </div>
  )
}

function Own(props: BuildFieldsProps): ReactElement | null {
  const { form, onForm } = props
  switch (form.kind) {
    case 'hierarchical-risk-parity':
      return (
        <SelectField
          label="Distance between classes"
          value={form.distance}
          options={distances}
          onChoose={(distance) => onForm({ ...form, distance })}
          hint={distanceHints[form.distance]}
        />
      )
    case 'target-volatility':
      return <VolatilityFields {...props} />
    case 'mean-variance':
      return (
        <DraftField
          label="Aversion"
          number
          text={form.aversion}
          parse={(draft) => typedNumber(draft, { positive: true, most: '1000' })}
          onValue={(aversion) => onForm({ ...form, aversion })}
        />
      )
    case 'maximum-sharpe':
      return (
        <DraftField
          label="Riskless rate"
          number
          unit="% a year"
          text={percentText(form.riskFree)}
          parse={(draft) => typedPercent(draft, { least: '-50', most: '100' })}
          onValue={(riskFree) => onForm({ ...form, riskFree })}
        />
      )
    default:
      return null
  }
}

const distances = [
  { value: 'correlation', label: 'By correlation' },
  { value: 'distance-of-distances', label: 'By distances to all others' },
] as const

const distanceHints: Readonly<Record<BuildForm['distance'], string>> = {
  correlation: 'd = √((1 − ρ) / 2)',
  'distance-of-distances': 'The Euclidean distance between two classes’ columns of √((1 − ρ) / 2).',
}

function VolatilityFields({ document, form, onForm }: BuildFieldsProps): ReactElement {
  const remainders = [cashClass, ...classesAtRisk(document)]
  return (
    <>
      <SelectField
        label="Mixed from"
        value={form.of}
        options={baseBuilders.map((kind) => ({ value: kind, label: builderWords[kind].name }))}
        onChoose={(of) => onForm({ ...form, of })}
      />
      <SelectField
        label="Remainder in"
        value={form.remainder}
        options={remainders.map((name) => ({ value: name, label: className(document, name) }))}
        onChoose={(remainder) => onForm({ ...form, remainder })}
      />
      <div className="pair">
        <DraftField
          label="Volatility"
          number
          unit="% a year"
          text={percentText(form.volatility)}
          parse={(draft) => typedPercent(draft, { positive: true, most: '500' })}
          onValue={(volatility) => onForm({ ...form, volatility })}
        />
        <DraftField
          label="Hysteresis"
          number
          unit="% of it"
          text={percentText(form.hysteresis)}
          parse={(draft) => typedPercent(draft)}
          onValue={(hysteresis) => onForm({ ...form, hysteresis })}
          hint="When these targets are rebuilt and the volatility is off by no more than this, the mix stays as it is."
        />
      </div>
    </>
  )
}

const groupHints: Readonly<Record<BuildForm['groups'], string>> = {
  keep: 'Each group keeps its share of the whole; only what is within it is built.',
  free: 'Groups weigh what their classes weigh together, within the limits below.',
}

/** What applies whatever the builder: groups, and the switch for expected returns. */
export function GroupFields({ document, form, onForm }: BuildFieldsProps): ReactElement {
  const hasGroups = document.targets.some((target) => target.parent !== null)
  return (
    <>
      {hasGroups && (
        <Segments
          label="Groups of the tree"
          value={form.groups}
          options={[
            { value: 'free', label: 'Weights follow' },
            { value: 'keep', label: 'Keep their weights' },
          ]}
          onChoose={(groups) => onForm({ ...form, groups })}
          hint={groupHints[form.groups]}
        />
      )}
      <Check
        label="Offer builders that need expected returns"
        checked={form.withMeans}
        onChoose={(withMeans) => onForm(withMeans ? { ...form, withMeans } : withoutMeans(form))}
        hint={meansHint}
      />
    </>
  )
}

/** The error of a mean is volatility / √years, whatever the number of observations. */
const meansHint =
  'Error-prone: after 25 years the mean of a class with 16 % volatility is known to ±3.2 points a year, as much as most classes differ. What these builders favour is largely what was overestimated.'

function withoutMeans(form: BuildForm): BuildForm {
  const kind = meanBuilders.includes(form.kind) ? 'equal-risk' : form.kind
  return { ...form, kind, withMeans: false }
}
