/** Ends a test run with one plain line that counts it, for people and machines that read only the last line. */
import type { Reporter, TestModule } from 'vitest/node'

/** A file that could not even be collected counts as one failure, so a broken import never looks like success. */
function brokenFiles(modules: readonly TestModule[]): number {
  return modules.filter((module) => module.state() === 'failed' && module.children.size === 0).length
}

export class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: brokenFiles(modules) + unhandled.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`)
  }
}
