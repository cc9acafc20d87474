/** Asks the lab for the cells of an experiment: a coarse picture at once, sharper ones while paths arrive, and a stop at any time. */
import type { Experiment } from '../domain/experiment.ts'
import { type Cell, cellsOf, type Sweep } from '../domain/labResult.ts'
import { type LabDoor, type LabReply, openLabDoor } from '../worker/labDoor.ts'

/** A picture takes the place of the one before: whoever kept them all would need memory for every path. */
export interface LabHeard {
  readonly kind: 'cells'
  /** One a policy, in the order of the experiment; of the paths from the first to `sweep.tally.count`. */
  readonly cells: readonly Cell[]
  /** What the cells were read from, for other figures and for differences to other policies than the baseline. */
  readonly sweep: Sweep
  /** Paths that were followed so far, also those that wait for their turn to be counted; of `total`. */
  readonly done: number
  readonly total: number
  /** Milliseconds until the last picture, as the paths so far went; 0 with the last one. */
  readonly leftMs: number
}

export interface LabHearer {
  readonly onPart: (part: LabHeard) => void
  /** After the picture of all paths. */
  readonly onDone: () => void
  readonly onCrash: (reason: string) => void
  /** A question beside the sweep has to wait for another; told again where one that had begun is put back. */
  readonly onWait?: () => void
}

interface Asked {
  readonly experiment: Experiment
  readonly isFanned: boolean
  readonly hear: LabHearer
}

let door: LabDoor | null = null
/** The sweep of the page: all else waits for it. */
let first: Asked | null = null
/** What is asked beside it, one after the other. */
let beside: readonly Asked[] = []
let flying: Asked | null = null

/** Another door is only given by tests. */
export function replaceLabDoor(open: ((hear: (reply: LabReply) => void) => LabDoor) | null): void {
  door?.close()
  door = open === null ? null : open(tell)
  first = null
  beside = []
  flying = null
}

/** One sweep of a sound experiment at a time: a new question gives up the one before. Gives back how to stop. */
export function askLab(experiment: Experiment, hear: LabHearer): () => void {
  const mine = { experiment, isFanned: false, hear }
  const before = flying
  first = mine
  fly(mine)
  // What it interrupts is begun again afterwards.
  if (before !== null && beside.includes(before)) before.hear.onWait?.()
  return () => giveUp(mine)
}

/** Asks beside the sweep of the page: after it and after what was asked before. Gives back how to stop. */
export function askBeside(experiment: Experiment, hear: LabHearer): () => void {
  return queue({ experiment, isFanned: false, hear })
}

/** The same, with how wealth spreads along the way: for a few policies. */
export function askFan(experiment: Experiment, hear: LabHearer): () => void {
  return queue({ experiment, isFanned: true, hear })
}

/** Starts the threads and lets them rehearse, once, so that the first picture need not wait for either. */
export function prepareLab(): void {
  door ??= openLabDoor(tell)
  door.warm()
}

function queue(mine: Asked): () => void {
  beside = [...beside, mine]
  if (flying === null) fly(mine)
  else mine.hear.onWait?.()
  return () => giveUp(mine)
}

function fly(asked: Asked): void {
  flying = asked
  door ??= openLabDoor(tell)
  door.ask(asked.experiment, asked.isFanned)
}

function giveUp(mine: Asked): void {
  const isFlying = flying === mine
  drop(mine)
  if (!isFlying) return
  door?.cancel()
  next()
}

function drop(mine: Asked): void {
  if (first === mine) first = null
  beside = beside.filter((each) => each !== mine)
  if (flying === mine) flying = null
}

function next(): void {
  const waiting = first ?? beside[0]
  if (flying === null && waiting !== undefined) fly(waiting)
}

function tell(reply: LabReply): void {
  if (flying === null || reply.of !== flying.experiment) return
  const { hear } = flying
  if (reply.kind === 'crashed') {
    drop(flying)
    hear.onCrash(reply.reason)
    next()
    return
  }
  const { sweep, done, leftMs } = reply
  const isLast = sweep.tally.count === sweep.total
  if (isLast) drop(flying)
  hear.onPart({ kind: 'cells', cells: cellsOf(sweep), sweep, done, total: sweep.total, leftMs })
  if (!isLast) return
  hear.onDone()
  next()
}
