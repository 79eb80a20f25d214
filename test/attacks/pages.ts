/** Words that want to be code: scripts in what people and papers say, SQL in every field, paths in addresses and archives. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { closeReaders, extractText, findDocument, ingestKnowledge, listDocuments } from '../../src/documents/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { createWebApp } from '../../src/web/index.ts'
import { openOffice } from '../console/office.ts'
import { makeZip } from '../documents/files/make-files.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { fakeDependencies } from '../web/fakes.ts'
import type { Check, Found } from './check.ts'

const SCRIPTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<a href="javascript:alert(1)">bấm</a>',
  'javascript:alert(1)',
  '</title><script>alert(1)</script>',
  '<iframe src=//evil.example></iframe>',
  '<style>@import "//evil.example"</style>',
  '<base href=//evil.example/>',
  '{{7*7}} <%= 7*7 %>',
  '<form action=//evil.example><input name=p>',
  '\u003cscript\u003ealert(1)\u003c/script\u003e',
  '<details open ontoggle=alert(1)>',
  '<math><mtext></mtext><script>alert(1)</script></math>',
]

const LINKED = /(?:href|src|action)\s*=\s*["']?(?:javascript:|\/\/evil)/i
const ALIVE =
  /<script(?![^>]*\bsrc="")[^>]*>|<[a-z][^>]*\son\w+\s*=|<(?:iframe|base|math|object|embed)\b|<style>@import/i

/** What has become an element, an attribute or an address of theirs; what stands within the quotes of an attribute has not. */
function aliveIn(html: string): string | null {
  const linked = LINKED.exec(html.replace(/&lt;[^<]*/g, ''))?.[0]
  return linked ?? ALIVE.exec(html.replace(/="[^"<>]*"/g, '=""'))?.[0] ?? null
}

const SQL = [
  "'; DROP TABLE person; --",
  "' OR '1'='1",
  '1; DELETE FROM message',
  "') UNION SELECT id, phone FROM person --",
  '\\',
  '%_\\%',
  "!&|():*<->'",
  '$1',
  "E'\\x27'",
  'a'.repeat(9_000),
  '"; SELECT pg_sleep(9); --',
  "xa-thu'/*",
]

const PATHS = [
  '../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/package.json',
  '....//....//etc/passwd',
  '/etc/passwd',
  '..\\..\\windows\\win.ini',
  '%00',
  '1%00.txt',
  '1/../../2',
  '-1',
  '9999999999',
  '1e3',
  "1'",
]

export async function pageChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  const papers = mkdtempSync(join(tmpdir(), 'scripted-papers-'))
  return {
    close: async () => {
      closeReaders()
      await store.close()
      for (const each of [folder, papers]) rmSync(each, { recursive: true, force: true })
    },
    checks: [
      {
        name: 'scripts in papers, names, messages and answers, on every page that shows them',
        run: () => storedScripts(store, papers),
        mutant: {
          without: 'escaping (the words as they are)',
          run: async () => ({
            tried: SCRIPTS.length,
            failed: SCRIPTS.filter((each) => aliveIn(`<p x="${each}">${each}</p>`)),
          }),
        },
      },
      {
        name: 'SQL in every field of a form and an address',
        run: () => injectedSql(store),
        mutant: { without: 'parameters (words put into the statement)', run: () => concatenatedSql(store) },
      },
      {
        name: 'paths in addresses of documents and assets',
        run: () => traversedPaths(store),
        mutant: {
          without: 'a way out (our own style sheet)',
          run: async () => foundIn(store, ['/tinh/style.css', '/healthz']),
        },
      },
      { name: 'archives whose entries lead out of their folder (zip-slip)', run: () => zipSlip() },
      {
        name: 'addresses of endpoints that are no web addresses',
        run: async () => foreignEndpoints(ENDPOINTS),
        mutant: { without: 'a wrong address', run: async () => foreignEndpoints(['https://model.example.vn/v1']) },
      },
      {
        name: 'pages without the headers that keep scripts and frames out',
        run: () => missingHeaders(store),
        mutant: { without: 'the headers', run: async () => withoutHeaders([['/', new Response('')]]) },
      },
    ],
  }
}

/** A real library over the store, a fake assistant that says whatever it was asked. */
function publicPages(store: Store, reply?: (question: string) => string) {
  const deps = fakeDependencies(reply ? { reply: (question) => ({ text: reply(question) }) } : {})
  return createWebApp({
    ...deps,
    library: {
      ...deps.library,
      documents: () => listDocuments(store),
      document: (id: number) => findDocument(store, id),
    },
  })
}

