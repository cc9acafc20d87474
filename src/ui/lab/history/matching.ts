/** Which series stands for which class: guessed from its symbol, corrected by a person. */
import type { Instrument, Portfolio } from '../../../domain/document.ts'
import type { SeriesPick } from '../../../domain/historyStudy.ts'
import { exposureOf } from '../../../domain/weights.ts'
import type { HistoryEntry } from '../../../state/histories.ts'
import { className } from '../../look/classColour.ts'
import { classesAtRisk } from '../../risk/riskForm.ts'

/** A series of a file that was read. */
export interface Series {
  readonly key: string
  readonly source: number
  readonly symbol: string
  readonly file: string
}

export interface Match {
  readonly class: string
  readonly series: Series | null
}

export function seriesIn(entries: readonly HistoryEntry[]): readonly Series[] {
  return entries.flatMap(({ source, file }) =>
    file.kind === 'history'
      ? file.series.map(({ symbol }) => ({
          key: `${source.number} ${symbol}`,
          source: source.number,
          symbol,
          file: source.name,
        }))
      : [],
  )
}

/** Every class of the targets but cash, in their order. A choice whose file is gone falls back to the guess. */
export function matchesOf(
  document: Portfolio,
  series: readonly Series[],
  chosen: ReadonlyMap<string, string | null>,
): readonly Match[] {
  return classesAtRisk(document).map((name) => {
    const choice = chosen.get(name)
    if (choice === null) return { class: name, series: null }
    const its = series.find(({ key }) => key === choice)
    return { class: name, series: its ?? guessed(document, name, series) }
  })
}

/** An instrument of the class by its symbol, the one with the largest share first; else the class's own id or name. */
function guessed(document: Portfolio, name: string, series: readonly Series[]): Series | null {
  const instruments = document.instruments
    .map((instrument) => ({ id: instrument.id, share: shareOf(instrument, name) }))
    .filter(({ share }) => share > leastShare)
    .sort((a, b) => b.share - a.share)
    .map(({ id }) => id)
  for (const wanted of [...instruments, name, className(document, name)]) {
    const found = series.find(({ symbol }) => plainSymbol(symbol) === plainSymbol(wanted))
    if (found !== undefined) return found
  }
  return null
}

function shareOf(instrument: Instrument, name: string): number {
  return (
    exposureOf(instrument)
      .find(([each]) => each === name)?.[1]
      .toNumber() ?? 0
  )
}

/** A fund of several classes says little about one of them. */
const leastShare = 0.9

/** "btc-usd", "BTC_USD" and "BTC/USD" are the same; so are letters of either case. */
function plainSymbol(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[-_/. ]USD$/u, '')
    .replace(/[-_/. ]/gu, '-')
}

export function picksOf(matches: readonly Match[]): readonly SeriesPick[] {
  return matches.flatMap(({ class: name, series }) =>
    series === null ? [] : [{ class: name, source: series.source, symbol: series.symbol }],
  )
}
