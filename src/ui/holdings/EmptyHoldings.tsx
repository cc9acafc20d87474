/** What an empty portfolio shows: what this place is for, an example, and three ways to begin. */
import type { ReactElement } from 'react'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { withNewAccount } from './changes/accounts.ts'

export function EmptyHoldings({ onImport }: { readonly onImport: () => void }): ReactElement {
  const begin = (): void => edit('Add an account', (document) => withNewAccount(document, 'Account'))
  return (
    <section className="empty">
      <h2>What do you hold?</h2>
      <p className="prose soft">
        Accounts, positions and cash stand here. A plan needs each instrument’s quantity, price and class.
        Everything stays in this browser.
      </p>
      <ol className="plain ways">
        <li>
          <h3>Import a broker’s file</h3>
          <p className="soft">
            Positions as Fidelity, Schwab, Vanguard or Interactive Brokers export them, or any table.
          </p>
          <Button look="main" icon="open" onClick={onImport}>
            Import files
          </Button>
        </li>
        <li>
          <h3>Paste from a spreadsheet</h3>
          <p className="soft">
            Copy the cells, come here, press <kbd>Ctrl</kbd> <kbd>V</kbd>. Symbol and quantity are enough:
          </p>
          <pre className="example">{'Symbol\tQuantity\tPrice\nVTI\t120\t291.53\nBND\t300\t73.15'}</pre>
        </li>
        <li>
          <h3>Type</h3>
          <p className="soft">Begin with an account, then a symbol in its last row.</p>
          <Button icon="plus" onClick={begin}>
            Add an account
          </Button>
        </li>
      </ol>
    </section>
  )
}
