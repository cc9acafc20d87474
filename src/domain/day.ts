/** Calendar days as ISO text, and the arithmetic of months and durations on them, without a clock. */

export interface Duration {
  readonly months: number
  readonly days: number
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const durationPattern = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/

/** Is this a day that exists, written like 2026-11-20? */
export function isDay(text: string): boolean {
  const match = dayPattern.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Is this an ISO duration of years, months, weeks and days, such as P3M or P1Y6M? */
export function isDuration(text: string): boolean {
  return durationPattern.test(text)
}

/** The months and days that a valid ISO duration means. */
export function durationOf(text: string): Duration {
  const match = durationPattern.exec(text)
  const part = (at: number): number => Number(match?.[at] ?? 0)
  return { months: part(1) * 12 + part(2), days: part(3) * 7 + part(4) }
}

/** The day that lies a duration after another; a day that the month lacks becomes the month's last. */
export function dayAfter(day: string, duration: Duration): string {
  const [year, month, date] = partsOf(day)
  const months = year * 12 + (month - 1) + duration.months
  const newYear = Math.floor(months / 12)
  const newMonth = (months % 12) + 1
  const clamped = Math.min(date, daysInMonth(newYear, newMonth))
  return dayOfNumber(dayNumber(newYear, newMonth, clamped) + duration.days)
}

/** How many days lie between two days; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(...partsOf(to)) - dayNumber(...partsOf(from))
}

function partsOf(day: string): [number, number, number] {
  const match = dayPattern.exec(day)
  return [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])]
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 1 March of the year 0, in which the leap day ends the year and months follow one formula. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? month - 3 : month + 9
  const y = month > 2 ? year : year - 1
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * shifted + 2) / 5) +
    day -
    1
  )
}

function dayOfNumber(number: number): string {
  const year = yearOfNumber(number)
  const rest = number - dayNumber(year, 3, 1)
  const shifted = Math.floor((5 * rest + 2) / 153)
  const day = rest - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return [pad(shifted < 10 ? year : year + 1, 4), pad(month, 2), pad(day, 2)].join('-')
}

/** The year, counted from March, in which this day number falls. */
function yearOfNumber(number: number): number {
  let year = Math.floor(number / 365.2425)
  while (dayNumber(year, 3, 1) > number) year -= 1
  while (dayNumber(year + 1, 3, 1) <= number) year += 1
  return year
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
