/** Orders for a broker: which layout, at what price, of which account, what is in the file and what is not. */
import { useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import {
  leftOutSentence,
  type OrderChoices,
  type OrderFile,
  type OrderFormat,
  orderFormats,
} from '../../../domain/orderFile.ts'
import type { Plan } from '../../../domain/plan.ts'
import { orderFileOf } from '../../../state/exports.ts'
import { count } from '../../format.ts'
import { Button } from '../../parts/Button.tsx'
import { Segments, SelectField } from '../../parts/Choice.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { saveText } from '../../parts/download.ts'
import { Notice } from '../../parts/Notice.tsx'
import './orders.css'

interface OrdersDialogProps {
  readonly plan: Plan
  readonly document: Portfolio
  readonly onClose: () => void
}

const formats = Object.entries(orderFormats).map(([value, { name }]) => ({
  value: value as OrderFormat,
  label: name,
}))
const everyAccount = ''

export function OrdersDialog({ plan, document, onClose }: OrdersDialogProps): ReactElement {
  const [choices, setChoices] = useState<OrderChoices>({
    format: 'ibkr-basket',
    price: 'market',
    sides: 'all',
    account: null,
  })
  const file = orderFileOf(plan, document, choices)
  const choose = (change: Partial<OrderChoices>): void => setChoices({ ...choices, ...change })
  const save = (): void => {
    const name = `${document.name || 'portfolio'} ${document.asOf} orders.${file.extension}`
    saveText(name, file.text, file.extension === 'json' ? 'application/json' : 'text/csv;charset=utf-8')
  }
  return (
    <Dialog
      title="Orders for a broker"
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="main" icon="save" disabled={file.orders === 0} onClick={save}>
            Save {count(file.orders, 'order')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Choices plan={plan} document={document} choices={choices} onChoose={choose} />
        <p className="soft">{orderFormats[choices.format].use}</p>
        <Contents file={file} />
        <Formats />
      </div>
    </Dialog>
  )
}

interface ChoicesProps {
  readonly plan: Plan
  readonly document: Portfolio
  readonly choices: OrderChoices
  readonly onChoose: (change: Partial<OrderChoices>) => void
}

function Choices({ plan, document, choices, onChoose }: ChoicesProps): ReactElement {
  const traded = new Set(plan.trades.map(({ account }) => account))
  const accounts = document.accounts.filter(({ id }) => traded.has(id))
  return (
    <div className="order-choices">
      <SelectField
        label="Layout"
        value={choices.format}
        options={formats}
        onChoose={(format) => onChoose({ format })}
      />
      {accounts.length > 1 && (
        <SelectField
          label="Account"
          value={choices.account ?? everyAccount}
          options={[
            { value: everyAccount, label: 'All accounts' },
            ...accounts.map(({ id, name }) => ({ value: id, label: name || id })),
          ]}
          onChoose={(id) => onChoose({ account: id === everyAccount ? null : id })}
        />
      )}
      <Segments
        label="Orders"
        value={choices.sides}
        options={[
          { value: 'all', label: 'All' },
          { value: 'sell', label: 'Sells' },
          { value: 'buy', label: 'Buys' },
        ]}
        onChoose={(sides) => onChoose({ sides })}
      />
      <Segments
        label="Price"
        value={choices.price}
        options={[
          { value: 'market', label: 'Market' },
          { value: 'limit', label: 'Limit' },
        ]}
        onChoose={(price) => onChoose({ price })}
        hint={choices.price === 'limit' ? 'No worse than the price that was planned with.' : undefined}
      />
    </div>
  )
}

/** So many lines are seen without scrolling. */
const shownLines = 8

function Contents({ file }: { readonly file: OrderFile }): ReactElement {
  return (
    <>
      {file.leftOut.length > 0 && (
        <Notice>
          <ul className="plain">
            {file.leftOut.map(({ trade, because }) => (
              <li key={`${trade.account} ${trade.instrument}`}>{leftOutSentence(trade, because)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {file.orders === 0 ? (
        <p>No order of this plan fits what is chosen here.</p>
      ) : (
        <textarea
          className="order-text"
          aria-label="What the file holds"
          readOnly
          wrap="off"
          rows={shownLines}
          value={file.text}
        />
      )}
    </>
  )
}

function Formats(): ReactElement {
  return (
    <details>
      <summary>What these layouts were checked against</summary>
      <dl className="order-formats">
        {Object.entries(orderFormats).map(([key, { name, verified }]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{verified}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
