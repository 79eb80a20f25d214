/**
 * The real program, seen from outside: what it writes to standard output and error, keeps in its queue, shows at /metrics and
 * hands out as traces, while people, officers and failing providers go through it. None of it may hold a word, a name, a
 * number or a secret of theirs.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { webhookSecret } from '../src/channels/telegram/telegram.ts'
import { openStore } from '../src/store/index.ts'
import { type FakeTelegram, startFakeTelegram } from './support/fake-telegram.ts'
import { freePort } from './support/running-assistant.ts'
import { copyOfEmptyStore } from './support/store-template.ts'

const TOKEN = '700000001:AAFakeCanaryTokenOfTelegram00000000'
/** What must be told nowhere, by what it is. */
const CANARIES: Record<string, string> = {
  'a word of a question on the page': 'kimquydao',
  'a word of a message in Telegram': 'phuongthuyoan',
  'a word of a forged delivery': 'trucnguyetlam',
  'a word a foreign address holds': 'bachvandinh',
  'a name as Telegram tells it': 'Lò Thị Canari',
  'a number of a chat': '4093118275',
  'a telephone number typed': '0987 001 122',
  'an identity number typed': '079090012345',
  "an officer's name": 'Sùng A Hoàng Yến',
  "an officer's mail": 'hoangyen@xa.example.vn',
  "an officer's password": 'Tràng-An-7391-mưa',
  'a wrong password': 'SaiMatKhau-5521-nang',
  'a sign-in name': 'quantri-canari',
  'the token of Telegram': TOKEN,
  'the secret of the webhook of Telegram': webhookSecret(TOKEN),
  'the token of the Zalo bot': '4459123912873:CANARYTOKENZALOBOT',
  'the secret of the application at Zalo': 'canary-zalo-app-secret',
  'the secret key of the OA': 'canary-oa-secret-key',
  'the key of the model': 'sk-canary-model-000111',
  'the key of the embeddings': 'sk-canary-embeddings-000222',
  'the password of the mail server': 'canary-smtp-password',
  'the token of the board': 'canary-board-token-000333',
  'the token of the figures': 'canary-metrics-token-000444',
  'the key that seals tokens': Buffer.from('canary-key-of-thirty-two-bytes!!').toString('base64'),
  'what a failing server wrote': 'loimaychumohinh',
}
const PAPER = `ỦY BAN NHÂN DÂN
XÃ AN HÒA
-------
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
An Hòa, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Chuyển đổi số xã An Hòa năm 2026

I. MỤC TIÊU
1. 60% người trưởng thành có chữ ký số cá nhân.
2. 100% văn bản được xử lý trên môi trường điện tử.
II. NHIỆM VỤ
1. Văn phòng HĐND và UBND báo cáo kết quả trước ngày 20 hằng tháng.
III. GIẢI PHÁP
1. Tổ công nghệ số cộng đồng ở mỗi thôn hướng dẫn người dân cài đặt ứng dụng, nộp hồ sơ trực tuyến và thanh toán không dùng tiền mặt.
2. Bộ phận một cửa bố trí máy tính và người hỗ trợ để người cao tuổi nộp hồ sơ tại chỗ.
`

