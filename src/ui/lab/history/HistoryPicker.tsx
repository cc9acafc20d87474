/** Where price files are dropped or chosen, or a table of prices is pasted. */
import type { ReactElement } from 'react'
import type { SourceText } from '../../../domain/mapping.ts'
import { FilePicker } from '../../parts/FilePicker.tsx'

interface HistoryPickerProps {
  readonly onSources: (sources: readonly SourceText[]) => void
}

const words = {
  drop: 'Drop price files here, several at once, or',
  hint: 'Tables with a column of dates and one of prices or returns per symbol, or with date, symbol and price in each line.',
  label: 'Price files',
  pasted: 'Copied prices, with their header',
  placeholder: 'date, STOCKS, BONDS\n2026-01-02, 101.20, 52.10',
  read: 'Read the prices',
  name: 'Pasted prices',
}

export function HistoryPicker({ onSources }: HistoryPickerProps): ReactElement {
  return <FilePicker words={words} onSources={onSources} />
}
