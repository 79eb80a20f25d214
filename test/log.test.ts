import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const SAID = 'số căn cước 012345678901 của bà Hoa'

/** What the log writes of a fault whose words a person wrote. */
function written(level: string): string {
  const program = `
    const { createLog } = await import('./src/log.ts')
    const log = createLog(${JSON.stringify(level)})
    const fault = Object.assign(new TypeError(process.env.SAID, { cause: new Error(process.env.SAID) }), {
      code: '22P02', detail: process.env.SAID, response: { body: process.env.SAID },
    })
    log.error('answer_failed', fault, { message: 7 })
    log.error('answer_failed', process.env.SAID)`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    ...{ cwd: ROOT, encoding: 'utf8', env: { ...process.env, SAID } },
  })
  return stderr
}

it('tells a fault by its name and code, and none of its words', () => {
  const lines = written('info')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toMatchObject([
    { msg: 'answer_failed', fault: 'TypeError', code: '22P02', message: 7 },
    { msg: 'answer_failed' },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/căn cước|012345678901|Hoa|at file:/u)
})

it('is asked for the whole fault at the level of finding faults alone', () => {
  expect(written('debug')).toContain(SAID)
})

it('is what every part of the program writes to: nothing else prints from a running one', () => {
  const found = spawnSync('grep', ['-rnE', 'console\\.(log|error|warn|info)\\(', 'src', '--include=*.ts'], {
    ...{ cwd: ROOT, encoding: 'utf8' },
  }).stdout
  const lines = found.split('\n').filter((line) => line !== '' && !/^src\/(?:cli|store\/client)\//.test(line))
  expect(lines).toEqual([])
})
