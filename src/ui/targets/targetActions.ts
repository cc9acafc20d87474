/** The edits of the target tree as named steps that can be undone. */
import { textOf } from '../../domain/decimal.ts'
import type { Band, Portfolio } from '../../domain/document.ts'
import { normalised, scaledUp, type Share } from '../../domain/normalise.ts'
import { edit } from '../../state/portfolio.ts'
import { className } from '../look/classColour.ts'
import * as edits from './edits.ts'

/** One stay in a cell is one step, however many keys it took. */
export function writeWeight(document: Portfolio, id: string, weight: string): void {
  edit(`Weight of ${className(document, id)}`, (now) => edits.setWeight(now, id, weight), {
    merge: `weight ${id}`,
  })
}

export function writeName(id: string, name: string): void {
  edit('Rename class', (now) => edits.rename(now, id, name))
}

export function writeBand(document: Portfolio, id: string, band: Band | null, gesture?: string): void {
  const options = gesture === undefined ? {} : { merge: gesture }
  edit(`Band of ${className(document, id)}`, (now) => edits.setBand(now, id, band), options)
}

/** Adds a class and gives the id under which it is found. */
export function addTo(document: Portfolio, parent: string | null): string {
  const id = edits.nextId(document)
  edit('Add class', (now) => edits.addClass(now, parent))
  return id
}

export function remove(document: Portfolio, id: string): void {
  edit(`Remove ${className(document, id)}`, (now) => edits.removeClass(now, id))
}

export function move(document: Portfolio, id: string, direction: edits.Direction): void {
  edit(`Move ${className(document, id)}`, (now) => edits.moveClass(now, id, direction))
}

/** The siblings of a family with their locks, in the order of the screen. */
export function sharesOf(
  document: Portfolio,
  parent: string | null,
  locked: ReadonlySet<string>,
): readonly Share[] {
  return edits
    .familyOf(document, parent)
    .map((target) => ({ weight: target.weight, locked: locked.has(target.class) }))
}

export function normalise(parent: string | null, locked: ReadonlySet<string>): void {
  edit('Normalise', (now) => withFamily(now, parent, normalised(sharesOf(now, parent, locked))))
}

export function scaleUp(parent: string | null, locked: ReadonlySet<string>): void {
  edit('Scale to 100 %', (now) => withFamily(now, parent, scaledUp(sharesOf(now, parent, locked))))
}

export function restToCash(): void {
  edit('Rest to cash', edits.restToCash)
}

function withFamily(
  document: Portfolio,
  parent: string | null,
  weights: readonly string[] | null,
): Portfolio {
  return weights === null ? document : edits.setFamily(document, parent, weights)
}

/** A fraction as the percent that is edited, with every digit it has. */
export function percentToEdit(fraction: Parameters<typeof textOf>[0]): string {
  return textOf(fraction.times(100))
}
