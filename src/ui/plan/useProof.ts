/** The proof of the plan on the page, as far as it is known: asked about when it is wanted, or when the page has been calm for long. */
import { useEffect, useMemo, useState } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Proof, ProofPart } from '../../domain/proof.ts'
import { askProof } from '../../state/proofs.ts'
import { useInquiry, type Inquire, type Inquiry } from './useInquiry.ts'

export type AskProof = Inquire<ProofPart>

export interface ProofView {
  /** What has arrived about the plan on the page; parts that have not are absent. */
  readonly proof: Partial<Proof>
  readonly inquiry: Inquiry<ProofPart>
}

/** A proof makes the plan again up to some fifty times: only where nothing is being changed. */
const longCalmMs = 2500
/** Opened, it is wanted now, but not while the next letter is typed. */
const calmMs = 300

/** `provable`: there is a plan with orders, and it answers this document. */
export function useProof(
  document: Portfolio,
  provable: boolean,
  opened: boolean,
  ask: AskProof = askProof,
): ProofView {
  const calm = useCalm(document, longCalmMs)
  const inquiry = useInquiry(document, provable && (opened || calm), calmMs, ask)
  const { parts, fresh } = inquiry
  const proof = useMemo(() => (fresh ? Object.assign({}, ...parts) : {}) as Partial<Proof>, [parts, fresh])
  return { proof, inquiry }
}

/** True when a document has been the same for so long. */
function useCalm(document: Portfolio, ms: number): boolean {
  const [calm, setCalm] = useState<Portfolio | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(document), ms)
    return () => clearTimeout(timer)
  }, [document, ms])
  return calm === document
}
