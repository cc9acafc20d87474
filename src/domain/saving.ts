/** Why a portfolio could not be saved or found again, and the sentence for it. */

export type SaveTrouble =
  /** The browser's storage has no room left. */
  | 'full'
  /** The browser refuses storage altogether: private windows, settings, or a broken profile. */
  | 'unavailable'
  /** The database was deleted or its connection was taken away while the page was open. */
  | 'taken-away'
  /** Another tab with an older page holds the database. */
  | 'blocked'
  /** A newer Evenkeel has changed how portfolios are stored in this browser. */
  | 'outdated'
  /** Another tab saved the same portfolio in the meantime. */
  | 'changed-elsewhere'
  | 'unknown'

const words: Readonly<Record<SaveTrouble, string>> = {
  full: 'The browser has no room left, so the last changes are only in this tab. Free some space or export the portfolio as a file, then save again.',
  unavailable:
    'The browser lets this page store nothing, so the portfolio is only in this tab. Export it as a file before you close the tab.',
  'taken-away':
    'The browser’s stored data for this page was removed while it was open. What you see is only in this tab; save again to store it.',
  blocked: 'Another tab holds the stored portfolios. Close the other tabs of Evenkeel, then save again.',
  outdated:
    'A newer Evenkeel stored its portfolios in this browser. Export this one as a file if it has changes, then reload the page.',
  'changed-elsewhere':
    'Another tab saved this portfolio in the meantime. Save again to keep what this tab shows, or reload to see the other.',
  unknown:
    'The portfolio could not be stored, so the last changes are only in this tab. Save again, or export it as a file.',
}

export function sentenceOfSaveTrouble(trouble: SaveTrouble): string {
  return words[trouble]
}

/** That an earlier state stands in for one that was damaged, and what to do. */
export function sentenceOfRecovery(name: string, savedAt: string): string {
  const moment = `${savedAt.slice(0, 10)} at ${savedAt.slice(11, 16)} (UTC)`
  return `“${name || 'Portfolio'}” was damaged in the browser’s storage, so its state of ${moment} was opened. Look whether the last changes are in it; the damaged record is kept aside and can be saved as a file.`
}
