/** Targets built again from drawn rows: the same intervals for the same question, ties where only noise differs. */
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { Builder } from '../../src/domain/recipe.ts'
import type { SpreadAnswer, SpreadQuestion } from '../../src/domain/targetSpread.ts'
import { alternativesCsv } from '../../src/files/alternativesCsv.ts'
import { targetsBuilt } from '../../src/engine/builtTargets.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { spreadTargets } from '../../src/worker/spreadDoor.ts'
import { spreader } from '../../src/worker/spreader.ts'
import { diceOf } from '../laws/dice.ts'
import { channelDial } from './channel.ts'

function target(name: string, weight: string): Portfolio['targets'][number] {
  return { class: name, name: '', parent: null, weight, band: null, location: null }
}

const document: Portfolio = {
  ...blankDocument('', '2026-11-20'),
  targets: [target('calm', '0.45'), target('wild', '0.45'), target('cash', '0.1')],
}

/** Two classes apart from each other, the second three times as wild. */
function pricesOf(rows: number): SpreadQuestion['prices'] {
  const dice = diceOf(7)
  const walk = (size: number): string[] => {
    let level = 1
    return Array.from({ length: rows + 1 }, (_, at) => {
      if (at > 0) level *= 1 + size * (dice.chance(0.5) ? 1 : -1) * (0.5 + at / rows)
      return level.toFixed(12)
    })
  }
  const dates = Array.from({ length: rows + 1 }, (_, at) => `20${String(at + 10)}-01-01`)
  return { dates, classes: [walk(0.01), walk(0.03)] }
}

function questionOf(builder: Builder, rows = 80): SpreadQuestion {
  return {
    build: {
      document,
      settings: { builder, groups: 'free', bounds: [] },
      estimates: {
        classes: ['calm', 'wild'],
        volatility: ['0.16', '0.48'],
        correlation: [
          ['1', '0'],
          ['0', '1'],
        ],
      },
    },
    estimator: 'sample',
    classes: ['calm', 'wild'],
    prices: pricesOf(rows),
    stepsPerYear: 252,
  }
}

function drawnWhole(question: SpreadQuestion): SpreadAnswer {
  const ask = spreader()
  let answer = ask({ question })
  while (answer.drawn < answer.of) answer = ask({ question: null })
  return answer
}

test('the built weights have an interval, cash has none, and the same question has the same intervals', () => {
  const answer = drawnWhole(questionOf({ kind: 'inverse-volatility' }))
  expect(answer.classes).toEqual(['calm', 'cash', 'wild'])
  const [calm, cash, wild] = answer.built.weights
  expect(calm && calm.low).toBeGreaterThan(0.55)
  expect(calm && calm.high).toBeLessThan(0.75)
  expect(calm && calm.low < calm.high).toBe(true)
  expect(wild && wild.low).toBeGreaterThan(0.15)
  expect(cash && Math.abs(cash.low - 0.1) + Math.abs(cash.high - 0.1)).toBeLessThan(1e-9)
  expect(answer.fromTargets).toMatchObject({ isTie: false })
  expect(answer.present).toBeNull()
  expect(drawnWhole(questionOf({ kind: 'inverse-volatility' }))).toEqual(answer)
})

test('what chance alone could have made is a tie', () => {
  // Of six returns nothing can be told.
  const answer = drawnWhole(
    questionOf({ kind: 'tracking-error', benchmark: { calm: '1', wild: '1', cash: '0.2' } }, 6),
  )
  expect(answer.fromTargets.ties).toContain(true)
})

test('the door goes on until all draws are there, and is silent once stopped', async () => {
  const heard: SpreadAnswer[] = []
  await new Promise<void>((done, fail) => {
    spreadTargets(
      questionOf({ kind: 'equal-risk' }),
      {
        onPart: (answer) => {
          heard.push(answer)
          if (answer.drawn === answer.of) done()
        },
        onCrash: (reason) => fail(new Error(reason)),
      },
      channelDial(spreader()).dial,
    )
  })
  expect(heard.at(-1)?.drawn).toBe(300)
  const stop = spreadTargets(
    questionOf({ kind: 'equal-risk' }),
    { onPart: () => expect.unreachable(), onCrash: () => expect.unreachable() },
    channelDial(spreader()).dial,
  )
  stop()
  await new Promise((wait) => setTimeout(wait, 30))
})

test('the table for other programs has a line a class and the figures after them', () => {
  const question = questionOf({ kind: 'inverse-volatility' })
  const answer = targetsBuilt(question.build)
  if (answer.outcome.kind !== 'built') throw new Error(answer.outcome.kind)
  const lines = alternativesCsv(answer, answer.outcome.built, drawnWhole(question)).trim().split('\r\n')
  expect(lines[0]).toBe(
    'class,held,target,built,change,riskHeld,riskTarget,riskBuilt,builtLow,builtHigh,withinNoise',
  )
  expect(lines[1]).toMatch(/^calm,,0\.45,0\.675,0\.225,,0\.1,0\.5,0\.6\d+,0\.[67]\d+,no$/u)
  expect(lines.slice(4).map((line) => line.split(',')[0])).toEqual([
    '(volatility)',
    '(diversificationRatio)',
    '(turnover)',
  ])
})
