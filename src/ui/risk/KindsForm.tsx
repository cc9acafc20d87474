/** How a risk model begins: each class is said to be like a kind of asset, whose usual figures it gets. */
import { useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { riskKinds, volatilityOf, type RiskKind } from '../../domain/riskPresets.ts'
import { edit } from '../../state/portfolio.ts'
import { percent, unknown } from '../format.ts'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { ClassMark } from '../parts/ClassMark.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { guessedKinds, withRiskOf } from './riskForm.ts'

interface KindsFormProps {
  readonly document: Portfolio
  readonly reason: string | undefined
  readonly onMade: () => void
  /** Files of prices say it instead. */
  readonly onHistories: () => void
  readonly onCancel: () => void
}

export function KindsForm({ document, reason, onMade, onHistories, onCancel }: KindsFormProps): ReactElement {
  const [kinds, setKinds] = useState(() => guessedKinds(document))
  const known = [...kinds].flatMap(([name, kind]): [string, RiskKind][] =>
    kind === null ? [] : [[name, kind]],
  )
  const isWhole = known.length === kinds.size && known.length > 0
  const make = (): void => {
    edit('Risk from presets', (now) => withRiskOf(now, new Map(known)))
    onMade()
  }
  const actions = (
    <>
      {!isWhole && <span className="soft risk-open">Say what every class is like.</span>}
      <Button onClick={onCancel}>Cancel</Button>
      <Button onClick={onHistories}>From price histories</Button>
      <Button look="main" disabled={!isWhole} onClick={make}>
        Use these figures
      </Button>
    </>
  )
  return (
    <Dialog title="Risk" onClose={onCancel} actions={actions}>
      {reason !== undefined && <p className="prose">{reason}</p>}
      <p className="prose">
        Say what each class is like, and it gets the usual volatility and correlations of that kind; every
        figure can be changed afterwards.
      </p>
      <table className="table risk-kinds">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Is like</th>
            <th scope="col" className="num">
              Volatility
            </th>
          </tr>
        </thead>
        <tbody>
          {[...kinds].map(([name, kind]) => (
            <KindLine
              key={name}
              document={document}
              name={name}
              kind={kind}
              onKind={(chosen) => setKinds((now) => new Map(now).set(name, chosen))}
            />
          ))}
        </tbody>
      </table>
      <p className="field-hint prose">
        Round assumptions, not estimates: of the size that long index histories show and that asset managers
        publish each year as long-term capital market assumptions. Nothing is fetched.
      </p>
    </Dialog>
  )
}

const kindOptions: readonly Option<RiskKind>[] = riskKinds.map(({ kind, name }) => ({
  value: kind,
  label: name,
}))

interface KindLineProps {
  readonly document: Portfolio
  readonly name: string
  readonly kind: RiskKind | null
  readonly onKind: (kind: RiskKind) => void
}

function KindLine({ document, name, kind, onKind }: KindLineProps): ReactElement {
  const options: readonly Option<RiskKind | ''>[] =
    kind === null ? [{ value: '', label: 'Choose…' }, ...kindOptions] : kindOptions
  return (
    <tr>
      <th scope="row">
        <ClassMark document={document} name={name} />
      </th>
      <td>
        <SelectField
          label={`${className(document, name)} is like`}
          hideLabel
          value={kind ?? ''}
          options={options}
          onChoose={(chosen) => chosen !== '' && onKind(chosen)}
        />
      </td>
      <td className="num">{kind === null ? unknown : percent(volatilityOf(kind))}</td>
    </tr>
  )
}
