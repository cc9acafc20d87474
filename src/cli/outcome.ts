/** What a command comes to: an exit code, what it prints, and a complaint for standard error. */

export interface Outcome {
  readonly code: 0 | 1 | 2 | 10
  readonly out: string
  /** One sentence, or nothing. */
  readonly complaint: string
}

export type ReadFile = (path: string) => Uint8Array

export function done(out: string): Outcome {
  return { code: 0, out, complaint: '' }
}

/** Refused: what is printed says why; the complaint is for those who do not read it. */
export function refused(out: string, complaint = ''): Outcome {
  return { code: 1, out, complaint }
}

/** Bad usage, or a file that cannot be read: nothing is printed. */
export function unusable(complaint: string): Outcome {
  return { code: 2, out: '', complaint }
}

/** The one form in which JSON is printed. */
export function printed(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
