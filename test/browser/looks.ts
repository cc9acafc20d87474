/** What a page has to look like whatever it is looked at with: no violations, and nothing wider than the window. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violationsOf } from './axe.ts'

export const schemes = ['light', 'dark'] as const
export const widths = [360, 768, 1280, 1920] as const

/** Each look takes axe seconds, and more where other work shares the machine. */
export const manyLooksMs = 240_000

/** One page is looked at in every width, as a window that is resized: opening it again costs more than looking at it. */
export async function looksFine(
  page: Page,
  width: number,
  show = async (): Promise<void> => {},
): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await show()
  expect({ width, violations: await violationsOf(page) }).toEqual({ width, violations: [] })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect({ width, isWider: overflow > 0 }).toEqual({ width, isWider: false })
}
