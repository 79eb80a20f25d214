/**
 * `npm run test:attacks [-- SECTION…]`: what attackers try, how often, and what came through, with the share that "none of n"
 * proves, and the same with the defence taken away. Code 1 where something came through or a check cannot fail.
 */
import { type Check, lineOf } from './check.ts'
import { doorChecks } from './doors.ts'
import { pageChecks } from './pages.ts'
import { regexChecks } from './regexes.ts'
import { wordChecks } from './words.ts'

type Section = () => Promise<{ checks: Check[]; close(): Promise<void> }>

const SECTIONS: Record<string, Section> = {
  doors: doorChecks,
  pages: pageChecks,
  regexes: regexChecks,
  words: wordChecks,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${Object.keys(SECTIONS).join(', ')}.\n`)
  process.exit(2)
}
for (const [name, open] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { checks, close } = await open()
  try {
    for (const check of checks) {
      const { text, holds } = await lineOf(check)
      process.stdout.write(`${holds ? 'holds ' : 'FAILS '} ${name}: ${check.name}\n         ${text}\n`)
      if (!holds) process.exitCode = 1
    }
  } finally {
    await close()
  }
}
if (!process.env.OPENAI_API_KEY) {
  process.stdout.write('not measured: a real model endpoint (none is configured)\n')
}
