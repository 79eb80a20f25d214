/** `npm run test:faults [-- SECTION…]`: what happens when processes are killed and providers misbehave, as JSON. */
import { faultTransport } from './transport.ts'

const SECTIONS: Record<string, () => Promise<object>> = { transport: faultTransport }

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${Object.keys(SECTIONS).join(', ')}.\n`)
  process.exit(2)
}
for (const [name, run] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stderr.write(`${name}…\n`)
  process.stdout.write(`${JSON.stringify({ [name]: await run() }, null, 2)}\n`)
}
