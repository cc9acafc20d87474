/** Which instruments wait to be classified: those that no leaf of the targets takes in. */
import type { Instrument, Portfolio } from './document.ts'

/** Instruments, not set aside, of which some exposure (without one: the id) names no leaf of the targets and not cash. */
export function unclassifiedInstruments(document: Portfolio): readonly Instrument[] {
  const parents = new Set(document.targets.map((target) => target.parent))
  const leaves = new Set(document.targets.map((target) => target.class).filter((name) => !parents.has(name)))
  leaves.add('cash')
  return document.instruments.filter(
    (instrument) => !instrument.exclude && classesOf(instrument).some((name) => !leaves.has(name)),
  )
}

function classesOf(instrument: Instrument): readonly string[] {
  return instrument.exposure === null ? [instrument.id] : Object.keys(instrument.exposure)
}
