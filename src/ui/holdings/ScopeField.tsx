/** Chooses which instruments get costs together. */
import { useId, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { leafClasses } from '../../domain/target.ts'
import { className } from '../look/classColour.ts'
import type { Option } from '../parts/Choice.tsx'
import { idsIn, type CostScope } from './costPresets.ts'

interface ScopeFieldProps {
  readonly document: Portfolio
  readonly label: string
  readonly scope: CostScope
  readonly onScope: (scope: CostScope) => void
}

/** Which instruments: all of them, those without costs, or those of a class; each says how many it means. */
export function ScopeField({ document, label, scope, onScope }: ScopeFieldProps): ReactElement {
  const id = useId()
  const options = scopesOf(document)
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="select"
        value={JSON.stringify(scope)}
        onChange={(event) => {
          const chosen = options.find((each) => each.value === event.target.value)
          if (chosen !== undefined) onScope(chosen.scope)
        }}
      >
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

interface ScopeOption extends Option<string> {
  readonly scope: CostScope
}

function scopesOf(document: Portfolio): readonly ScopeOption[] {
  const classes = [...leafClasses(document)].map((name): [CostScope, string] => [
    { kind: 'class', class: name },
    `all of ${className(document, name)}`,
  ])
  const scopes: readonly [CostScope, string][] = [
    [{ kind: 'all' }, 'every instrument'],
    [{ kind: 'free' }, 'all without costs'],
    ...classes,
  ]
  return scopes.flatMap(([scope, words]) => {
    const many = idsIn(document, scope).length
    if (many === 0 && scope.kind === 'class') return []
    return [{ scope, value: JSON.stringify(scope), label: `${words} (${many})` }]
  })
}
