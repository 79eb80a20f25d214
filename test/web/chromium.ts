import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const isMissing = !existsSync(PATH)

/** Without a browser these tests are skipped and say so; in CI they must run. */
export const skipsBrowser = isMissing && process.env.CI !== 'true'
if (skipsBrowser)
  console.warn(`Browser tests skipped: no Chromium at ${PATH} (apt-get install chromium, or CHROMIUM_PATH).`)

export function openChromium(): Promise<Browser> {
  // Containers run as root, where Chromium's own sandbox does not start.
  return chromium.launch({ executablePath: PATH, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}
