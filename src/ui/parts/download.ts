/** Hands a text to the person as a file; it is made in the page and goes nowhere else. */

/** Browsers need the address for a moment after the click. */
const keepAddressMs = 10_000

export function saveText(name: string, text: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[\\/:*?"<>|]+/g, '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), keepAddressMs)
}
