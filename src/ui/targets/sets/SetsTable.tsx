/** The sets side by side: a column a set, a row a class or group, empty where a set leaves the targets as they are. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { TargetSet } from '../../../domain/targetSets.ts'
import { className } from '../../look/classColour.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { ClassMark } from '../../parts/ClassMark.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { typedPercent, type Typed } from '../../typed.ts'
import { percentText } from '../build/buildForm.ts'
import { weightsOf, withoutSet, withSet, withSetWeight } from './setEdits.ts'
import type { WriteSets } from './ruleForm.ts'

interface SetsTableProps {
  readonly document: Portfolio
  readonly sets: readonly TargetSet[]
  readonly onWrite: WriteSets
}

export function SetsTable({ document, sets, onWrite }: SetsTableProps): ReactElement {
  return (
    <div className="table-box">
      <table className="table sets-table">
        <caption className="unseen">Weights of each set, of the group they stand in, in percent</caption>
        <thead>
          <tr>
            <th scope="col">Weights, %</th>
            {sets.map((set, at) => (
              <th key={set.id} scope="col">
                <SetHead set={set} at={at} isRemovable={sets.length > 2} onWrite={onWrite} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {document.targets.map((target) => (
            <tr key={target.class}>
              <th scope="row" className={target.parent === null ? undefined : 'sets-inner'}>
                <ClassMark document={document} name={target.class} />
              </th>
              {sets.map((set, at) => (
                <td key={set.id} className="num">
                  <DraftField
                    label={`${className(document, target.class)} in ${set.name || set.id}`}
                    hideLabel
                    number
                    path={`targetSets/sets/${at}/weights/${target.class}`}
                    placeholder={percentText(target.weight)}
                    text={percentText(ownWeight(set, target.class))}
                    parse={optionalShare}
                    onValue={(weight, gesture) =>
                      onWrite('Weight in a set', withSetWeight(at, target.class, weight), gesture)
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="soft">
              Empty: as in the targets
            </th>
            {sets.map((set, at) => (
              <td key={set.id} className="num">
                <Button
                  small
                  aria-label={`Copy targets into ${set.name || set.id}`}
                  onClick={() =>
                    onWrite(
                      'Copy targets into a set',
                      withSet(at, (own) => ({ ...own, weights: weightsOf(document) })),
                    )
                  }
                >
                  Copy targets
                </Button>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface SetHeadProps {
  readonly set: TargetSet
  readonly at: number
  readonly isRemovable: boolean
  readonly onWrite: WriteSets
}

function SetHead({ set, at, isRemovable, onWrite }: SetHeadProps): ReactElement {
  const shown = set.name || set.id
  return (
    <span className="sets-head">
      <DraftField
        label={`Name of set ${at + 1}`}
        hideLabel
        text={shown}
        parse={(draft): Typed<string> =>
          draft.trim() === '' ? { ok: false, problem: 'Type a name.' } : { ok: true, value: draft.trim() }
        }
        onValue={(name, gesture) =>
          onWrite(
            'Name of a set',
            withSet(at, (own) => ({ ...own, name })),
            gesture,
          )
        }
      />
      {isRemovable && (
        <IconButton
          small
          icon="close"
          label={`Remove ${shown}`}
          onClick={() => onWrite('Remove set', withoutSet(at))}
        />
      )}
    </span>
  )
}

function ownWeight({ weights }: TargetSet, name: string): string | undefined {
  return Object.hasOwn(weights, name) ? weights[name] : undefined
}

function optionalShare(draft: string): Typed<string | null> {
  return draft.trim() === '' ? { ok: true, value: null } : typedPercent(draft)
}
