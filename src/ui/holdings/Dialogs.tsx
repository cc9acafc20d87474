/** The dialogs of the holdings, loaded when the first of them opens. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore } from '../../state/portfolio.ts'
import { AccountDialog } from './AccountDialog.tsx'
import { CostsDialog } from './CostsDialog.tsx'
import { CurrenciesDialog } from './CurrenciesDialog.tsx'
import type { HoldingDialog } from './dialog.ts'
import { ImportDialog } from './import/ImportDialog.tsx'
import { InstrumentDialog } from './InstrumentDialog.tsx'
import { LotsDialog } from './LotsDialog.tsx'
import { PricesDialog } from './PricesDialog.tsx'
import { SalesDialog } from '../tax/SalesDialog.tsx'
import { TaxDialog } from '../tax/TaxDialog.tsx'
import { WashDialog } from '../tax/WashDialog.tsx'

interface DialogsProps {
  readonly dialog: HoldingDialog
  readonly onClose: () => void
  /** Another dialog takes its place. */
  readonly onOpen: (dialog: HoldingDialog) => void
}

/** Nothing where what the dialog is about was taken away meanwhile. */
export function Dialogs({ dialog, onClose, onOpen }: DialogsProps): ReactElement | null {
  const document = useStore(portfolioStore, (state) => state.document)
  switch (dialog.kind) {
    case 'import':
      return <ImportDialog onClose={onClose} />
    case 'prices':
      return <PricesDialog document={document} onClose={onClose} />
    case 'currencies':
      return <CurrenciesDialog document={document} onClose={onClose} />
    case 'costs':
      return (
        <CostsDialog
          document={document}
          onClose={onClose}
          onInstrument={(id) => onOpen({ kind: 'instrument', id, account: null })}
        />
      )
    case 'tax':
      return <TaxDialog document={document} onClose={onClose} />
    case 'sales':
      return <SalesDialog document={document} onClose={onClose} />
    case 'wash':
      return <WashDialog document={document} onClose={onClose} onSales={() => onOpen({ kind: 'sales' })} />
    case 'account': {
      const account = document.accounts.find((each) => each.id === dialog.id)
      return account === undefined ? null : (
        <AccountDialog document={document} account={account} onClose={onClose} />
      )
    }
    case 'instrument': {
      const instrument = document.instruments.find((each) => each.id === dialog.id)
      if (instrument === undefined) return null
      return (
        <InstrumentDialog
          document={document}
          instrument={instrument}
          account={dialog.account}
          onClose={onClose}
        />
      )
    }
    case 'lots':
      return (
        <LotsDialog
          document={document}
          account={dialog.account}
          instrument={dialog.instrument}
          onClose={onClose}
        />
      )
  }
}
