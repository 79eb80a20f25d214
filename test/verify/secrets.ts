/** Nothing that looks like a real key, token or password stands in a tracked file. Code 1 with file and line where one does. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const SHAPES: [string, RegExp][] = [
  ['private key', /-----BEGIN (?:RSA |EC |OPENSSH |PGP )?PRIVATE KEY/],
  ['Telegram bot token', /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/],
  ['OpenAI key', /(?<![\w-])sk-(?:proj-)?[A-Za-z0-9_-]{32,}/],
  ['AWS key', /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/],
  ['GitHub token', /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})/],
  ['Google key', /(?<!\w)AIza[\w-]{35}(?![\w-])/],
  ['Slack token', /(?<!\w)xox[abprs]-[A-Za-z0-9-]{20,}/],
  ['JSON web token', /(?<!\w)eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/],
  [
    'password in an address',
    /(?:postgres(?:ql)?|rediss?|mysql|amqps?|smtps?|https?):\/\/[^\s:/@'"`<>${}]+:[^\s@/'"`<>${}]{3,}@/,
  ],
]
/** Says of itself that it is none. */
const MADE_UP = /fake|example|secret@127|:secret@|user:password@|giả/i
const BINARY = /\.(?:png|jpe?g|gif|ico|pdf|docx|xlsx|gz|woff2?|traineddata)$/
/** Digests and addresses of a registry. */
const LEFT_OUT = new Set(['package-lock.json'])

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 }).split('\0')
const found = files
  .filter((file) => file !== '' && !BINARY.test(file) && !LEFT_OUT.has(file))
  .flatMap((file) => scan(file, readFileSync(file, 'utf8')))
assertFinds()
for (const line of found) process.stderr.write(`${line}\n`)
process.stdout.write(`${files.length} files hold no secret${found.length > 0 ? ', but for those above' : ''}\n`)
process.exitCode = found.length > 0 ? 1 : 0

function scan(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, at) =>
    SHAPES.flatMap(([what, shape]) => {
      const match = shape.exec(line)?.[0]
      return match && !MADE_UP.test(line) ? [`${file}:${at + 1}: ${what}`] : []
    }),
  )
}

/** A scan that finds nothing in what is one shows nothing. */
function assertFinds(): void {
  const planted = [
    `1234567890:AA${'x'.repeat(33)}`,
    `sk-${'a1'.repeat(20)}`,
    `AKIA${'A1B2'.repeat(4)}`,
    `ghp_${'a'.repeat(36)}`,
  ]
  const missed = planted.filter((secret) => scan('planted', secret).length === 0)
  if (missed.length > 0) throw new Error('the scan does not find what it should')
}
