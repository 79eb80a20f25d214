import { afterEach, describe, expect, it } from 'vitest'
import { createWebApp, type Listening, listen } from '../../src/web/index.ts'
import { fakeDependencies } from './fakes.ts'

const open: Listening[] = []
const start = async (port = 0, options = {}): Promise<Listening> => {
  const listening = await listen(createWebApp(fakeDependencies(options)), { host: '127.0.0.1', port })
  open.push(listening)
  return listening
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

describe('the listener', () => {
  it('serves on a free port and tells its address', async () => {
    const { url } = await start()
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'alive' })
  })

  it('rejects with the system’s own error when the port is taken', async () => {
    const { url } = await start()
    await expect(start(Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('closes although a poll is held open', async () => {
    const { url, close } = await start(0, { reply: () => null })
    const headers = { 'content-type': 'application/json' }
    const chosen = await fetch(`${url}/api/toi`, { method: 'POST', headers, body: '{"xa":"binh-phu"}' })
    const cookie = chosen.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const body = JSON.stringify({ noiDung: 'câu hỏi', khoa: 'k' })
    const sent = await fetch(`${url}/api/tin-nhan`, { method: 'POST', headers: { ...headers, cookie }, body })
    const { id } = (await sent.json()) as { id: number }
    const poll = fetch(`${url}/api/tin-nhan?sau=${id}`, { headers: { cookie } }).then(
      () => 'answered',
      () => 'cut',
    )
    await close()
    expect(await poll).toBe('cut')
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })
})
