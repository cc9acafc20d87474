/** Reading the files that were named: their bytes, or the JSON they hold, or why that is impossible. */
import { parseJson } from '../files/codec.ts'
import { upgraded } from '../files/versions.ts'
import { type Outcome, type ReadFile, unusable } from './outcome.ts'

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly outcome: Outcome }

export function readBytes(path: string, readFile: ReadFile): Read<Uint8Array> {
  try {
    return { ok: true, value: readFile(path) }
  } catch (fault) {
    return { ok: false, outcome: unusable(`${path} cannot be read: ${systemReason(fault)}.`) }
  }
}

/** The JSON value in a file, in the words of the newest version; whether it is a sound document is not asked here. */
export function readJson(path: string, readFile: ReadFile): Read<unknown> {
  const bytes = readBytes(path, readFile)
  if (!bytes.ok) return bytes
  const json = parseJson(textOf(bytes.value))
  if (!json.ok)
    return { ok: false, outcome: unusable(`${path} is not JSON: ${String(json.problems[0]?.['reason'])}.`) }
  const current = upgraded(json.value)
  // What is newer is refused by the validator, with everything else that it finds.
  return { ok: true, value: current.ok ? current.value : json.value }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is missing',
}

function systemReason(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  return (
    (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ??
    (fault instanceof Error ? fault.message : String(fault))
  )
}
