/** Journeys along the frontier in a real browser: a plan chosen by keyboard and taken back, rules that clash, the proof unfolded. */
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { looksFine, manyLooksMs, schemes } from './looks.ts'
import type { Visit } from './visit.ts'
import { visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function openPlan(options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  open = await visit('/#/plan', { viewport: { width: 1280, height: 900 }, ...options })
  await ready(open.page)
  return open.page
}

/** A plan stands, and it answers what is on the page. */
async function ready(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Trades' }).waitFor()
  await page.waitForFunction(() => document.querySelector('.plan-answer.plan-stale') === null)
}

/** The frontier is in sight and whole: its knee is known last. */
async function drawn(page: Page): Promise<void> {
  await page.locator('.plan-nearby').first().scrollIntoViewIfNeeded()
  await page.locator('.frontier-flag', { hasText: 'knee' }).waitFor()
  await page.waitForFunction(() => document.querySelector('.frontier [aria-busy=true]') === null)
}

/** The folds are loaded when they are nearly in sight. */
async function unfold(page: Page): Promise<void> {
  await page.locator('.plan-nearby').last().scrollIntoViewIfNeeded()
  await page.getByText('What your rules cost').click()
  await page.getByText('If prices move before you trade').click()
}

const total = async (page: Page): Promise<string> => (await page.locator('.trades-foot').textContent()) ?? ''
const handle = (page: Page) => page.getByRole('slider', { name: 'Choose on the frontier' })

test('the slider chooses a plan by keyboard, the picture stays, and undo returns', async () => {
  const page = await openPlan()
  await drawn(page)
  const before = await total(page)
  const line = await page.locator('.frontier-line').getAttribute('d')
  await handle(page).focus()
  const stop = Number(await handle(page).inputValue())
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowLeft')
  expect(Number(await handle(page).inputValue())).toBe(stop - 5)
  const share = `${100 - 5 * (stop - 5)} %`
  expect(await handle(page).getAttribute('aria-valuetext')).toContain(`At most ${share} of today’s distance`)
  await page.getByText(`Your plan goes until at most ${share} of today’s distance is left.`).waitFor()
  await page.waitForFunction((text) => document.querySelector('.trades-foot')?.textContent !== text, before)
  await ready(page)
  const undo = page.getByRole('button', { name: 'Undo: Destination' })
  expect(await page.locator('.frontier-line').getAttribute('d')).toBe(line)
  await undo.click()
  await page.waitForFunction((text) => document.querySelector('.trades-foot')?.textContent === text, before)
  await ready(page)
  await page.getByRole('button', { name: 'Redo: Destination' }).click()
  await page.locator('.frontier').getByRole('button', { name: 'Back halfway to its target' }).click()
  await page.waitForFunction((text) => document.querySelector('.trades-foot')?.textContent === text, before)
  expect(open?.complaints).toEqual([])
})

test('pointer and keys read any point, and a table stands behind the picture', async () => {
  const page = await openPlan()
  await drawn(page)
  const plot = page.getByRole('slider', { name: 'Read a point of the frontier' })
  const box = await plot.boundingBox()
  if (box === null) throw new Error('The picture has no box.')
  await page.mouse.move(box.x + box.width - 9, box.y + 100)
  expect(await page.locator('.frontier-words').textContent()).toContain('As near to the targets')
  await plot.focus()
  await page.keyboard.press('Home')
  expect(await plot.getAttribute('aria-valuetext')).toContain('$0.00')
  await page.locator('.frontier').getByRole('button', { name: 'Table' }).click()
  expect(await page.locator('.frontier tbody tr').count()).toBe(21)
})

test('rules that cannot hold together are explained, and giving one up brings the plan back', async () => {
  const page = await openPlan()
  await page.getByRole('textbox', { name: 'Brokerage' }).fill('-60,000')
  const rules = page.getByRole('list', { name: 'Rules that cannot hold together' })
  await rules.waitFor()
  expect(await rules.textContent()).toMatch(/No-sell on VTI in Brokerage/u)
  await rules.getByRole('button', { name: 'Remove the rule no-sell on VTI' }).click()
  await ready(page)
  await rules.waitFor({ state: 'detached' })
  expect(await total(page)).toMatch(/sells \$/u)
  await page.getByRole('button', { name: /^Undo: Remove the rule/u }).click()
  await rules.waitFor()
})

test('the proof unfolds: what each trade is worth, what rules cost, what moving prices would change', async () => {
  const page = await openPlan()
  await unfold(page)
  await page
    .getByText(/Without it .+ would end [\d.]+ points (?:above|below) target/u)
    .first()
    .waitFor()
  await page.waitForFunction(
    () => !/Working|Worked out beside/u.test(document.querySelector('.proof')?.textContent ?? 'Working'),
  )
  expect(await page.locator('.proof').textContent()).toMatch(/1 %.+2 %/u)
  await page.getByRole('button', { name: 'Limit prices' }).click()
  await page.getByRole('columnheader', { name: 'Limit' }).waitFor()
  expect(open?.complaints).toEqual([])
  expect(open?.foreign).toEqual([])
})

test.each(schemes)(
  'frontier, proof and stale plans have no violations, %s',
  { timeout: manyLooksMs },
  async (colorScheme) => {
    const page = await openPlan({ colorScheme })
    await drawn(page)
    await unfold(page)
    await page.waitForFunction(
      () => !/Working|Worked out beside/u.test(document.querySelector('.proof')?.textContent ?? 'Working'),
    )
    for (const width of [360, 1440]) await looksFine(page, width)
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('.plan-answer, .status-words'))
        part.classList.add('plan-stale')
    })
    for (const width of [360, 1440]) await looksFine(page, width)
    expect(open?.complaints).toEqual([])
  },
)
