/** How the page is built, served under its security policy, and tested. */
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longestFirst.ts'
import { Tally } from './test/tally.ts'

/** The page may load from itself and nowhere else, run no inline code, and send nothing anywhere. */
const directives = [
  "default-src 'none'",
  // The lab's routines are WebAssembly, made where they run.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** A meta element cannot forbid framing, and does not bind workers: servers send the headers too. */
export const metaPolicy = directives.join('; ')

const closed = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'serial', 'browsing-topics']

/** What every answer of a server of this page carries; the same list goes into `dist/_headers`. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [...directives, "frame-ancestors 'none'"].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': closed.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Writes the policy into the built page and into the headers file that static hosts read. */
function policy(): Plugin {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)
  return {
    name: 'evenkeel-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: ['/*', ...lines, ''].join('\n') })
    },
  }
}

/** On a machine without a screen `npm start` only prints the address. */
const hasScreen = process.platform !== 'linux' || 'DISPLAY' in process.env || 'WAYLAND_DISPLAY' in process.env

/** Generous: a busy machine must not turn a slow case into a failed one. */
const unitTimeoutMs = 60_000
const browserTimeoutMs = 120_000

export default defineConfig({
  // Relative, so that the build also works in a folder of a static host.
  base: './',
  plugins: [react(), policy()],
  // Without the workers here the first click after a reload in development would be lost to a re-optimisation.
  optimizeDeps: { entries: ['index.html', 'src/worker/*.ts'] },
  worker: { format: 'es' },
  // Inlined assets are data: addresses, which the policy refuses.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  preview: { headers: { ...headers }, open: hasScreen },
  test: {
    reporters: ['default', new Tally()],
    // All cores: by default one is left idle, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/ui/**', 'test/browser/**'],
          testTimeout: unitTimeoutMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          setupFiles: ['test/ui/setup.ts'],
          testTimeout: unitTimeoutMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          testTimeout: browserTimeoutMs,
          hookTimeout: browserTimeoutMs,
          // After the others, since what a browser shows in time depends on who else computes; two files side by side,
          // each in profiles of its own, because a file mostly waits.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // Once more when a machine stalled in the middle of a journey; what is broken fails twice.
          retry: 1,
        },
      },
    ],
  },
})
