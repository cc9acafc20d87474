/** `keel import`: what broker files contain, or a document with the accounts of those files replaced. */
import { basename } from 'node:path'
import { documentOf } from '../domain/decode.ts'
import type { ImportFile } from '../domain/import.ts'
import { applyProblemSentence, refusalSentence } from '../domain/importWords.ts'
import { sentenceOf } from '../domain/words.ts'
import { applyImport } from '../files/apply.ts'
import { encodeDocument } from '../files/codec.ts'
import { readImport } from '../files/read.ts'
import { type Outcome, type ReadFile, printed, refused } from './outcome.ts'
import { readBytes, readJson } from './reading.ts'

interface ImportOptions {
  readonly files: readonly string[]
  readonly into: string | null
}

export function importFiles({ files, into }: ImportOptions, readFile: ReadFile): Outcome {
  const imported: ImportFile[] = []
  for (const path of files) {
    const bytes = readBytes(path, readFile)
    if (!bytes.ok) return bytes.outcome
    imported.push(readImport({ name: basename(path), bytes: bytes.value }))
  }
  return into === null ? listing(imported) : merged(imported, into, readFile)
}

/** Refused files are listed like the others, with what they are; the exit code and the complaint tell of them. */
function listing(files: readonly ImportFile[]): Outcome {
  const described = files.map((file) =>
    'because' in file ? { ...file, sentence: refusalSentence(file) } : file,
  )
  const out = printed({ evenkeelImport: 1, files: described })
  return { code: codeOf(files), out, complaint: refusals(files) }
}

/** All or nothing: a document with some of the accounts renewed would look complete and not be. */
function merged(files: readonly ImportFile[], into: string, readFile: ReadFile): Outcome {
  if (codeOf(files) !== 0) return { code: codeOf(files), out: '', complaint: refusals(files) }
  const json = readJson(into, readFile)
  if (!json.ok) return json.outcome
  const document = documentOf(json.value)
  if (!document.ok) {
    const reasons = document.problems.map((problem) => `${problem.path}: ${sentenceOf(problem)}`)
    return refused('', `${into} cannot take an import. ${reasons.join(' ')}`)
  }
  const applied = applyImport(document.value, files)
  return {
    code: 0,
    out: encodeDocument(applied.document),
    complaint: applied.problems.map(applyProblemSentence).join(' '),
  }
}

/** A file whose content nobody can read is as unusable as one that is not there; one that is something else is refused. */
function codeOf(files: readonly ImportFile[]): 0 | 1 | 2 {
  if (files.some((file) => file.kind === 'unreadable')) return 2
  return files.some((file) => 'because' in file) ? 1 : 0
}

function refusals(files: readonly ImportFile[]): string {
  return files
    .flatMap((file) => {
      const sentence = refusalSentence(file)
      return sentence === null ? [] : [`${file.file}: ${sentence}`]
    })
    .join(' ')
}
