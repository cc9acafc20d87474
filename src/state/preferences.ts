/** What a person chose once and wants to find again: the theme, the columns of their files, the portfolio last shown. */
import * as v from 'valibot'
import { createStore } from 'zustand/vanilla'
import { type ColumnMapping, mappingKey } from '../domain/mapping.ts'
import { roles } from '../files/columns.ts'
import { readPreference, writePreference } from '../storage/preferences.ts'
import { storage } from './connection.ts'

export type Theme = 'auto' | 'light' | 'dark'

export interface Preferences {
  readonly theme: Theme
  readonly lastPortfolio: string | null
  /** Corrected columns of unknown tables by their header, as `mappingKey` writes it. */
  readonly mappings: ReadonlyMap<string, ColumnMapping>
}

export const preferencesStore = createStore<Preferences>(() => ({
  theme: 'auto',
  lastPortfolio: null,
  mappings: new Map(),
}))

/** Reads what was remembered; what is not understood is forgotten. Throws a `StorageFault`. */
export async function loadPreferences(): Promise<void> {
  const [theme, last, mappings] = await Promise.all(
    ['theme', 'lastPortfolio', 'mappings'].map(async (name) => await readPreference(storage(), name)),
  )
  preferencesStore.setState({
    theme: v.parse(v.fallback(v.picklist(['auto', 'light', 'dark']), 'auto'), theme),
    lastPortfolio: v.parse(v.fallback(v.nullable(v.string()), null), last),
    mappings: mappingsOf(mappings),
  })
}

export function setTheme(theme: Theme): void {
  preferencesStore.setState({ theme })
  remember('theme', theme)
}

export function rememberPortfolio(id: string): void {
  preferencesStore.setState({ lastPortfolio: id })
  remember('lastPortfolio', id)
}

/** Remembers how the columns of tables with this header are to be read. */
export function rememberMapping(header: readonly string[], mapping: ColumnMapping): void {
  const mappings = new Map(preferencesStore.getState().mappings).set(mappingKey(header), mapping)
  preferencesStore.setState({ mappings })
  remember('mappings', Object.fromEntries(mappings))
}

export function rememberedMapping(header: readonly string[]): ColumnMapping | null {
  return preferencesStore.getState().mappings.get(mappingKey(header)) ?? null
}

const mappingSchema = v.object({
  delimiter: v.picklist([',', ';', '\t', '|']),
  decimal: v.picklist(['point', 'comma']),
  headerLine: v.nullable(v.number()),
  columns: v.array(v.nullable(v.picklist(roles))),
})

/** Stored mappings one by one: one that is damaged does not take the others with it. */
function mappingsOf(stored: unknown): ReadonlyMap<string, ColumnMapping> {
  const all = v.safeParse(v.record(v.string(), v.unknown()), stored)
  if (!all.success) return new Map()
  const each = Object.entries(all.output).map(
    ([header, mapping]) => [header, v.safeParse(mappingSchema, mapping)] as const,
  )
  return new Map(
    each.flatMap(([header, parsed]) => (parsed.success ? [[header, parsed.output] as const] : [])),
  )
}

/** A choice that cannot be stored still holds while the page is open; that the storage fails is said by the saver. */
function remember(name: string, value: unknown): void {
  writePreference(storage(), name, value).catch(() => undefined)
}
