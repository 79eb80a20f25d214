import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** What a fault may carry: words of a person, the key of a provider, as text, as fields and as causes. */
const PROGRAM = `
import { createLog } from './src/log.ts'
class Refused extends Error {
  name = 'Refused'
  code = 429
  on = { payload: { text: 'kimquydao' } }
}
const log = createLog(process.argv[1])
const inner = Object.assign(new Error('key sk-canary'), { name: 'lời của kimquydao', code: 'ECONNRESET' })
log.error('request_failed', new Refused('kimquydao\\n    at kimquydao (/kimquydao/x.ts:1:1)', { cause: inner }), { what: 'GET /' })
log.error('request_failed', 'kimquydao', {})
log.error('request_failed', null, {})
`

const linesAt = (level: string): { text: string; rows: Record<string, unknown>[] } => {
  const run = `node_modules/.bin/node --input-type=module -e "$PROGRAM" ${level} 2>&1`
  const text = execFileSync('sh', ['-c', run], { env: { ...process.env, PROGRAM }, encoding: 'utf8' })
  return {
    text,
    rows: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}

describe.each(['info', 'debug'])('a fault in the log at level %s', (level) => {
  it('is told by its name, its code and its place, never in its words', () => {
    const { text, rows } = linesAt(level)
    expect(text).not.toMatch(/kimquydao|sk-canary/)
    expect(rows.map(({ msg, fault, code }) => [msg, fault, code])).toEqual([
      ['request_failed', 'Refused', 429],
      ['request_failed', 'unknown', null],
      ['request_failed', 'unknown', null],
    ])
    expect(rows[0]?.causes).toEqual(level === 'debug' ? [{ fault: 'unknown', code: 'ECONNRESET' }] : undefined)
  })
})

it('is what every part of the program writes to: nothing else prints from a running one', () => {
  const found = spawnSync('grep', ['-rnE', 'console\\.(log|error|warn|info)\\(', 'src', '--include=*.ts'], {
    ...{ cwd: ROOT, encoding: 'utf8' },
  }).stdout
  const lines = found.split('\n').filter((line) => line !== '' && !/^src\/(?:cli|store\/client)\//.test(line))
  expect(lines).toEqual([])
})
