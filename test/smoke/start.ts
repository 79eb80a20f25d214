/** Starts the program as a newcomer does, asks one question over HTTP, and stops it. Fails with exit code 1. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAssistant, visitorOf } from '../support/running-assistant.ts'

const STOP_LIMIT_MS = 10_000
const dataFolder = mkdtempSync(join(tmpdir(), 'smoke-'))

const assistant = await startAssistant({ DATA_DIR: dataFolder })
try {
  const { xa } = (await (await fetch(`${assistant.address}/api/xa`)).json()) as { xa: { ma: string; ten: string }[] }
  const visitor = await visitorOf(assistant.address, xa[0]?.ma ?? '')
  const reply = await visitor.ask('100% văn bản được xử lý trên môi trường điện tử phải không?')
  const clause = await fetch(`${assistant.address}${reply.canCu[0]?.diaChi ?? '/khong-co-can-cu'}`)
  const ready = await fetch(`${assistant.address}/readyz`)
  const { code, stopMs } = await assistant.stop()
  const failures = [
    reply.ketQua !== 'answered' && `the question was not answered: ${reply.ketQua}`,
    !clause.ok && `the cited clause does not open: ${clause.status}`,
    !ready.ok && `/readyz says ${ready.status}`,
    code !== 0 && `the program ended with code ${code}`,
    stopMs > STOP_LIMIT_MS && `stopping took ${Math.round(stopMs)} ms`,
  ].filter((failure) => failure !== false)
  for (const failure of failures) process.stderr.write(`${failure}\n`)
  process.stdout.write(
    `${xa.length} communes, first start ${Math.round(assistant.startMs)} ms, stopped in ${Math.round(stopMs)} ms\n`,
  )
  process.exitCode = failures.length > 0 ? 1 : 0
} finally {
  assistant.process.kill('SIGKILL')
  rmSync(dataFolder, { recursive: true, force: true })
}
