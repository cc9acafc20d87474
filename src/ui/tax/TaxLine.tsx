/** One line about tax under the holdings: that there is none, or by which rates, and the ways to what belongs to it. */
import type { ReactElement, ReactNode } from 'react'
import type { Portfolio, Tax } from '../../domain/document.ts'
import { percentAsWritten } from '../format.ts'
import type { HoldingDialog } from '../holdings/dialog.ts'
import { methodOf } from './taxForm.ts'
import './tax.css'

interface TaxLineProps {
  readonly document: Portfolio
  readonly onOpen: (dialog: HoldingDialog) => void
}

export function TaxLine({ document, onOpen }: TaxLineProps): ReactElement {
  const { tax } = document
  return (
    <div className="faint counts tax-line">
      <span>{tax === null ? 'Gains are not taxed in the plan.' : ratesWords(tax)}</span>
      <LinkTo dialog={{ kind: 'tax' }} onOpen={onOpen}>
        {tax === null ? 'Set up tax' : 'Change'}
      </LinkTo>
      {tax !== null && (
        <LinkTo dialog={{ kind: 'sales' }} onOpen={onOpen}>
          Sales of this year ({document.realised.length})
        </LinkTo>
      )}
      {tax?.washSales === true && (
        <LinkTo dialog={{ kind: 'wash' }} onOpen={onOpen}>
          Wash sales
        </LinkTo>
      )}
    </div>
  )
}

interface LinkToProps {
  readonly dialog: HoldingDialog
  readonly onOpen: (dialog: HoldingDialog) => void
  readonly children: ReactNode
}

function LinkTo({ dialog, onOpen, children }: LinkToProps): ReactElement {
  return (
    <button type="button" className="link" onClick={() => onOpen(dialog)}>
      {children}
    </button>
  )
}

function ratesWords(tax: Tax): string {
  const { shortRate, longRate } = tax
  const rates =
    shortRate === longRate
      ? `at ${percentAsWritten(shortRate)}`
      : `at ${percentAsWritten(shortRate)} short-term, ${percentAsWritten(longRate)} long-term`
  return `Gains are taxed ${rates}. Lots are sold ${soldWords(tax)}.`
}

function soldWords(tax: Tax): string {
  if (tax.lotMethod === 'min-tax') return 'by least tax'
  return tax.lotMethod === 'average' ? 'at average cost' : methodOf(tax).label.toLowerCase()
}
