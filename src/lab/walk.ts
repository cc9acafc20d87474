/** One policy's way along some steps, to the next look at which something may happen: bounds prove where none is needed. */
import {
  call,
  f64,
  give,
  i32,
  increase,
  loop,
  perform,
  type Routine,
  routine,
  set,
  when,
} from './assembler.ts'
import { deepenRoutine, type Market, one, tallyRoutine, valuesRoutine } from './stretch.ts'
import { type Blocks, blockSteps, eventRoutine, surveyRoutine, suspectsRoutine } from './proof.ts'
import { type Gauge, noteRoutine, settleRoutine } from './gauge.ts'
import type { Lanes } from './lanes.ts'
import { type Land, machineOf } from './machine.ts'

/** What all policies share while they walk, in one memory. */
export interface Trail {
  readonly lanes: Lanes
  readonly market: Market
  readonly blocks: Blocks
  readonly gauge: Gauge
}

/** Routines call each other by their place in this list. */
const names = ['values', 'deepen', 'tally', 'survey', 'suspects', 'event', 'note', 'settle', 'walk'] as const
const placeOf = (name: (typeof names)[number]): number => names.indexOf(name)

/** Steps are in bytes of a number, from the chunk's first; a lane is the policy in bytes of a number. */
export type Walker = ReturnType<typeof walkerOf>

export function walkerOf({ memory, parts }: Land<Trail>) {
  const { lanes, market, blocks, gauge } = parts
  return machineOf(memory, names, {
    values: valuesRoutine(market),
    deepen: deepenRoutine(lanes, market),
    tally: tallyRoutine(lanes, market, placeOf('deepen')),
    survey: surveyRoutine(market, blocks, placeOf('values')),
    suspects: suspectsRoutine(blocks),
    event: eventRoutine(market, blocks),
    note: noteRoutine(gauge, market),
    settle: settleRoutine(gauge, lanes),
    walk: walkRoutine(parts),
  })
}

const blockBytes = blockSteps * one

/**
 * (lane, from, to, look, every, sample, sampleEvery, watches): on to the first look at which a class is outside its band,
 * or to `to`, and returns where that is; everything before it is counted. `look` and `sample` are the first of their kind
 * that are not before `from`.
 */
function walkRoutine({ lanes, market, blocks }: Trail): Routine<'i32'> {
  const { size } = market
  const { units, samples } = lanes
  return routine(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    'i32',
    (take, lane, from, to, look, every, sample, sampleEvery, watches) => {
      const [own, bands, block, end, at, last] = [
        take('i32'),
        take('i32'),
        take('i32'),
        take('i32'),
        take('i32'),
        take('i32'),
      ]
      const none = i32.of(blocks.suspects.byteOffset)
      const watched = [
        set(block, i32.mul(i32.shr(from, i32.of(31 - Math.clz32(blockBytes))), i32.of(blocks.across * one))),
        set(last, call(placeOf('suspects'), 'i32', own, bands, block)),
        when(i32.less(none, last), [
          loop(i32.less(look, from), [increase(look, every)]),
          set(at, call(placeOf('event'), 'i32', own, bands, last, look, end, every)),
        ]),
      ]
      const counted = [
        loop(i32.less(sample, at), [
          perform(placeOf('note'), own, sample),
          f64.store(lane, f64.add(f64.load(lane, samples.byteOffset), f64.of(1)), samples.byteOffset),
          increase(sample, sampleEvery),
        ]),
      ]
      return [
        set(own, i32.add(i32.mul(lane, i32.of(size)), i32.of(units.byteOffset))),
        set(bands, i32.mul(lane, i32.of(blocks.across))),
        loop(i32.less(from, to), [
          set(end, i32.add(i32.and(from, i32.of(-blockBytes)), i32.of(blockBytes))),
          when(i32.less(to, end), [set(end, to)]),
          set(at, end),
          perform(placeOf('values'), own, from, end),
          when(watches, watched),
          when(i32.less(from, at), [perform(placeOf('tally'), lane, from, at)]),
          ...counted,
          when(i32.less(at, end), [give(at)]),
          set(from, end),
        ]),
        give(to),
      ]
    },
  )
}