const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** A server that fails everything it is asked, in words that repeat what it was asked and with which key. */
async function startFailing(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server: Server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    asked.push(incoming.url ?? '')
    const message = `loimaychumohinh ${incoming.url} ${incoming.headers.authorization} ${Buffer.concat(chunks)}`
    outgoing.writeHead(incoming.url?.includes('embeddings') ? 400 : 500, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify({ ok: false, error: { message }, description: message, message }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

type Ground = {
  /** What the servers of models and of Zalo were asked, which fail everything. */
  failing: string[]
  address: string
  telegram: FakeTelegram
  child: ChildProcess
  said: () => string
  firstLink: string
}

type Places = { folder: string; data: string }

async function startProgram({ folder, data }: Places, level: 'info' | 'debug'): Promise<Ground> {
  const knowledge = join(folder, 'knowledge')
  mkdirSync(knowledge)
  writeFileSync(join(knowledge, 'ke-hoach.txt'), PAPER)
  writeFileSync(join(knowledge, 'manifest.yaml'), 'documents:\n  ke-hoach.txt: { visibility: public }\n')
  const telegram = await startFakeTelegram({ token: TOKEN })
  closing.push(telegram.close)
  const { url: failing, asked } = await startFailing()
  const port = await freePort()
  const value = (what: string): string => CANARIES[what] ?? ''
  const child = spawn(process.execPath, ['--import', './test/support/write-spans-child.ts', 'src/main.ts'], {
    env: {
      ...{ PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: level },
      ...{ DATA_DIR: data, KNOWLEDGE_DIR: knowledge, SPANS_FILE: join(folder, 'spans') },
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot },
      ...{ ZALO_BOT_TOKENS: value('the token of the Zalo bot'), ZALO_BOT_API_URL: failing },
      ...{ ZALO_APP_ID: '3907000000000000077', ZALO_APP_SECRET: value('the secret of the application at Zalo') },
      ...{ ZALO_OA_SECRET_KEY: value('the secret key of the OA'), ZALO_API_URL: failing, ZALO_OAUTH_URL: failing },
      ...{ OPENAI_API_KEY: value('the key of the model'), OPENAI_BASE_URL: `${failing}/v1` },
      ...{ EMBEDDINGS_MODEL: 'm', EMBEDDINGS_API_KEY: value('the key of the embeddings') },
      EMBEDDINGS_BASE_URL: `${failing}/v1`,
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: new URL(failing).port, SMTP_TLS: 'optional', SMTP_USER: 'tro-ly' },
      ...{ SMTP_PASSWORD: value('the password of the mail server'), SMTP_FROM: 'tro-ly@xa.example.vn' },
      JOBS_BOARD_TOKEN: value('the token of the board'),
      METRICS_TOKEN: value('the token of the figures'),
      TOKEN_ENCRYPTION_KEY: value('the key that seals tokens'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  closing.push(() => child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (said += String(bytes)))
  await until(
    () => said.includes('sẵn sàng') && said.includes('/bat-dau/'),
    () => said,
    () => child.exitCode !== null,
  )
  const firstLink = /http\S+\/quan-tri\/bat-dau\/\S+/.exec(said)?.[0] ?? ''
  return { address: `http://127.0.0.1:${port}`, telegram, child, said: () => said, firstLink, failing: asked }
}

async function until(
  holds: () => boolean | Promise<boolean>,
  about: () => unknown,
  hasEnded: () => boolean = () => false,
): Promise<void> {
  const deadline = Date.now() + 200_000
  while (!(await holds())) {
    if (Date.now() > deadline || hasEnded()) throw new Error(`did not come to pass: ${String(about()).slice(-2_000)}`)
    await sleep(100)
  }
}

/** A browser's own: sends cookies back, and says where a form comes from. */
function browserOf(address: string) {
  const cookies = new Map<string, string>()
  const send = async (path: string, body?: string, type = 'application/x-www-form-urlencoded'): Promise<Response> => {
    const cookie = [...cookies].map(([name, text]) => `${name}=${text}`).join('; ')
    const response = await fetch(new URL(path, address), {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: { cookie, origin: address, ...(body === undefined ? {} : { 'content-type': type }) },
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', text = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, text)
    }
    return response
  }
  return {
    get: (path: string) => send(path),
    submit: (path: string, fields: Record<string, string>) => send(path, String(new URLSearchParams(fields))),
    post: (path: string, body: object) => send(path, JSON.stringify(body), 'application/json'),
    /** Sessions and the like, which are secrets as well. */
    secrets: () => [...cookies.values()].filter((text) => text.length > 15),
  }
}

const TELEGRAM_WORDS = 'Cho hỏi phuongthuyoan, bao nhiêu người trưởng thành có chữ ký số?'
const BOX = 'x-telegram-bot-api-secret-token'

async function askOnThePage({ address }: Ground): Promise<string[]> {
  const browser = browserOf(address)
  const { xa } = (await (await browser.get('/api/xa')).json()) as { xa: { ma: string }[] }
  await browser.post('/api/toi', { xa: xa[0]?.ma, vaiTro: 'citizen' })
  for (const noiDung of [
    'kimquydao: bao nhiêu phần trăm người trưởng thành có chữ ký số? Gọi tôi 0987 001 122, căn cước 079090012345',
    'kimquydao: Tổ công nghệ số cộng đồng hướng dẫn người dân những gì?',
    'gặp cán bộ về kimquydao',
    'phản ánh',
    'Đường xóm kimquydao hỏng',
  ]) {
    const sent = (await (await browser.post('/api/tin-nhan', { noiDung, khoa: crypto.randomUUID() })).json()) as {
      id: number
    }
    await until(
      async () => {
        const told = (await (await browser.get(`/api/tin-nhan?sau=${sent.id}`)).json()) as { tinNhan: unknown[] }
        return told.tinNhan.length > 0
      },
      () => noiDung,
    )
  }
  await browser.get('/bachvandinh?hoi=bachvandinh')
  await browser.get('/lich/bachvandinh.ics')
  const secrets = browser.secrets()
  await browser.submit('/xoa-du-lieu', {})
  return secrets
}

async function talkInTelegram({ telegram }: Ground): Promise<void> {
  const person = telegram.person(CANARIES['a number of a chat'] ?? '', CANARIES['a name as Telegram tells it'])
  const answers = (): number => person.sees().filter(({ text }) => !text.includes('phuongthuyoan, bao nhiêu')).length
  for (const fault of ['server_error', 'cut', 'page', 'markup'] as const) {
    const before = answers()
    telegram.fail(fault === 'page' ? { is: fault, status: 502 } : { is: fault }, { method: 'sendMessage' })
    person.say(`${TELEGRAM_WORDS} (${fault})`)
    await until(
      () => answers() > before,
      () => fault,
    )
  }
  telegram.fail({ is: 'blocked' }, { method: 'sendMessage' })
  person.say(TELEGRAM_WORDS)
  person.block()
}

async function deliver({ address }: Ground): Promise<void> {
  const update = {
    ...{ update_id: 1, message: { message_id: 1, date: 1, text: 'trucnguyetlam' } },
  }
  const chat = { id: 4093118275, type: 'private', first_name: 'Lò Thị Canari' }
  const whole = { ...update, message: { ...update.message, chat, from: { ...chat, is_bot: false } } }
  const send = (path: string, body: string, headers: Record<string, string>): Promise<unknown> =>
    fetch(`${address}/webhooks/${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
  const secret = webhookSecret(TOKEN)
  await send('telegram', JSON.stringify(whole), { [BOX]: secret })
  await send('telegram', JSON.stringify({ update_id: 2, message: { text: 'trucnguyetlam' } }), { [BOX]: secret })
  await send('telegram', '{"trucnguyetlam', { [BOX]: secret })
  await send('telegram', JSON.stringify(whole), { [BOX]: 'trucnguyetlam' })
  const zaloBot = { 'x-bot-api-secret-token': 'trucnguyetlam' }
  const message = { message_id: 'm', date: 1, chat: { id: '4093118275', chat_type: 'PRIVATE' }, text: 'trucnguyetlam' }
  const event = {
    event_name: 'message.text.received',
    message: { ...message, from: { id: '4093118275', display_name: 'Lò Thị Canari' } },
  }
  await send('zalo_bot/4459123912873', JSON.stringify(event), zaloBot)
  await send('zalo-bot/4459123912873', JSON.stringify(event), zaloBot)
  await send('zalo_oa', JSON.stringify({ sender: { id: '4093118275' }, message: { text: 'trucnguyetlam' } }), {
    'x-zevent-signature': 'mac=trucnguyetlam',
  })
  await send('telegram/bachvandinh', 'bachvandinh', {})
}

/** The office: the first administrator, a wrong password, a post with its holder, a code, a link by mail. */
async function workInTheConsole({ address, firstLink }: Ground): Promise<string[]> {
  const browser = browserOf(address)
  const [name, password] = [CANARIES['a sign-in name'] ?? '', CANARIES["an officer's password"] ?? '']
  const hoTen = CANARIES["an officer's name"] ?? ''
  const made = await browser.submit(new URL(firstLink).pathname, { hoTen, ten: name, matKhau: password })
  expect(made.status).toBe(303)
  await browserOf(address).submit('/quan-tri/dang-nhap', { ten: name, matKhau: CANARIES['a wrong password'] ?? '' })
  expect((await browser.submit('/quan-tri/dang-nhap', { ten: name, matKhau: password })).status).toBe(303)
  const { xa } = (await (await browser.get('/api/xa')).json()) as { xa: { ma: string }[] }
  const people = async (): Promise<string> => (await browser.get('/quan-tri/con-nguoi')).text()
  const commune = /name="xa" value="(\d+)"/.exec(await people())?.[1] ?? xa[0]?.ma ?? ''
  await browser.submit('/quan-tri/con-nguoi/chuc-danh', { xa: commune, vaiTro: 'administrator', donVi: '' })
  const post = /name="chucDanh" value="(\d+)"/.exec(await people())?.[1] ?? ''
  const thu = CANARIES["an officer's mail"] ?? ''
  expect((await browser.submit('/quan-tri/con-nguoi/them-nguoi', { chucDanh: post, hoTen, thu })).status).toBe(303)
  const person = /name="nguoi" value="(\d+)"/.exec(await people())?.[1] ?? ''
  const invited = await browser.submit('/quan-tri/con-nguoi/moi', { chucDanh: post, nguoi: person, ten: 'moi-canari' })
  const invitation = /mat-khau\/([\w-]{20,})/.exec(await invited.text())?.[1] ?? ''
  const code = await (await browser.submit('/quan-tri/con-nguoi/ma', { chucDanh: post })).text()
  const start = /start=([\w-]{15,})/.exec(code)?.[1] ?? ''
  await browserOf(address).submit(`/quan-tri/mat-khau/${invitation}`, { matKhau: `${password}-2` })
  await browserOf(address).submit('/quan-tri/gui-duong-dan', { ten: 'moi-canari' })
  await browser.submit('/quan-tri/cai-dat/thu-mo-hinh', {})
  await browser.submit('/quan-tri/cai-dat/kiem-tra-kenh', {})
  for (const path of ['cai-dat', 'cau-hoi?tim=kimquydao', 'phieu', 'bachvandinh'])
    await browser.get(`/quan-tri/${path}`)
  return [...browser.secrets(), invitation, start].filter((secret) => secret !== '')
}

describe.each(['info', 'debug'] as const)('the program at level %s', (level) => {
  it('tells nobody a word, a name, a number or a secret', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'told-'))
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    const data = await copyOfEmptyStore()
    closing.push(() => rmSync(data, { recursive: true, force: true }))
    const ground = await startProgram({ folder, data }, level)
    const secrets = await askOnThePage(ground)
    await talkInTelegram(ground)
    await deliver(ground)
    secrets.push(...(await workInTheConsole(ground)))
    await sleep(3_000)
    const authorization = `Bearer ${CANARIES['the token of the figures']}`
    const metrics = await (await fetch(`${ground.address}/metrics`, { headers: { authorization } })).text()
    ground.child.kill('SIGTERM')
    await once(ground.child, 'exit')

    const told: Record<string, string> = {
      'standard output and error': ground.said(),
      metrics,
      traces: readFileSync(join(folder, 'spans'), 'utf8'),
      queue: await queueIn(data),
    }
    // What is searched holds what it should: a search of nothing finds nothing.
    expect(told['standard output and error']).toMatch(/"msg":"send_failed".*/)
    expect(told['standard output and error']).toContain('model_failed')
    expect(ground.failing).toEqual(
      expect.arrayContaining([expect.stringMatching(/chat\/completions$/), expect.stringMatching(/embeddings$/)]),
    )
    expect(told.metrics).toContain('assistant_answers_last_hour')
    expect(told.traces).toContain('answer answer')
    expect(told.queue).toContain('respond-')
    const wanted = { ...CANARIES, ...Object.fromEntries(secrets.map((secret, at) => [`secret ${at}`, secret])) }
    const leaks = Object.entries(told).flatMap(([where, text]) =>
      Object.entries(wanted)
        .filter(([, canary]) => formsOf(canary).some((form) => text.includes(form)))
        .map(([what]) => `${what}: in ${where}`),
    )
    expect(leaks).toEqual([])
    expect(secrets.length).toBeGreaterThan(2)
  }, 600_000)
})

/** As it may be written: as it is, in an address, in JSON. */
function formsOf(text: string): string[] {
  return [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), text.replaceAll(' ', '')]
}

/** Everything that the job queue keeps, as text. */
async function queueIn(dataFolder: string): Promise<string> {
  const store = await openStore({ folder: dataFolder })
  try {
    const tables = await store.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_schema = 'bullmq' AND table_type = 'BASE TABLE'`,
    )
    const texts: string[] = []
    for (const { name } of tables) {
      const rows = await store.query<{ text: string }>(`SELECT row::text AS text FROM bullmq.${name} AS row`)
      texts.push(...rows.map(({ text }) => text))
    }
    return texts.join('\n')
  } finally {
    await store.close()
  }
}
