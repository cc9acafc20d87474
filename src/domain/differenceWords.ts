/** The differences between two states of a portfolio, in words. */
import type { Difference, Part } from './differences.ts'

const words: Readonly<Record<Part, readonly [one: string, many: string]>> = {
  account: ['account', 'accounts'],
  instrument: ['instrument', 'instruments'],
  lot: ['lot', 'lots'],
  target: ['target', 'targets'],
  rule: ['rule or setting', 'rules or settings'],
}

/** One line, such as “2 lots more, 1 lot changed, 1 target fewer”. */
export function sentenceOfDifferences(differences: readonly Difference[]): string {
  const parts = differences.flatMap(({ part, more, fewer, changed }) => [
    ...counted(more, part, 'more'),
    ...counted(fewer, part, 'fewer'),
    ...counted(changed, part, 'different'),
  ])
  return parts.length === 0 ? 'the same' : parts.join(', ')
}

function counted(count: number, part: Part, how: string): string[] {
  const [one, many] = words[part]
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many} ${how}`]
}
