/** New prices from a table of two columns, pasted or from a file, shown against the old ones before they are applied. */
import { useMemo, useState, type ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { priceProblemSentence } from '../../domain/importWords.ts'
import type { PriceEntry } from '../../domain/priceTable.ts'
import { edit } from '../../state/portfolio.ts'
import { pricesIn } from '../../state/tables.ts'
import { count, plain, unknown } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { TableBox } from '../parts/TableBox.tsx'
import { offerUndo } from '../shell/offers.ts'
import { typedDay, type Typed } from '../typed.ts'
import { knownId } from './changes/positions.ts'

interface PricesDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
}

interface PriceMatch {
  readonly instrument: Instrument
  readonly entry: PriceEntry
}

export function PricesDialog({ document, onClose }: PricesDialogProps): ReactElement {
  const [text, setText] = useState('')
  const [day, setDay] = useState(document.asOf)
  const table = useMemo(() => pricesIn(text, day), [text, day])
  const { matches, strangers } = useMemo(() => matched(document, table.prices), [document, table])
  const apply = (): void => {
    const name = `Prices of ${count(matches.length, 'instrument')}`
    edit(name, (now) => withPrices(now, matches))
    offerUndo(`${name}: set.`)
    onClose()
  }
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="main" disabled={matches.length === 0} onClick={apply}>
        Set {matches.length === 0 ? 'prices' : count(matches.length, 'price')}
      </Button>
    </>
  )
  return (
    <Dialog title="Prices" onClose={onClose} actions={actions}>
      <label className="field">
        <span className="field-label">
          Symbol and price, one instrument a line; a day and a currency may follow
        </span>
        <textarea
          className="textarea"
          value={text}
          placeholder={'VTI\t291.53\nBND\t73.15'}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="cluster">
        <label className="button">
          From a file…
          <input
            type="file"
            className="unseen"
            accept=".csv,.tsv,.txt,text/*"
            onChange={(event) => {
              void event.target.files?.[0]?.text().then(setText)
            }}
          />
        </label>
        <DraftField
          label="Day of these prices"
          text={day}
          parse={neededDay}
          onValue={setDay}
          className="field-inline"
        />
      </div>
      {table.problems.length > 0 && (
        <ul className="plain problem-list bad">
          {table.problems.map((problem) => (
            <li key={`${problem.line} ${problem.kind}`}>{priceProblemSentence(problem)}</li>
          ))}
        </ul>
      )}
      {strangers.length > 0 && <p className="soft">Not in this portfolio: {strangers.join(', ')}.</p>}
      {matches.length > 0 && <PriceTable matches={matches} />}
    </Dialog>
  )
}

function PriceTable({ matches }: { readonly matches: readonly PriceMatch[] }): ReactElement {
  return (
    <TableBox name="Prices that were read">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Instrument</th>
            <th scope="col" className="num">
              Before
            </th>
            <th scope="col" className="num">
              After
            </th>
            <th scope="col">Day</th>
          </tr>
        </thead>
        <tbody>
          {matches.map(({ instrument, entry }) => (
            <tr key={instrument.id}>
              <th scope="row">{instrument.id}</th>
              <td className="num soft">{instrument.price === null ? unknown : plain(instrument.price, 2)}</td>
              <td className="num">{plain(entry.price, 2)}</td>
              <td>{entry.priceAsOf}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Prices in another currency than the instrument's are not its price. */
function matched(
  document: Portfolio,
  prices: readonly PriceEntry[],
): { matches: PriceMatch[]; strangers: string[] } {
  const known = new Map(document.instruments.map((each) => [each.id, each]))
  const matches: PriceMatch[] = []
  const strangers: string[] = []
  for (const entry of prices) {
    const instrument = known.get(knownId(document, entry.symbol))
    const fits =
      instrument !== undefined && (entry.currency === null || entry.currency === instrument.currency)
    if (fits) matches.push({ instrument, entry })
    else
      strangers.push(instrument === undefined ? entry.symbol : `${entry.symbol} in ${entry.currency ?? ''}`)
  }
  return { matches, strangers }
}

function withPrices(document: Portfolio, matches: readonly PriceMatch[]): Portfolio {
  const prices = new Map(matches.map(({ instrument, entry }) => [instrument.id, entry]))
  return {
    ...document,
    instruments: document.instruments.map((each) => {
      const entry = prices.get(each.id)
      return entry === undefined
        ? each
        : { ...each, price: entry.price, priceAsOf: entry.priceAsOf ?? document.asOf }
    }),
  }
}

function neededDay(draft: string): Typed<string> {
  const typed = typedDay(draft)
  if (!typed.ok) return typed
  return typed.value === null
    ? { ok: false, problem: 'Type a day such as 2026-11-20.' }
    : { ok: true, value: typed.value }
}
