/** The answer of the builders to what is set: asked again a moment after each change, the last one shown until then. */
import { useEffect, useState } from 'react'
import type { BuildAnswer, BuildQuestion } from '../../../domain/targetBuild.ts'
import { askTargets } from '../../../state/builders.ts'

export type BuildFinding =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'found'; readonly answer: BuildAnswer; readonly of: BuildQuestion }

export interface BuildView {
  readonly finding: BuildFinding
  /** It answers what is set now. */
  readonly isFresh: boolean
}

/** `question` must stay the same object while nothing of it changes. */
export function useBuild(question: BuildQuestion | null): BuildView {
  const [last, setLast] = useState<{ readonly of: BuildQuestion; readonly finding: BuildFinding } | null>(
    null,
  )
  useEffect(() => {
    if (question === null) return
    return askTargets(question, {
      onFound: (answer) => setLast({ of: question, finding: { kind: 'found', answer, of: question } }),
      onCrash: (reason) => setLast({ of: question, finding: { kind: 'failed', reason } }),
    })
  }, [question])
  if (question === null) return { finding: { kind: 'none' }, isFresh: true }
  return { finding: last?.finding ?? { kind: 'none' }, isFresh: last?.of === question }
}
