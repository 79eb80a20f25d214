import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningAssistant } from '../support/running-assistant.ts'
import { PUBLIC_URL } from './ground.ts'

const SAID_WITHIN_MS = 5_000
const LOOK_EVERY_MS = 50
const NEWCOMER = { hoTen: 'Nguyễn Văn An', ten: 'an', matKhau: 'ba con cò trắng bay' }

/** Becomes the first administrator and presses "Tạo bản sao lưu", while the program runs; returns once the copy is made. */
export async function saveByConsole(assistant: RunningAssistant): Promise<void> {
  const latest = Date.now() + SAID_WITHIN_MS
  while (assistant.firstAdministrator === '' && Date.now() < latest) await sleep(LOOK_EVERY_MS)
  const { pathname } = new URL(assistant.firstAdministrator)
  const entered = await post(`${assistant.address}${pathname}`, NEWCOMER)
  const cookie = entered.headers.getSetCookie().map((line) => line.split(';')[0])
  const saved = await post(`${assistant.address}/quan-tri/cai-dat/du-lieu/sao-luu`, {}, cookie.join('; '))
  if (!saved.headers.get('location')?.includes('da-sao-luu')) throw new Error(`no copy was made: ${saved.status}`)
}

function post(url: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  return fetch(url, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { cookie, origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' },
  })
}
