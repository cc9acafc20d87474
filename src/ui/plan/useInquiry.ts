/** What is worked out beside the page for one document: begun when it is wanted and the page is calm, stopped when the document changes. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Portfolio } from '../../domain/document.ts'

export interface InquiryHearer<Part> {
  readonly onPart: (part: Part) => void
  readonly onDone: () => void
  readonly onCrash: (reason: string) => void
}

/** Begins an inquiry and gives back how to stop it. */
export type Inquire<Part> = (document: Portfolio, hear: InquiryHearer<Part>) => () => void

export type InquiryState =
  | { readonly kind: 'waiting' }
  /** `since` is on the clock of `performance.now()`. */
  | { readonly kind: 'running'; readonly since: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Inquiry<Part> {
  readonly state: InquiryState
  /** What was heard last; of an older document until the first part of the new one comes. */
  readonly parts: readonly Part[]
  /** The parts answer the present document. */
  readonly fresh: boolean
  readonly stop: () => void
  readonly again: () => void
}

interface Heard<Part> {
  readonly of: Portfolio | null
  readonly parts: readonly Part[]
  /** The state of the inquiry about this document. */
  readonly about: Portfolio | null
  readonly state: InquiryState
}

/** What is to be worked out; another attempt at the same is another object. */
interface Due {
  readonly of: Portfolio
}

const waiting: InquiryState = { kind: 'waiting' }

/** `subject` must stay the same object while its answer does; `inquire` is a function of the module, or a test's. */
export function useInquiry<Part>(
  subject: Portfolio,
  wanted: boolean,
  calmMs: number,
  inquire: Inquire<Part>,
): Inquiry<Part> {
  const [heard, setHeard] = useState<Heard<Part>>({ of: null, parts: [], about: null, state: waiting })
  // Once begun for a document, an inquiry goes on when it is scrolled out of sight.
  const [due, setDue] = useState<Due | null>(null)
  const stopper = useRef<(() => void) | null>(null)
  if (wanted && due?.of !== subject) setDue({ of: subject })
  const attempt = due?.of === subject ? due : null
  useEffect(() => {
    if (attempt === null) return
    const timer = setTimeout(() => {
      stopper.current = begin(attempt.of, inquire, setHeard)
    }, calmMs)
    return () => {
      clearTimeout(timer)
      stopper.current?.()
      stopper.current = null
    }
  }, [attempt, calmMs, inquire])
  const stop = useCallback(() => {
    stopper.current?.()
    setHeard((before) => ({ ...before, state: { kind: 'stopped' } }))
  }, [])
  const again = useCallback(() => setDue((before) => before && { of: before.of }), [])
  const state = heard.about === subject ? heard.state : waiting
  return { state, parts: heard.parts, fresh: heard.of === subject && heard.parts.length > 0, stop, again }
}

type SetHeard<Part> = (change: (before: Heard<Part>) => Heard<Part>) => void

/** The first part about a new document replaces all older ones. */
function begin<Part>(subject: Portfolio, inquire: Inquire<Part>, setHeard: SetHeard<Part>): () => void {
  let first = true
  const enter = (state: InquiryState): void => setHeard((before) => ({ ...before, about: subject, state }))
  enter({ kind: 'running', since: performance.now() })
  return inquire(subject, {
    onPart: (part) => {
      const begun = first
      first = false
      setHeard((before) => ({ ...before, of: subject, parts: begun ? [part] : [...before.parts, part] }))
    },
    onDone: () => enter({ kind: 'done' }),
    onCrash: (reason) => enter({ kind: 'failed', reason }),
  })
}
