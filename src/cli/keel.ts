/** The terminal's `keel`: the same engine without a page. It reads the files it is given and opens no socket. */
import { readFileSync } from 'node:fs'
import { commandOf, usage } from './arguments.ts'
import { checkFile } from './check.ts'
import { historyFiles } from './history.ts'
import { importFiles } from './import.ts'
import { labFile } from './lab.ts'
import { type Outcome, type ReadFile, done, unusable } from './outcome.ts'
import { planFile } from './plan.ts'
import { targetFile } from './target.ts'

interface Sink {
  write: (text: string) => unknown
}

export interface Io {
  readonly stdout: Sink
  readonly stderr: Sink
  /** The bytes of a file; throws what the file system throws. */
  readonly readFile?: ReadFile
}

/** Does what was typed and returns the exit code: 0 done, 1 refused, 2 unusable, 10 something to trade (on request). */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const { code, out, complaint } = await Promise.resolve(attempt(argv, io.readFile ?? readFileSync))
  if (out !== '') io.stdout.write(out)
  if (complaint !== '') io.stderr.write(`keel: ${oneLine(complaint)}\n`)
  return code
}

/** A surprise is a fault of this program, and still one line: a schedule's log is no place for a stack. */
function attempt(argv: readonly string[], readFile: ReadFile): Outcome {
  try {
    return outcomeOf(argv, readFile)
  } catch (fault) {
    return unusable(`this is a fault of Evenkeel: ${fault instanceof Error ? fault.message : String(fault)}.`)
  }
}

function outcomeOf(argv: readonly string[], readFile: ReadFile): Outcome {
  const command = commandOf(argv)
  switch (command.kind) {
    case 'plan':
      return planFile(command, readFile)
    case 'check':
      return checkFile(command.file, readFile)
    case 'import':
      return importFiles(command, readFile)
    case 'lab':
      return labFile(command.file, readFile)
    case 'history':
      return historyFiles(command, readFile)
    case 'target':
      return targetFile(command, readFile)
    case 'help':
      return done(usage)
    case 'misused':
      return unusable(command.sentence)
  }
}

function oneLine(sentence: string): string {
  return sentence.replace(/\s+/gu, ' ').trim()
}
