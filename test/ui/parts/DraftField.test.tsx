/** A field with a draft: what it hands on while typing, what it takes back, and what it keeps on the screen. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactElement } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { DraftField } from '../../../src/ui/parts/DraftField.tsx'
import { typedNumber } from '../../../src/ui/typed.ts'

let handed: string[] = []
beforeEach(() => {
  handed = []
})

function Amount({ start }: { readonly start: string }): ReactElement {
  const [value, setValue] = useState(start)
  const write = (next: string): void => {
    handed.push(next)
    setValue(next)
  }
  return (
    <>
      <DraftField label="Amount" text={value} parse={(draft) => typedNumber(draft)} onValue={write} />
      <p>{`The value is ${value}.`}</p>
      <button type="button">Elsewhere</button>
    </>
  )
}

async function typeInto(start: string, text: string): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup()
  render(<Amount start={start} />)
  await user.tripleClick(screen.getByRole('textbox', { name: 'Amount' }))
  await user.keyboard(text)
  return user
}

test('every readable draft is handed on while typing', async () => {
  await typeInto('7', '125')
  expect(handed).toEqual(['1', '12', '125'])
})

test('of an unreadable draft nothing is left but the draft, which stays on the screen', async () => {
  const user = await typeInto('7', '12x')
  expect(handed).toEqual(['1', '12', '7'])
  expect(screen.getByText('The value is 7.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Elsewhere' }))
  expect(screen.getByRole('textbox', { name: 'Amount' })).toHaveValue('12x')
  expect(screen.getByText('This is not a number.')).toBeVisible()
  expect(handed).toEqual(['1', '12', '7'])
})

test('what becomes readable again counts again, and Escape takes all of it back', async () => {
  const user = await typeInto('7', '12x{Backspace}5')
  expect(handed.at(-1)).toBe('125')
  await user.keyboard('{Escape}')
  expect(handed.at(-1)).toBe('7')
  expect(screen.getByRole('textbox', { name: 'Amount' })).toHaveValue('7')
})

test('a draft that was never readable changes nothing', async () => {
  await typeInto('7', 'x')
  expect(handed).toEqual([])
})
