/** A journey from “how often would this trade?” to bands that costs set, in a real browser, wide and narrow, light and dark. */
import { afterEach, expect, test } from 'vitest'
import { looksFine, manyLooksMs } from './looks.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

test(
  'volatilities are stated, each class says how often it trades, and costs set the bands',
  async () => {
    open = await visit('/#/plan', { viewport: { width: 1280, height: 900 } })
    const { page } = open
    await page.getByRole('button', { name: 'State them' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading', { name: 'Risk' }).waitFor()
    await dialog.locator('.button-main').click()
    await dialog.getByRole('button', { name: 'Done' }).click()
    const policy = page.getByRole('region', { name: 'How wide' })
    await policy.getByText(/^Traded most often: /u).waitFor()
    await policy.getByRole('button', { name: 'Each class…' }).focus()
    await page.keyboard.press('Enter')
    const table = page.getByRole('table', { name: 'What each band is expected to do in a year' })
    const events = async (): Promise<number> =>
      Number(await table.locator('tbody tr').first().locator('td').nth(1).textContent())
    const weekly = await events()
    await page.getByRole('radio', { name: 'Quarterly' }).check()
    expect(await events()).toBeLessThan(weekly)
    await page.getByText('How this is worked out').click()
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await looksFine(page, scheme === 'light' ? 360 : 1280)
    }
    await page.keyboard.press('Escape')
    await policy.getByRole('button', { name: /^Let costs set it: / }).click()
    await page
      .locator('.target-formula', { hasText: /^cost .* aversion 4/u })
      .first()
      .waitFor()
    await page.keyboard.press('Control+z')
    await policy.getByRole('button', { name: /^Let costs set it: / }).waitFor()
    expect(open.complaints).toEqual([])
  },
  manyLooksMs,
)
