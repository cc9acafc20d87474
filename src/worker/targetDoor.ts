/** The door of the builders of targets: the newest question counts, and the thread stays warm between them. */
import type { BuildAnswer, BuildQuestion } from '../domain/targetBuild.ts'
import { type Dial, type Reply, openLine } from './line.ts'
import { workerDial } from './wire.ts'

export type TargetReply = Reply<BuildQuestion, BuildAnswer>

export interface TargetDoor {
  /** Asks now or after the question in flight; one that waits gives way to a newer one and is never answered. */
  readonly ask: (question: BuildQuestion) => void
  readonly close: () => void
}

export function openTargetDoor(
  hear: (reply: TargetReply) => void,
  dial: Dial = workerDial(targetWorker),
): TargetDoor {
  return openLine<BuildQuestion, BuildAnswer>(dial, hear)
}

function targetWorker(): Worker {
  return new Worker(new URL('./targetThread.ts', import.meta.url), { type: 'module', name: 'targets' })
}
