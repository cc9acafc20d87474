/** What is set class by class: limits, and what the chosen builder needs of each: budgets, a benchmark, expected returns. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../../domain/decimal.ts'
import { cashClass, nodesOf, type Node } from '../../../domain/target.ts'
import { percentAsWritten } from '../../format.ts'
import { className } from '../../look/classColour.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'
import { DraftField } from '../../parts/DraftField.tsx'
import { typedPercent, type NumberRange, type Typed } from '../../typed.ts'
import type { BuildFieldsProps } from './BuilderFields.tsx'
import { percentText, withBound, withFigure, type BuildForm, type Figures } from './buildForm.ts'

/** What the builder needs of each class, besides limits. */
interface Needed {
  readonly key: 'budgets' | 'benchmark' | 'means'
  readonly head: string
  readonly words: string
  readonly range: NumberRange
  readonly hasCash: boolean
}

const needs: { readonly [K in BuildForm['kind']]?: Needed } = {
  'risk-budgets': {
    key: 'budgets',
    head: 'Risk budget, %',
    words: 'Budgets are brought to a sum of 100 %; a class without one gets no risk.',
    range: { least: '0', most: '1000' },
    hasCash: false,
  },
  'tracking-error': {
    key: 'benchmark',
    head: 'Benchmark, %',
    words: 'It begins with your targets, and is brought to a sum of 100 %.',
    range: { least: '0', most: '1000' },
    hasCash: true,
  },
  'mean-variance': means('Every class needs one; cash without one returns nothing.'),
  'maximum-sharpe': means('Every class needs one.'),
}

function means(words: string): Needed {
  return {
    key: 'means',
    head: 'Expected, % a year',
    words: `Expected returns are yours: nothing is estimated here. ${words}`,
    range: { least: '-100', most: '1000' },
    hasCash: true,
  }
}

export function NeededFigures(props: BuildFieldsProps): ReactElement | null {
  const { document, form, onForm } = props
  const needed = needs[form.kind]
  if (needed === undefined) return null
  const nodes = standing(props).filter((node) => node.leaf && (needed.hasCash || node.class !== cashClass))
  const write = (figures: Figures): void => onForm({ ...form, [needed.key]: figures })
  return (
    <section className="stack-tight" aria-label={needed.head}>
      <p className="field-hint prose">{needed.words}</p>
      <table className="table build-figures">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" className="num">
              {needed.head}
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <tr key={node.class}>
              <th scope="row">
                <ClassMark document={document} name={node.class} />
              </th>
              <td className="num">
                <DraftField
                  label={`${needed.head} of ${className(document, node.class)}`}
                  hideLabel
                  number
                  text={percentText(form[needed.key].get(node.class))}
                  parse={(draft) => optionalPercent(draft, needed.range)}
                  onValue={(value) => write(withFigure(form[needed.key], node.class, value))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function Limits(props: BuildFieldsProps): ReactElement {
  const { document, form } = props
  const nodes = standing(props).filter((node) => node.leaf || form.groups === 'free')
  const set = [...form.bounds.values()].filter(({ least, most }) => least !== null || most !== null).length
  return (
    <details className="build-limits">
      <summary>{set === 0 ? 'Limits' : `Limits: ${set}`}</summary>
      <div className="stack-tight paste">
        <p className="field-hint prose">
          What a class may weigh of the whole. Cash keeps its target unless it has a limit here.
        </p>
        <table className="table build-figures">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" className="num">
                At least, %
              </th>
              <th scope="col" className="num">
                At most, %
              </th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <tr key={node.class}>
                <th scope="row" className={node.leaf ? undefined : 'build-group'}>
                  <ClassMark document={document} name={node.class} />
                </th>
                <LimitCell {...props} node={node} side="least" />
                <LimitCell {...props} node={node} side="most" />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

interface LimitCellProps extends BuildFieldsProps {
  readonly node: Node
  readonly side: 'least' | 'most'
}

function LimitCell({ document, form, onForm, node, side }: LimitCellProps): ReactElement {
  const keeps = node.class === cashClass
  return (
    <td className="num">
      <DraftField
        label={`${className(document, node.class)} at ${side}`}
        hideLabel
        number
        placeholder={keeps ? percentAsWritten(node.weight) : side === 'least' ? '0' : '100'}
        text={percentText(form.bounds.get(node.class)?.[side])}
        parse={(draft) => optionalPercent(draft, { least: '0', most: '100' })}
        onValue={(weight) => onForm(withBound(form, node.class, side, weight))}
      />
    </td>
  )
}

/** The tree in the order of the document; cash last where it has no target. */
function standing({ document }: BuildFieldsProps): readonly Node[] {
  const nodes = nodesOf({ ...document, targetSets: null })
  const place = (node: Node): number => {
    const at = document.targets.findIndex((target) => target.class === node.class)
    return at < 0 ? document.targets.length : at
  }
  return nodes.toSorted((a, b) => place(a) - place(b))
}

function optionalPercent(draft: string, range: NumberRange): Typed<string | null> {
  if (draft.trim() === '') return { ok: true, value: null }
  const read = typedPercent(draft, range)
  return read.ok ? { ok: true, value: decimalOf(read.value).toFixed() } : read
}
