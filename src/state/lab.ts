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
}

let door: LabDoor | null = null
let asked: { readonly experiment: Experiment; readonly hear: LabHearer } | null = null

/** One sweep of a sound experiment at a time: a new question gives up the one before. Gives back how to stop. */
export function askLab(experiment: Experiment, hear: LabHearer): () => void {
  const mine = { experiment, hear }
  asked = mine
  door ??= openLabDoor(tell)
  door.ask(experiment)
  return () => {
    if (asked !== mine) return
    asked = null
    door?.cancel()
  }
}

/** Starts the threads and lets them rehearse, once, so that the first picture need not wait for either. */
export function prepareLab(): void {
  door ??= openLabDoor(tell)
  door.warm()
}

function tell(reply: LabReply): void {
  if (asked === null || reply.of !== asked.experiment) return
  const { hear } = asked
  if (reply.kind === 'crashed') {
    asked = null
    hear.onCrash(reply.reason)
    return
  }
  const { sweep, done, leftMs } = reply
  const isLast = sweep.tally.count === sweep.total
  if (isLast) asked = null
  hear.onPart({ kind: 'cells', cells: cellsOf(sweep), sweep, done, total: sweep.total, leftMs })
  if (isLast) hear.onDone()
}
