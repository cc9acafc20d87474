/** What is wrong with a backup, and what to do, in sentences. */

export type BackupTrouble =
  /** Some other file. */
  | 'no-backup'
  /** Cut off, or changed since it was written. */
  | 'damaged'
  /** Written by a newer Evenkeel. */
  | 'newer'
  | 'wrong-passphrase'

const words: Readonly<Record<BackupTrouble, string>> = {
  'no-backup':
    'This is not a backup of Evenkeel. A single portfolio is opened with “Open a file…”; choose a file that ends in .evenkeel-backup.',
  damaged:
    'The backup is cut off or was changed since it was made, so nothing of it was restored. Look for another copy of the file.',
  newer: 'The backup was made by a newer Evenkeel. Reload the page, or update it, and try again.',
  'wrong-passphrase':
    'The passphrase does not open this backup. Look at capitals and spaces and try again; without it nobody can read the file.',
}

export function sentenceOfBackupTrouble(trouble: BackupTrouble): string {
  return words[trouble]
}
