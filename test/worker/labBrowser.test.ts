/** The lab in a real browser: its threads' pictures to the last bit those of one thread elsewhere, and a stop that holds. */
import { expect, test } from 'vitest'
import { comparisonOf } from '../../src/domain/comparison.ts'
import { sweep } from '../../src/lab/sweep.ts'
import { sound, twoClasses } from '../lab/experiments.ts'
import { openLabPage } from './labBrowser.ts'
import type { LabPage } from './labPage.ts'

const experiment = sound({ ...twoClasses, market: { ...twoClasses.market, years: '1', paths: 700 } })
const endless = sound({ ...twoClasses, market: { ...twoClasses.market, paths: 10_000_000 } })

test('a sweep on all cores of a browser is the one of a single thread here, also after one that was stopped', async () => {
  const { page, close } = await openLabPage()
  try {
    const after = await page.evaluate(
      async (of) => await (globalThis as unknown as { labPage: LabPage }).labPage.stopped(of, 400),
      endless,
    )
    expect(after).toBe(0)
    const watched = await page.evaluate(
      async (of) => await (globalThis as unknown as { labPage: LabPage }).labPage.sweep(of),
      experiment,
    )
    const here = sweep(comparisonOf(experiment))
    expect(watched.means).toEqual([...here.means])
    expect(watched.squares).toEqual([...here.squares])
    expect(watched.pictures).toBeGreaterThan(0)
  } finally {
    await close()
  }
})
