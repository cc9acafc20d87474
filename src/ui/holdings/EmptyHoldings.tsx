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
            What Fidelity, Schwab, Vanguard, Interactive Brokers, Merrill, E*TRADE, DEGIRO, Coinbase, Kraken
            and others export, or any table.
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
          <Example />
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

const example = [
  ['VTI', '120', '291.53'],
  ['BND', '300', '73.15'],
] as const

function Example(): ReactElement {
  return (
    <table className="table example">
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col" className="num">
            Quantity
          </th>
          <th scope="col" className="num">
            Price
          </th>
        </tr>
      </thead>
      <tbody>
        {example.map(([symbol, quantity, price]) => (
          <tr key={symbol}>
            <td>{symbol}</td>
            <td className="num">{quantity}</td>
            <td className="num">{price}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
