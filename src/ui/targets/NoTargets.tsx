/** The place before there are targets: what they are for, and ways to begin. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { starters } from './starters.ts'
import { addTo } from './targetActions.ts'

export function NoTargets({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <div className="empty">
      <h1>Targets</h1>
      <p className="prose">
        A target says what share of the portfolio a class should have: 60&nbsp;% stocks, say. A class may be
        divided further, and each has a band: while its weight stays inside, nothing is traded.
      </p>
      <ul className="plain starters">
        {starters.map((starter) => (
          <li key={starter.name}>
            <Button onClick={() => edit(starter.name, starter.apply)}>{starter.name}</Button>
            <span className="soft">{starter.hint}</span>
          </li>
        ))}
        <li>
          <Button icon="plus" onClick={() => addTo(document, null)}>
            Add class
          </Button>
          <span className="soft">An empty tree, one class at a time.</span>
        </li>
      </ul>
    </div>
  )
}
