/** What can be done to the tree of targets; each edit takes a document and gives a new one. */
import { Decimal, decimalOf, sumOf, textOf, zero } from '../../domain/decimal.ts'
import type { Band, Portfolio, Target } from '../../domain/document.ts'
import { cashClass } from '../../domain/target.ts'
import { setsRenamed, setsWithout } from './sets/setEdits.ts'

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Children by parent in the order of the document, which is the order of the screen. */
type Families = Map<string | null, string[]>

export function setWeight(document: Portfolio, id: string, weight: string): Portfolio {
  const known = document.targets.some((target) => target.class === id)
  if (known || id !== cashClass) return withTarget(document, id, { weight })
  return {
    ...document,
    targets: [...document.targets, newTarget({ class: id, name: 'Cash', parent: null, weight })],
  }
}

export function setBand(document: Portfolio, id: string, band: Band | null): Portfolio {
  return withTarget(document, id, { band })
}

/** Gives a class its name; an id that nobody chose follows the name. */
export function rename(document: Portfolio, id: string, name: string): Portfolio {
  const named = withTarget(document, id, { name: name.trim() })
  return /^class-\d+$/.test(id) ? withId(named, id, idFor(named, name, id)) : named
}

/** The id under which a class is found after it was renamed. */
export function idAfterRename(document: Portfolio, id: string, name: string): string {
  return /^class-\d+$/.test(id) ? idFor(document, name, id) : id
}

/** Gives the weights of one family, in its order on the screen. */
export function setFamily(document: Portfolio, parent: string | null, weights: readonly string[]): Portfolio {
  const family = familyOf(document, parent)
  const byId = new Map(family.map((target, at) => [target.class, weights[at] ?? target.weight]))
  const targets = document.targets.map((target) => ({
    ...target,
    weight: byId.get(target.class) ?? target.weight,
  }))
  return { ...document, targets }
}

/** What is missing to one at the top goes to cash, which gets a target if it has none. */
export function restToCash(document: Portfolio): Portfolio {
  const others = sumOf(
    familyOf(document, null)
      .filter((each) => each.class !== cashClass)
      .map((each) => decimalOf(each.weight)),
  )
  return setWeight(document, cashClass, textOf(Decimal.max(zero, new Decimal(1).minus(others))))
}

/** The siblings under a parent, in document order. */
export function familyOf(document: Portfolio, parent: string | null): readonly Target[] {
  return document.targets.filter((target) => target.parent === parent)
}

/** The id that the next new class gets. */
export function nextId(document: Portfolio): string {
  let number = document.targets.length + 1
  while (isTaken(document, `class-${number}`)) number += 1
  return `class-${number}`
}

/**
 * A new class at the end of a family, with what its siblings leave. The first child of a class that instruments
 * already belong to takes them over, so that they stay classified.
 */
export function addClass(document: Portfolio, parent: string | null): Portfolio {
  const id = nextId(document)
  const siblings = familyOf(document, parent)
  const rest = Decimal.max(zero, new Decimal(1).minus(sumOf(siblings.map((each) => decimalOf(each.weight)))))
  const target = newTarget({ class: id, name: 'New class', parent, weight: textOf(rest) })
  const grown = inTreeOrder({ ...document, targets: [...document.targets, target] })
  return parent !== null && siblings.length === 0 ? exposuresMoved(grown, parent, id) : grown
}

/** Removes a class with all below it; an only child gives its instruments back to its parent. */
export function removeClass(document: Portfolio, id: string): Portfolio {
  const target = document.targets.find((each) => each.class === id)
  const gone = new Set([id, ...descendants(document, id)])
  const rest = { ...document, targets: document.targets.filter((each) => !gone.has(each.class)) }
  const without = {
    ...rest,
    risk: riskWithout(document.risk, gone),
    ...(document.targetSets ? { targetSets: setsWithout(document.targetSets, gone) } : {}),
  }
  if (target === undefined || target.parent === null || gone.size > 1) return without
  return familyOf(rest, target.parent).length === 0 ? exposuresMoved(rest, id, target.parent) : without
}

/** Moves a class among its siblings, under the sibling above it, or out beside its parent. */
export function moveClass(document: Portfolio, id: string, direction: Direction): Portfolio {
  const target = document.targets.find((each) => each.class === id)
  if (target === undefined) return document
  const families = familiesOf(document)
  const family = families.get(target.parent) ?? []
  const at = family.indexOf(id)
  if (direction === 'up' || direction === 'down')
    return swapped(document, families, target.parent, at, direction === 'up' ? at - 1 : at + 1)
  return direction === 'in' ? movedIn(document, id, family[at - 1]) : movedOut(document, target)
}

function swapped(
  document: Portfolio,
  families: Families,
  parent: string | null,
  at: number,
  to: number,
): Portfolio {
  const family = [...(families.get(parent) ?? [])]
  const [one, other] = [family[at], family[to]]
  if (one === undefined || other === undefined) return document
  family[at] = other
  family[to] = one
  return ordered(document, new Map(families).set(parent, family))
}

