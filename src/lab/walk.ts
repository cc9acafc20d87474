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
import type { Desk } from './desk.ts'
import { type Gauge, noteDeskRoutine, noteRoutine, weighRoutine } from './gauge.ts'
import type { Lanes } from './lanes.ts'
import { lookRoutine } from './look.ts'
import { type Land, type Machine, machineOf } from './machine.ts'
import { type Blocks, blockSteps, eventRoutine, surveyRoutine, suspectsRoutine } from './proof.ts'
import { atOnce, deepenRoutine, type Market, one, tallyRoutine, valuesRoutine } from './stretch.ts'
import type { Setup } from './terms.ts'
import {
  aimRoutine,
  bookRoutine,
  chargeRoutine,
  missRoutine,
  placeRoutine,
  type Rules,
  settleRoutine,
} from './trade.ts'

/** What all policies share while they walk, in one memory. */
export interface Trail {
  readonly lanes: Lanes
  readonly market: Market
  readonly blocks: Blocks
  readonly rules: Rules
  readonly gauge: Gauge
  readonly desk: Desk
}

const names = [
  ...(['values', 'deepen', 'tally', 'survey', 'suspects', 'event', 'note', 'noteDesk', 'weigh'] as const),
  ...(['aim', 'place', 'charge', 'miss', 'settle', 'book', 'look', 'walk'] as const),
] as const
type Name = (typeof names)[number]

/** Routines call each other by their place: after the helper, in the order of their names. */
const places = Object.fromEntries(['pour', ...names].map((name, at) => [name, at])) as Record<
  Name | 'pour',
  number
>

/** Steps are in bytes of a number, from the chunk's first; a lane is the policy in bytes of a number. */
export type Walker = Machine<Name>

/** `pour` invests an amount in what is held, or raises it, and writes what is held then to this address. */
export function walkerOf(
  setup: Setup,
  { memory, parts }: Land<Trail>,
  pour: (amount: number, into: number) => void,
): Walker {
  const { lanes, market, blocks, rules, gauge, desk } = parts
  return machineOf(memory, {
    helpers: { pour: { params: ['f64', 'i32'], run: pour } },
    names,
    routines: {
      values: valuesRoutine(market),
      deepen: deepenRoutine(lanes, market),
      tally: tallyRoutine(lanes, market, places.deepen),
      survey: surveyRoutine(market, blocks, places.values),
      suspects: suspectsRoutine(blocks, rules),
      event: eventRoutine(market, blocks, rules),
      note: noteRoutine(gauge, market),
      noteDesk: noteDeskRoutine(gauge),
      weigh: weighRoutine(gauge, lanes),
      aim: aimRoutine(setup, desk, rules),
      place: placeRoutine(setup, desk),
      charge: chargeRoutine(setup, desk, lanes),
      miss: missRoutine(desk, places),
      settle: settleRoutine(desk, places),
      book: bookRoutine(market, desk, lanes),
      look: lookRoutine(market, lanes, desk, rules.across, places),
      walk: walkRoutine(parts),
    },
  })
}

const blockBytes = blockSteps * one

/**
 * (lane, from, to, look, every, sample, sampleEvery, watches): on to the first look at which a class is outside its band,
 * or to `to`, and returns where that is; everything before it is counted. `look` and `sample` are the first of their kind
 * that are not before `from`.
 */
function walkRoutine({ lanes, market, blocks, rules }: Trail): Routine<'i32'> {
  const { size } = market
  const { units, samples } = lanes
  return routine(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    'i32',
    (take, lane, from, to, look, every, sample, sampleEvery, watches) => {
      const [own, bands, block, end, at] = [take('i32'), take('i32'), take('i32'), take('i32'), take('i32')]
      const [last, done, stop, found] = [take('i32'), take('i32'), take('i32'), take('i32')]
      const none = i32.of(blocks.suspects.byteOffset)
      const watched = [
        set(block, i32.mul(i32.shr(from, i32.of(31 - Math.clz32(blockBytes))), i32.of(rules.across * one))),
        set(last, call(places.suspects, 'i32', own, bands, block)),
      ]
      // Where a class may leave its band a few steps are valued at a time: after an event all others would be wrong.
      const searched = [
        set(done, from),
        loop(i32.less(done, at), [
          set(stop, i32.add(done, i32.of(atOnce * one))),
          when(i32.less(end, stop), [set(stop, end)]),
          perform(places.values, own, done, stop),
          loop(i32.less(look, done), [increase(look, every)]),
          set(found, call(places.event, 'i32', own, bands, last, look, stop, every)),
          when(i32.less(found, stop), [set(at, found)]),
          set(done, stop),
        ]),
      ]
      const counted = [
        loop(i32.less(sample, at), [
          perform(places.note, own, sample),
          f64.store(lane, f64.add(f64.load(lane, samples.byteOffset), f64.of(1)), samples.byteOffset),
          increase(sample, sampleEvery),
        ]),
      ]
      return [
        set(own, i32.add(i32.mul(lane, i32.of(size)), i32.of(units.byteOffset))),
        set(bands, i32.mul(lane, i32.of(rules.across))),
        loop(i32.less(from, to), [
          set(end, i32.add(i32.and(from, i32.of(-blockBytes)), i32.of(blockBytes))),
          when(i32.less(to, end), [set(end, to)]),
          set(at, end),
          set(last, none),
          when(watches, watched),
          when(i32.less(none, last), searched, [perform(places.values, own, from, end)]),
          when(i32.less(from, at), [perform(places.tally, lane, from, at)]),
          ...counted,
          when(i32.less(at, end), [give(at)]),
          set(from, end),
        ]),
        give(to),
      ]
    },
  )
}
