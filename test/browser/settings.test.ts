/** Settings in a real browser: costs, rules, preferences and risk, by role and label, and readable in every look. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function begin(
  place: 'holdings' | 'targets',
  options: Parameters<typeof visit>[1] = {},
): Promise<Page> {
  open = await visit(`/#/${place}`, options)
  const { page } = open
  page.setDefaultTimeout(patienceMs)
  await (
    place === 'holdings'
      ? page.getByRole('grid', { name: 'Positions' })
      : page.getByRole('treegrid', { name: 'Targets' })
  ).waitFor()
  return page
}

/** What is slower than this does not come. */
const patienceMs = 10_000

/** The last cell of an instrument's row opens all about it. */
async function detailsOf(page: Page, id: string): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Positions' }).getByRole('row')
  await rows.filter({ hasText: id }).first().getByRole('gridcell').last().click()
}

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })

async function done(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('a coin on chain gets its pool and its gas, and the costs follow', async () => {
  const page = await begin('holdings')
  await detailsOf(page, 'ETH')
  await dialog(page, 'ETH').waitFor()
  await page.getByRole('combobox', { name: 'Usual costs' }).selectOption('chain')
  const costs = page.getByRole('table', { name: 'What orders of three sizes cost' })
  await costs.getByText('$8.00').waitFor()
  await page.getByText('Every part of it').click()
  await page.getByRole('radio', { name: 'Pool on chain' }).check({ force: true })
  await page.getByLabel('Reserve of ETH').fill('40000')
  await page.getByLabel('Reserve of USD').fill('125100000')
  await page.getByText('The pool stands at a price of 3,127.5 USD.').waitFor()
  await page.getByText('Work it out from the chain’s fees').click()
  await page.getByLabel('Base fee').fill('12')
  await page.getByLabel('Priority fee').fill('0.5')
  await page.getByRole('button', { name: 'Use it' }).click()
  expect(await page.getByLabel('Gas of an order').inputValue()).toBe('5.87')
  // 0.3 % of fee, the reserves moved by some hundredths of a percent, and gas.
  expect(await costs.textContent()).toMatch(/\$8\.8\d.*\$36\.\d\d.*\$38\d\.\d\d/u)
  expect(open?.complaints).toEqual([])
})

test('all without costs get usual ones at once, as one step', async () => {
  const page = await begin('holdings')
  await page.getByRole('button', { name: 'Costs', exact: true }).click()
  await page.getByRole('button', { name: /^Set for \d+ instruments/u }).click()
  await page.getByRole('button', { name: 'Set for 0 instruments' }).waitFor()
  await done(page)
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Costs', exact: true }).click()
  expect(await page.getByRole('button', { name: 'Set for 2 instruments' }).isEnabled()).toBe(true)
})

test('an account’s rules are added and removed by keyboard alone', async () => {
  const page = await begin('holdings')
  await page.getByRole('grid', { name: 'Accounts' }).getByText('1 rule').click()
  await dialog(page, 'Brokerage').waitFor()
  await page.getByRole('combobox', { name: 'Add a rule for' }).focus()
  await page.keyboard.type('BN')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Never buy')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('combobox', { name: 'Rule for BND' }).inputValue()).toBe('no-buy')
  await page.getByRole('button', { name: 'Remove the rule for BND' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Rule for BND' }).waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.closest('.rule-new') !== null)).toBe(true)
})

test('a class says where it is kept and what is bought first, dragged or moved by keys', async () => {
  const page = await begin('targets')
  await page.getByRole('button', { name: 'Actions for US stocks' }).click()
  await page.getByRole('menuitem', { name: 'Where and what first' }).click()
  await dialog(page, 'Where and what first: US stocks').waitFor()
  const places = page
    .getByRole('list', { name: 'Instruments of US stocks, bought first' })
    .getByRole('listitem')
  const before = await places.allTextContents()
  await places
    .first()
    .getByRole('button', { name: /place 1/u })
    .press('ArrowDown')
  expect(await places.allTextContents()).not.toEqual(before)
  const handle = await places.last().getByRole('button', { name: /place/u }).boundingBox()
  const top = await places.first().boundingBox()
  if (handle === null || top === null) throw new Error('The list is not on the screen.')
  await page.mouse.move(handle.x + 8, handle.y + 8)
  await page.mouse.down()
  await page.mouse.move(handle.x + 8, top.y + 8, { steps: 4 })
  await page.mouse.up()
  expect((await places.allTextContents()).map((text) => text.slice(1))).toEqual(
    before.map((text) => text.slice(1)),
  )
})

test('optimal asks for a risk model, whose correlations are typed by keyboard', async () => {
  const page = await begin('targets')
  await page.getByText('Optimal', { exact: true }).click()
  await page.getByRole('button', { name: 'Use these figures' }).click()
  const grid = page.getByRole('grid', { name: 'Volatility and correlation' })
  await grid.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('0.5')
  await page.keyboard.press('Enter')
  const mirrored = grid.getByRole('row').nth(2).getByRole('gridcell').nth(2)
  expect(await mirrored.textContent()).toBe('0.50')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowLeft')
  await done(page)
  expect(await page.getByRole('radio', { name: 'Optimal' }).isChecked()).toBe(true)
  expect(open?.complaints).toEqual([])
})

/** Every settings dialog, and how it is opened. */
const dialogs: readonly (readonly ['holdings' | 'targets', string, (page: Page) => Promise<void>])[] = [
  [
    'holdings',
    'ETH',
    async (page) => {
      await detailsOf(page, 'ETH')
      await page.getByText('Every part of it').click()
      await page.getByRole('radio', { name: 'Pool on chain' }).check({ force: true })
    },
  ],
  [
    'holdings',
    'Costs',
    async (page) => await page.getByRole('button', { name: 'Costs', exact: true }).click(),
  ],
  [
    'holdings',
    'Brokerage',
    async (page) => {
      await page.getByRole('grid', { name: 'Accounts' }).getByText('1 rule').click()
      await page.getByRole('checkbox', { name: 'Only these instruments' }).check()
    },
  ],
  [
    'targets',
    'Where and what first: US stocks',
    async (page) => {
      await page.getByRole('button', { name: 'Actions for US stocks' }).click()
      await page.getByRole('menuitem', { name: 'Where and what first' }).click()
      await page.getByRole('checkbox', { name: /better kept/u }).check()
    },
  ],
  [
    'targets',
    'Risk',
    async (page) => {
      await page.getByRole('button', { name: 'Risk…', exact: true }).first().click()
      await page.getByRole('button', { name: 'Use these figures' }).click()
      await page.getByRole('grid', { name: 'Volatility and correlation' }).waitFor()
    },
  ],
]

const looks = [
  ['dark', 1440],
  ['light', 360],
] as const

test.each(looks)('no violations and nothing wider than the window, %s at %i', async (colorScheme, width) => {
  const page = await begin('holdings', { colorScheme, viewport: { width, height: 900 } })
  for (const [place, name, show] of dialogs) {
    await page.evaluate((hash) => (location.hash = hash), `#/${place}`)
    await show(page)
    await dialog(page, name).waitFor()
    expect({ name, violations: await violationsOf(page) }).toEqual({ name, violations: [] })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect({ name, isWider: overflow > 0 }).toEqual({ name, isWider: false })
    await done(page)
  }
})
