/** How parts of the rule of target sets are handed around and typed. */
import type { Portfolio } from '../../../domain/document.ts'
import type { SetRule, Signal, TargetSets } from '../../../domain/targetSets.ts'
import { typedNumber, typedPercent, type Typed } from '../../typed.ts'
import { percentText } from '../build/buildForm.ts'
import type { SetsChange } from './setEdits.ts'

/** Changes the sets as a named step; one stay in a field is one step. */
export type WriteSets = (name: string, change: SetsChange, gesture?: string) => void

export interface RuleFieldsProps {
  readonly document: Portfolio
  readonly targetSets: TargetSets
  readonly rule: SetRule
  readonly onWrite: WriteSets
}

/** A volatility or drawdown is edited in percent, a figure of one's own as it is. */
export function levelText({ kind }: Signal, value: string): string {
  return kind === 'typed' ? value : percentText(value)
}

export function typedLevel({ kind }: Signal, draft: string): Typed<string> {
  return kind === 'typed' ? typedNumber(draft) : typedPercent(draft, { least: '0', most: '1000' })
}
