/** What is put into the page to measure it: when an edit's plan stands in it, and which tasks held its thread. */

export interface Watched {
  /** From the last input event to the rows that answer it, ms. */
  readonly answers: readonly number[]
  /** Tasks over 50 ms, which is what browsers tell of. */
  readonly longTasks: readonly number[]
}

interface Bench {
  /** An edit begins. */
  readonly arm: () => void
  /** Nothing so far counts. */
  readonly forget: () => void
  readonly watched: () => Watched
  answered: boolean
}

declare global {
  interface Window {
    bench?: Bench
  }
}

/** Runs in the page, before its own scripts; it may use nothing from outside itself. */
export function watchEdits(): void {
  let answers: number[] = []
  let longTasks: number[] = []
  let begun = 0
  let wasBusy = false
  const isBusy = (): boolean => document.querySelector('[aria-busy=true]') !== null
  const bench: Bench = {
    answered: true,
    arm: () => {
      bench.answered = false
      begun = 0
    },
    forget: () => {
      answers = []
      longTasks = []
    },
    watched: () => ({ answers, longTasks }),
  }
  window.bench = bench
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map((entry) => entry.duration))
  }).observe({ type: 'longtask' })
  addEventListener(
    'input',
    (event) => {
      begun = event.timeStamp
      wasBusy = isBusy()
    },
    { capture: true },
  )
  // The page marks what does not answer the document yet; the rows are new when the last mark is gone.
  new MutationObserver(() => {
    if (bench.answered || begun === 0) return
    if (isBusy()) wasBusy = true
    else if (wasBusy) {
      answers.push(performance.now() - begun)
      bench.answered = true
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}

/** Runs in the page. */
export function readWatch(): Watched {
  return window.bench?.watched() ?? { answers: [], longTasks: [] }
}
