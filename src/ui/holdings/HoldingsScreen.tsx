/** The place of what is held: accounts, positions, what waits to be classified, and the ways in. */
import {
  lazy,
  memo,
  Suspense,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
} from 'react'
import { useStore } from 'zustand'
import { sumOf, zero, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { Valuation } from '../../domain/weights.ts'
import { edit, portfolioStore } from '../../state/portfolio.ts'
import { cellsOf, suggestionFor } from '../../state/tables.ts'
import { count, money } from '../format.ts'
import { useWanted } from '../plan/goTo.ts'
import { isTyping } from '../shell/History.tsx'
import { worthNow } from '../standing.ts'
import { AccountsGrid } from './AccountsGrid.tsx'
import { withNewAccount } from './changes/accounts.ts'
import { pasteTable, type Pasted } from './changes/paste.ts'
import { dialogAt, type HoldingDialog } from './dialog.ts'
import { EmptyHoldings } from './EmptyHoldings.tsx'
import { holdingFields } from './holdingFields.ts'
import { HoldingsGrid } from './HoldingsGrid.tsx'
import { HoldingsTools } from './HoldingsTools.tsx'
import { PastedNotice } from './PastedNotice.tsx'
import type { HoldingRow } from './rows.ts'
import { owesTax } from '../tax/taxForm.ts'
import { TaxLine } from '../tax/TaxLine.tsx'
import { Waiting } from './Waiting.tsx'

const BothViews = lazy(async () => ({ default: (await import('../tax/BothViews.tsx')).BothViews }))
const Dialogs = lazy(async () => ({ default: (await import('./Dialogs.tsx')).Dialogs }))

/**
 * While a cell is typed in, what follows from a letter is drawn a moment after the letter, and all of it at once. When
 * the cell is left, everything stands before the next key: it may already belong to a row that has just come.
 */
export function HoldingsScreen(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const settled = useDeferredValue(document)
  const [isTyping, setTyping] = useState(false)
  return <Holdings document={isTyping ? settled : document} settled={settled} onTyping={setTyping} />
}

interface HoldingsProps {
  readonly document: Portfolio
  /** Whose sums are shown: the document, or for a moment the one before it. */
  readonly settled: Portfolio
  readonly onTyping: (isTyping: boolean) => void
}

const Holdings = memo(function Holdings({ document, settled, onTyping }: HoldingsProps): ReactElement {
  const sums = useMemo(() => sumsOf(settled), [settled])
  const [dialog, open] = useState<HoldingDialog | null>(null)
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const openRow = (row: HoldingRow, column: string): void => open(dialogOf(row, column))
  const paste = (text: string): void => setPasted(pasteAnywhere(text))
  usePagePaste(paste)
  useDialogOfWanted(document, open)
  const isEmpty = document.accounts.length === 0 && document.instruments.length === 0
  return (
    <div className="stack holdings">
      <div className="spread">
        <h1 className="screen-title">
          Holdings <span className="soft">{isEmpty ? '' : money(sums.gross, document.baseCurrency)}</span>
        </h1>
        <HoldingsTools document={document} onOpen={open} />
      </div>
      {pasted !== null && <PastedNotice pasted={pasted} onClose={() => setPasted(null)} />}
      <Waiting document={document} onOpen={open} />
      {isEmpty ? (
        <EmptyHoldings onImport={() => open({ kind: 'import' })} />
      ) : (
        <>
          <AccountsGrid
            document={document}
            valueOf={sums.of}
            onOpen={(id) => open({ kind: 'account', id })}
            onPaste={paste}
            onTyping={onTyping}
          />
          <HoldingsGrid
            document={document}
            total={sums.total}
            counted={sums.counted}
            valueOf={sums.of}
            onOpen={openRow}
            onPasted={setPasted}
            onTyping={onTyping}
          />
          <p className="faint counts">{countsOf(document)}</p>
          <TaxLine document={document} onOpen={open} />
          {owesTax(document) && (
            <Suspense fallback={null}>
              <BothViews document={document} />
            </Suspense>
          )}
        </>
      )}
      {dialog !== null && (
        <Suspense fallback={null}>
          <Dialogs dialog={dialog} onClose={() => open(null)} onOpen={open} />
        </Suspense>
      )}
    </div>
  )
})

interface Sums {
  /** What everything would sell for. */
  readonly gross: Decimal
  /** As far as it counts in weights, which for deferred accounts may be less. */
  readonly total: Decimal
  readonly counted: Valuation['counted']
  readonly of: (account: string) => Decimal
}

/** Sums over thousands of positions follow a moment after what changed them. */
function sumsOf(document: Portfolio): Sums {
  const { valuation, accounts } = worthNow(document)
  const { counted, total } = valuation
  const gross = counted.size === 0 ? total : sumOf(accounts.values())
  return { gross, total, counted, of: (account: string) => accounts.get(account) ?? zero }
}

/** A problem's path leads into the dialog that has its field. */
function useDialogOfWanted(document: Portfolio, open: (dialog: HoldingDialog) => void): void {
  const path = useWanted()
  const [seen, see] = useState<string | null>(null)
  if (path === seen) return
  see(path)
  const dialog = path === null ? null : dialogAt(document, path)
  if (dialog !== null) open(dialog)
}

function dialogOf(row: HoldingRow, column: string): HoldingDialog | null {
  if (row.kind === 'account') return { kind: 'account', id: row.account.id }
  if (row.kind !== 'position') return null
  const { account, instrument } = row
  if (column === 'quantity' && account !== null) return { kind: 'lots', account, instrument: instrument.id }
  return { kind: 'instrument', id: instrument.id, account }
}

function countsOf(document: Portfolio): string {
  const lots = document.lots.length
  return `${count(document.accounts.length, 'account')}, ${count(document.instruments.length, 'instrument')}, ${count(lots, 'lot')}`
}

/** Pasted where no field and no grid has the focus: into the first account, which is made where there is none. */
function usePagePaste(paste: (text: string) => void): void {
  useEffect(() => {
    const hear = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const isElsewhere =
        event.target instanceof Element && event.target.closest('[role=grid], dialog') !== null
      if (event.defaultPrevented || isTyping(event.target) || isElsewhere || text.trim() === '') return
      event.preventDefault()
      paste(text)
    }
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  })
}

export function pasteAnywhere(text: string): Pasted {
  const { document } = portfolioStore.getState()
  const ready = document.accounts.length > 0 ? document : withNewAccount(document, 'Account')
  const fieldsOf = (now: Portfolio): ReturnType<typeof holdingFields> =>
    holdingFields({ document: now, total: zero, accountValue: () => zero })
  const pasted = pasteTable(ready, cellsOf(text), ready.accounts[0]?.id ?? null, fieldsOf, suggestionFor)
  if (pasted.rows > 0) edit(`Paste ${count(pasted.rows, 'row')}`, () => pasted.document)
  return pasted
}