function movedIn(document: Portfolio, id: string, parent: string | undefined): Portfolio {
  if (parent === undefined || parent === cashClass || id === cashClass) return document
  const leafBefore = familyOf(document, parent).length === 0
  const moved = inTreeOrder(withTarget(document, id, { parent }))
  return leafBefore ? exposuresMoved(moved, parent, firstLeaf(moved, id)) : moved
}

function movedOut(document: Portfolio, target: Target): Portfolio {
  const parent = document.targets.find((each) => each.class === target.parent)
  if (parent === undefined) return document
  const families = familiesOf(withTarget(document, target.class, { parent: parent.parent }))
  const family = (families.get(parent.parent) ?? []).filter((each) => each !== target.class)
  family.splice(family.indexOf(parent.class) + 1, 0, target.class)
  return ordered(
    withTarget(document, target.class, { parent: parent.parent }),
    families.set(parent.parent, family),
  )
}

function firstLeaf(document: Portfolio, id: string): string {
  const child = familyOf(document, id)[0]
  return child === undefined ? id : firstLeaf(document, child.class)
}

/** All classes below one, at any depth; a cycle ends where it closes. */
export function descendants(
  document: Portfolio,
  id: string,
  seen: ReadonlySet<string> = new Set([id]),
): readonly string[] {
  const children = familyOf(document, id)
    .map((each) => each.class)
    .filter((each) => !seen.has(each))
  const known = new Set([...seen, ...children])
  return children.flatMap((child) => [child, ...descendants(document, child, known)])
}

function familiesOf(document: Portfolio): Families {
  const families: Families = new Map()
  for (const target of document.targets)
    families.set(target.parent, [...(families.get(target.parent) ?? []), target.class])
  return families
}

function inTreeOrder(document: Portfolio): Portfolio {
  return ordered(document, familiesOf(document))
}

/** The targets depth first; those that no walk from the top reaches keep their place at the end. */
function ordered(document: Portfolio, families: Families): Portfolio {
  const byId = new Map(document.targets.map((target) => [target.class, target]))
  const walk = (parent: string | null): string[] =>
    (families.get(parent) ?? []).flatMap((id) => [id, ...walk(id)])
  const reached = walk(null)
  const lost = document.targets.filter((target) => !reached.includes(target.class))
  const targets = reached.flatMap((id) => byId.get(id) ?? [])
  return { ...document, targets: [...targets, ...lost] }
}

/** Instruments of one class belong to another from now on, and what is known of its risk with them. */
function exposuresMoved(document: Portfolio, from: string, to: string): Portfolio {
  const instruments = document.instruments.map((instrument) => {
    if (instrument.exposure === null)
      return instrument.id === from ? { ...instrument, exposure: { [to]: '1' } } : instrument
    if (!Object.hasOwn(instrument.exposure, from)) return instrument
    const entries = Object.entries(instrument.exposure).map(
      ([name, share]) => [name === from ? to : name, share] as const,
    )
    return { ...instrument, exposure: Object.fromEntries(entries) }
  })
  return { ...document, instruments, risk: riskRenamed(document.risk, from, to) }
}

type Risk = Portfolio['risk']

function riskRenamed(risk: Risk, from: string, to: string): Risk {
  if (risk === null || !risk.classes.includes(from) || risk.classes.includes(to)) return risk
  return { ...risk, classes: risk.classes.map((name) => (name === from ? to : name)) }
}

/** A class that is gone takes its line and its column with it. */
function riskWithout(risk: Risk, gone: ReadonlySet<string>): Risk {
  if (risk === null || !risk.classes.some((name) => gone.has(name))) return risk
  const stays = (_: unknown, at: number): boolean => !gone.has(risk.classes[at] ?? '')
  return {
    ...risk,
    classes: risk.classes.filter(stays),
    volatility: risk.volatility.filter(stays),
    correlation: risk.correlation.filter(stays).map((row) => row.filter(stays)),
  }
}

function withId(document: Portfolio, from: string, to: string): Portfolio {
  if (from === to) return document
  const targets = document.targets.map((target) => ({
    ...target,
    class: target.class === from ? to : target.class,
    parent: target.parent === from ? to : target.parent,
  }))
  const sets = document.targetSets ? { targetSets: setsRenamed(document.targetSets, from, to) } : {}
  return exposuresMoved({ ...document, targets, ...sets }, from, to)
}

/** An id made of a name's letters and digits, unlike every other; `own` may stay. */
function idFor(document: Portfolio, name: string, own: string): string {
  const slug = name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  if (slug === '' || slug === cashClass) return own
  if (!isTaken(document, slug)) return slug
  let number = 2
  while (isTaken(document, `${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}

/** An instrument's id counts as taken: a class of that name would silently become the instrument's own. */
function isTaken(document: Portfolio, id: string): boolean {
  return (
    document.targets.some((each) => each.class === id) || document.instruments.some((each) => each.id === id)
  )
}

function newTarget(fields: Pick<Target, 'class' | 'name' | 'parent' | 'weight'>): Target {
  return { ...fields, band: null, location: null }
}

function withTarget(document: Portfolio, id: string, change: Partial<Target>): Portfolio {
  return {
    ...document,
    targets: document.targets.map((target) => (target.class === id ? { ...target, ...change } : target)),
  }
}
