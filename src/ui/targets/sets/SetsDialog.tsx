/** Risk on, risk off: several sets of target weights, which of them is in force, and by which rule it changes. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { targetSetProblems } from '../../../domain/targetSetsSoundness.ts'
import { sentenceOf } from '../../../domain/words.ts'
import { edit } from '../../../state/portfolio.ts'
import { Button } from '../../parts/Button.tsx'
import { Segments, SelectField } from '../../parts/Choice.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { offerUndo } from '../../shell/offers.ts'
import { InForceLine } from './InForceLine.tsx'
import type { WriteSets } from './ruleForm.ts'
import { RuleFields } from './RuleFields.tsx'
import { withAnotherSet, withFirstRule, withFirstSets, withSets } from './setEdits.ts'
import { SetsTable } from './SetsTable.tsx'
import '../build/build.css'

interface SetsDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
}

const write: WriteSets = (name, change, gesture) => {
  const options = gesture === undefined ? {} : { merge: gesture }
  edit(name, (now) => withSets(now, change), options)
}

export function SetsDialog({ document, onClose }: SetsDialogProps): ReactElement {
  const { targetSets } = document
  const remove = (): void => {
    edit('Remove target sets', (now) => ({ ...now, targetSets: null }))
    offerUndo('The target sets were removed. The targets hold again.')
    onClose()
  }
  const actions = (
    <>
      {targetSets && (
        <Button look="bad" onClick={remove}>
          Remove
        </Button>
      )}
      <Button look="main" onClick={onClose}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog title="Risk on, risk off" size="wide" onClose={onClose} actions={actions}>
      {targetSets ? (
        <Sets document={document} targetSets={targetSets} />
      ) : (
        <>
          <p className="prose">
            Several sets of target weights, and one of them in force: chosen by you, or by a rule on a figure
            such as the volatility of a class, with one level to go over and another to come back, so that
            nothing is traded to and fro in between. Without sets the targets simply hold.
          </p>
          <p className="prose soft">
            Whether such a rule pays is uncertain: it trades after the fact, and each change costs.
          </p>
          <div>
            <Button onClick={() => edit('Begin target sets', withFirstSets)}>Begin with two sets</Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

interface SetsProps {
  readonly document: Portfolio
  readonly targetSets: NonNullable<Portfolio['targetSets']>
}

const ways = [
  { value: 'hand', label: 'Chosen by me' },
  { value: 'rule', label: 'By a rule' },
] as const

const mostSets = 6

function Sets({ document, targetSets }: SetsProps): ReactElement {
  const { sets, rule, inForce } = targetSets
  const choose = (way: 'hand' | 'rule'): void =>
    write('Rule of target sets', way === 'rule' ? withFirstRule(document) : (own) => ({ ...own, rule: null }))
  return (
    <div className="stack">
      <InForceLine document={document} />
      <SetsTable document={document} sets={sets} onWrite={write} />
      <div>
        <Button
          small
          icon="plus"
          disabled={sets.length >= mostSets}
          onClick={() => write('Add set', withAnotherSet)}
        >
          Add set
        </Button>
      </div>
      <Faults document={document} />
      <Segments label="In force" value={rule === null ? 'hand' : 'rule'} options={ways} onChoose={choose} />
      {rule === null ? (
        <div className="build-narrow">
          <SelectField
            label="Set"
            value={inForce}
            options={sets.map(({ id, name }) => ({ value: id, label: name || id }))}
            onChoose={(chosen) => write('Set in force', (own) => ({ ...own, inForce: chosen }))}
          />
        </div>
      ) : (
        <RuleFields document={document} targetSets={targetSets} rule={rule} onWrite={write} />
      )}
    </div>
  )
}

const mostShown = 4

function Faults({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <output className="risk-faults">
      {targetSetProblems(document)
        .slice(0, mostShown)
        .map((problem) => (
          <span key={`${problem.kind} ${problem.path}`} className="field-problem">
            {sentenceOf(problem)}
          </span>
        ))}
    </output>
  )
}
