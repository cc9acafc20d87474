/** Asks axe for accessibility violations of what the page shows now. */
import { readFileSync } from 'node:fs'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** One line per violation: the rule, its help and where. Evaluated from outside, since the policy lets nothing in. */
export async function violationsOf(page: Page): Promise<string[]> {
  await settled(page)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  // Only violations are written out and sent: what passes is a thousand times as much.
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: RunOptions) => Promise<AxeResults> }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')}`),
    )
  })
}

/** A plan on its way dims what it will replace, and a fade passes through every contrast: neither is judged. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true]') === null &&
      document.getAnimations().every((each) => each.playState === 'finished'),
  )
}
