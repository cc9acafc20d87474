/** The place where targets are set: a tree of classes with weights and bands, and the policy that acts on them. */
import type { ReactElement } from 'react'

export function TargetsScreen(): ReactElement {
  return <h1>Targets</h1>
}