async function storedScripts(store: Store, papers: string): Promise<Found> {
  const failed: string[] = []
  let tried = 0
  const look: Look = async (where, response) => {
    tried += 1
    const html = await response.text()
    const alive = aliveIn(html)
    if (alive) failed.push(`${where}: ${alive}`)
    if (response.status >= 500) failed.push(`${where}: ${response.status}`)
  }
  const body = SCRIPTS.map((script, at) => `${at + 1}. Thực hiện nhiệm vụ ${script} trước ngày 20/12/2026.`).join(
    '\n\n',
  )
  const head = `ỦY BAN NHÂN DÂN\nXÃ BÌNH PHÚ\nSố: 1/KH-UBND\n\nBình Phú, ngày 01 tháng 7 năm 2026\n\nKẾ HOẠCH\nChuyển đổi số ${SCRIPTS[0]}\n`
  writeFileSync(
    join(papers, 'ke-hoach.txt'),
    `${head}\nI. NHIỆM VỤ\n\n${body}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n${SCRIPTS[1]}\n`,
  )
  writeFileSync(join(papers, 'manifest.yaml'), 'documents:\n  ke-hoach.txt: { visibility: public }\n')
  await ingestKnowledge({ store, folder: papers, today: '2026-11-22' })
  const pages = publicPages(store, (question) => question)
  const documents = await listDocuments(store)
  await look('/van-ban', await pages.request('http://127.0.0.1/van-ban'))
  for (const { id } of documents) await look(`/van-ban/${id}`, await pages.request(`http://127.0.0.1/van-ban/${id}`))
  for (const script of SCRIPTS) await chatOf(pages, script, look)

  await officeOf(
    store,
    documents.map(({ id }) => id),
    look,
  )
  return { tried, failed: [...new Set(failed)] }
}

type Look = (where: string, response: Response) => Promise<void>

/** The same words as names of posts and people, on the office's pages. */
async function officeOf(store: Store, documents: number[], look: Look): Promise<void> {
  const office = await openOffice(store)
  const cookie = await office.administrator()
  const commune = await store.db.commune.findFirstOrThrow({ where: { id: { gt: 0 } } })
  for (const script of SCRIPTS) {
    const fields = { xa: commune.slug, vaiTro: 'officer', donVi: '', ten: script.slice(0, 190) }
    await office.post('/quan-tri/con-nguoi/chuc-danh', fields, { cookie })
    const posts = await office.people.posts.list(commune.id)
    const last = posts.at(-1)
    if (last)
      await office.post('/quan-tri/con-nguoi/them-nguoi', { chucDanh: String(last.id), hoTen: script }, { cookie })
  }
  const paths = [
    '',
    '/van-ban',
    ...documents.map((id) => `/van-ban/${id}`),
    '/con-nguoi',
    '/phieu',
    '/thong-bao',
    '/tai-khoan',
    '/cai-dat',
  ]
  for (const path of paths) await look(`/quan-tri${path}`, await office.get(`/quan-tri${path}`, cookie))
}

async function chatOf(pages: ReturnType<typeof publicPages>, script: string, look: Look): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1' }
  const chosen = await pages.request('http://127.0.0.1/api/toi', {
    method: 'POST',
    headers,
    body: '{"xa":"binh-phu","vaiTro":"citizen"}',
  })
  const cookie = chosen.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const said = JSON.stringify({ noiDung: `${script}\nCăn cứ: ${script}`, khoa: crypto.randomUUID() })
  await pages.request('http://127.0.0.1/api/tin-nhan', { method: 'POST', headers: { ...headers, cookie }, body: said })
  await look(`chat ${script}`, await pages.request('http://127.0.0.1/', { headers: { cookie } }))
}

async function injectedSql(store: Store): Promise<Found> {
  const failed: string[] = []
  let tried = 0
  const tables = await store.query<{ count: number }>(`SELECT count(*)::int AS count FROM pg_tables`)
  const people = await store.db.person.count()
  const faults: unknown[] = []
  const office = await openOffice(store)
  const token = await office.signIn.firstLink()
  const cookie = token ? await office.administrator() : await office.seat('binh-phu', 'administrator')
  const pages = publicPages(store)
  const judge = async (where: string, response: Response): Promise<void> => {
    tried += 1
    if (response.status >= 500) failed.push(`${where}: ${response.status}`)
  }
  for (const words of SQL) {
    const fields = Object.fromEntries(
      ['xa', 'ten', 'matKhau', 'hoTen', 'chucDanh', 'vaiTro', 'donVi', 'id', 'noiDung', 'kind', 'revision', 'lyDo'].map(
        (name) => [name, words],
      ),
    )
    for (const path of [
      'dang-nhap',
      'gui-duong-dan',
      'con-nguoi/chuc-danh',
      'con-nguoi/tao-nhanh',
      'con-nguoi/ma',
      'van-ban/1/muc',
      'thong-bao/soan',
      'tai-khoan/mat-khau',
    ]) {
      await judge(`POST ${path} ${words.slice(0, 20)}`, await office.post(`/quan-tri/${path}`, fields, { cookie }))
    }
    const q = encodeURIComponent(words.slice(0, 2_000))
    for (const path of [
      `/quan-tri/con-nguoi?xa=${q}`,
      `/quan-tri/van-ban?xa=${q}&q=${q}`,
      `/quan-tri/phieu?loc=${q}`,
      `/quan-tri/phieu/${q}`,
      `/quan-tri/hoi-thoai?q=${q}`,
    ]) {
      await judge(`GET ${path.slice(0, 40)}`, await office.get(path, cookie))
    }
    await judge('GET /van-ban', await pages.request(`http://127.0.0.1/van-ban/${q}`))
  }
  faults.push(...office.faults)
  const after = await store.query<{ count: number }>(`SELECT count(*)::int AS count FROM pg_tables`)
  if (after[0]?.count !== tables[0]?.count) failed.push('a table is gone or new')
  if ((await store.db.person.count()) < people) failed.push('people are gone')
  failed.push(...faults.filter(isSyntax).map(String))
  return { tried, failed }
}

