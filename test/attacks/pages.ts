/** Words that want to be code: scripts in what people and papers say, SQL in every field, paths in addresses and archives. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { closeReaders, findDocument, listDocuments } from '../../src/documents/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { createWebApp } from '../../src/web/index.ts'
import { openOffice } from '../console/office.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { fakeDependencies } from '../web/fakes.ts'
import type { Check, Found } from './check.ts'
import { archiveCheck } from './pages-archives.ts'
import { outsideChecks } from './pages-outside.ts'
import { scriptChecks } from './pages-scripts.ts'
import { watchStatements } from './statements.ts'

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

/** From below our assets, some folders up. */
const UP = [...Array(8).keys()].map((levels) => levels + 2)
const SEPARATED = ['..%2f', '..%2F', '%2e%2e%2f', '.%2e%2f', '..%5c', '..\\', '....//', '%2e%2e%5c']
const PATHS = [
  ...UP.flatMap((levels) => SEPARATED.map((way) => `${way.repeat(levels)}etc%2fpasswd`)),
  ...SEPARATED.map((way) => `${way.repeat(3)}package.json`),
  ...['%00', '1%00.txt', '1/../../2', '-1', '9999999999', '1e3', "1'"],
]

export async function pageChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  const scripts = await scriptChecks()
  return {
    close: async () => {
      closeReaders()
      await store.close()
      await scripts.close()
      rmSync(folder, { recursive: true, force: true })
    },
    checks: [
      ...scripts.checks,
      {
        name: 'SQL in every field of a form and an address, where it arrives in a statement',
        run: () => injectedSql(store),
        mutant: { without: 'parameters (words put into the statement)', run: () => concatenatedSql(store) },
      },
      {
        name: 'paths in addresses that a careless server gives a file for',
        run: () => traversedPaths((url) => publicPages(store).request(url)),
        mutant: {
          without: 'a list of what may be asked for (files by their path)',
          run: () => traversedPaths(filesByPath),
        },
      },
      archiveCheck,
      ...outsideChecks(),
      {
        name: 'pages without the headers that keep scripts and frames out',
        run: () => missingHeaders(store),
        mutant: { without: 'the headers', run: async () => withoutHeaders([['/', new Response('')]]) },
      },
    ],
  }
}

/** The public pages over a real library. */
function publicPages(store: Store) {
  const deps = fakeDependencies({})
  return createWebApp({
    ...deps,
    library: { ...deps.library, documents: () => listDocuments(store), document: (id) => findDocument(store, id) },
  })
}

async function injectedSql(store: Store): Promise<Found> {
  const failed: string[] = []
  let [asked, tried] = [0, 0]
  const tables = await store.query<{ count: number }>(`SELECT count(*)::int AS count FROM pg_tables`)
  const people = await store.db.person.count()
  const faults: unknown[] = []
  const office = await openOffice(store)
  const token = await office.signIn.firstLink()
  const cookie = token ? await office.administrator() : await office.seat('binh-phu', 'administrator')
  const pages = publicPages(store)
  const statements = watchStatements()
  // Of what is long, some pages take only the beginning.
  const held = (words: string): boolean => statements.held(words.slice(0, 40))
  const judge = async (where: string, words: string, response: Response): Promise<void> => {
    asked += 1
    if (held(words)) tried += 1
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
      const response = await office.post(`/quan-tri/${path}`, fields, { cookie })
      await judge(`POST ${path} ${words.slice(0, 20)}`, words, response)
    }
    const q = encodeURIComponent(words.slice(0, 2_000))
    for (const path of [
      `/quan-tri/con-nguoi?xa=${q}`,
      `/quan-tri/van-ban?xa=${q}&q=${q}`,
      `/quan-tri/phieu?loc=${q}`,
      `/quan-tri/phieu/${q}`,
      `/quan-tri/hoi-thoai?q=${q}`,
    ]) {
      await judge(`GET ${path.slice(0, 40)}`, words, await office.get(path, cookie))
    }
    await judge('GET /van-ban', words, await pages.request(`http://127.0.0.1/van-ban/${q}`))
  }
  statements.stop()
  faults.push(...office.faults)
  const after = await store.query<{ count: number }>(`SELECT count(*)::int AS count FROM pg_tables`)
  if (after[0]?.count !== tables[0]?.count) failed.push('a table is gone or new')
  if ((await store.db.person.count()) < people) failed.push('people are gone')
  failed.push(...faults.filter(isSyntax).map(String))
  return { tried, failed, note: `of ${asked} requests; the others are turned away before any statement` }
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

type Ask = (url: string) => Response | Promise<Response>

async function traversedPaths(ask: Ask): Promise<Found> {
  const failed: string[] = []
  const roots = ['/van-ban/', '/tinh/', '/', '/api/']
  const paths = roots.flatMap((root) => PATHS.map((path) => `${root}${path}`))
  for (const path of paths) {
    const response = await ask(`http://127.0.0.1${path}`)
    const text = await response.text()
    if (/root:x:|"commune-assistant"/.test(text)) failed.push(`${path} gave a file away`)
    else if (response.status === 200 || response.status >= 500) failed.push(`${path}: ${response.status}`)
  }
  const files = await Promise.all(paths.map((path) => filesByPath(`http://127.0.0.1${path}`)))
  const tried = files.filter(({ status }) => status === 200).length
  return { tried, failed, note: `of ${paths.length} addresses; the others lead that server to none` }
}

/** What many servers did: the path, read as it is spelt, below a folder of ours. */
const ASSETS = join(import.meta.dirname, '../../src/web/assets')
const filesByPath: Ask = (url) => {
  const path = decodeURIComponent(new URL(url).pathname.replace(/^\/(?:tinh|van-ban|api)/, '').replaceAll('%00', ''))
  const file = join(ASSETS, path.replaceAll('\\', '/').replaceAll('....//', '../'))
  return existsSync(file) && statSync(file).isFile()
    ? new Response(readFileSync(file))
    : new Response('', { status: 404 })
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
