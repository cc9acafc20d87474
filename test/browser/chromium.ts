/** Finds a Chromium on this machine for the browser tests, or installs one; it never pretends there was none to need. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { LaunchOptions } from 'playwright-core'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const advice =
  'install Chromium or Google Chrome, or set CHROME_PATH to its executable, then run the tests again.'

/** The first Chromium found: CHROME_PATH, the usual places, the search path, then the test tool's own download. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH']
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new Error(`CHROME_PATH names "${named}", where there is no file: ${advice}`)
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...usualPlaces, ...onPath, chromium.executablePath()].find((path) => existsSync(path)) ?? null
}

function run(command: string, args: readonly string[]): boolean {
  process.stderr.write(`> ${command} ${args.join(' ')}\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0
}

/** Only root may install packages, and only Debian's family calls the package `chromium`. */
function installPackage(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  const install = ['install', '-y', '--no-install-recommends', 'chromium']
  return run('apt-get', ['update']) && run('apt-get', install)
}

function downloadBuild(): boolean {
  return run(process.execPath, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
}

/** The path of a Chromium, installing one when there is none. Throws one clear sentence when that fails. */
export function needChromium(): string {
  const found = findChromium()
  if (found !== null) return found
  process.stderr.write('No Chromium was found for the browser tests; installing one.\n')
  const installed = (installPackage() || downloadBuild()) && findChromium()
  if (typeof installed === 'string') return installed
  throw new Error(`The browser tests need Chromium, and none could be found or installed: ${advice}`)
}

/** How the tests start it: quiet, without a screen, and without a sandbox where root forbids one. */
export function launchOptions(executablePath: string): LaunchOptions {
  const quiet = [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { executablePath, headless: true, args: [...quiet, ...asRoot] }
}