/** SQLSTATE class 42: words were read as a statement. */
function isSyntax(error: unknown): boolean {
  return /^42/.test(String((error as { code?: unknown } | null)?.code ?? ''))
}

async function concatenatedSql({ query }: Store): Promise<Found> {
  const failed: string[] = []
  for (const words of SQL.filter((each) => !/drop|delete|sleep/i.test(each))) {
    await query(`SELECT id FROM commune WHERE slug = '${words}'`).catch(
      (error) => isSyntax(error) && failed.push(words),
    )
  }
  return { tried: SQL.length, failed }
}

async function traversedPaths(store: Store): Promise<Found> {
  const roots = ['/van-ban/', '/tinh/', '/', '/api/']
  return foundIn(
    store,
    roots.flatMap((root) => PATHS.map((path) => `${root}${path}`)).filter((path) => path !== '/van-ban/1'),
  )
}

async function foundIn(store: Store, paths: string[]): Promise<Found> {
  const pages = publicPages(store)
  const failed: string[] = []
  for (const path of paths) {
    const response = await pages.request(`http://127.0.0.1${path.startsWith('/') ? path : `/${path}`}`)
    const text = await response.text()
    if (/root:x:|"commune-assistant"|\[fonts\]/.test(text)) failed.push(`${path} gave a file away`)
    else if (response.status === 200 || response.status >= 500) failed.push(`${path}: ${response.status}`)
  }
  return { tried: paths.length, failed }
}

const ESCAPES = [
  '../../evil.txt',
  '/tmp/evil-absolute.txt',
  '..\\..\\evil.txt',
  'word/../../../evil.txt',
  'C:\\evil.txt',
]

async function zipSlip(): Promise<Found> {
  const failed: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'slip-'))
  for (const [at, name] of ESCAPES.entries()) {
    const file = join(folder, `tep-${at}.docx`)
    writeFileSync(
      file,
      makeZip([
        { name, content: 'evil' },
        { name: '[Content_Types].xml', content: '<Types/>' },
      ]),
    )
    const { kind } = await extractText(file)
    if (kind === 'text') failed.push(`${name} was read`)
  }
  const out = ['/tmp/evil.txt', '/tmp/evil-absolute.txt', '/evil.txt', join(tmpdir(), '../evil.txt')]
  for (const path of out) if (existsSync(path)) failed.push(`${path} was written`)
  rmSync(folder, { recursive: true, force: true })
  return { tried: ESCAPES.length, failed }
}

const ENDPOINTS = [
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'ftp://x',
  'javascript:1',
  'unix:/var/run/docker.sock',
  'redis://127.0.0.1',
  'data:text/plain,1',
  '//evil.example',
  '127.0.0.1:80',
  'http//x',
]
const ADDRESSES = [
  'OPENAI_BASE_URL',
  'SPEECH_BASE_URL',
  'EMBEDDINGS_BASE_URL',
  'TELEGRAM_API_ROOT',
  'PUBLIC_URL',
  'ZALO_API_URL',
  'ZALO_OAUTH_URL',
  'ZALO_BOT_API_URL',
]

/** Only the operator sets these; what is no web address is refused at the start, and no redirect is followed from there. */
function foreignEndpoints(values: string[]): Found {
  const failed: string[] = []
  for (const name of ADDRESSES) {
    for (const value of values) {
      try {
        readConfig({ [name]: value, OPENAI_API_KEY: 'k' })
        failed.push(`${name}=${value}`)
      } catch {}
    }
  }
  return { tried: ADDRESSES.length * values.length, failed }
}

async function missingHeaders(store: Store): Promise<Found> {
  const pages = publicPages(store)
  const office = await openOffice(store)
  const shown: [string, Response][] = []
  for (const path of ['/', '/van-ban', '/tinh-trang', '/xoa-du-lieu', '/khong-co', '/healthz', '/api/xa']) {
    shown.push([path, await pages.request(`http://127.0.0.1${path}`)])
  }
  for (const path of ['', '/dang-nhap', '/van-ban', '/khong-co']) {
    shown.push([`/quan-tri${path}`, await office.get(`/quan-tri${path}`)])
  }
  return withoutHeaders(shown)
}

function withoutHeaders(shown: [string, Response][]): Found {
  const failed = shown.flatMap(([path, { headers }]) => {
    const policy = headers.get('content-security-policy') ?? ''
    const isKept = policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'")
    const isStrict = !/unsafe-(?:inline|eval)/.test(policy) && headers.get('x-content-type-options') === 'nosniff'
    return isKept && isStrict ? [] : [path]
  })
  return { tried: shown.length, failed }
}
