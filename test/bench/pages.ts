/** The office's pages over a thousand documents' worth of data on the embedded store: bytes as sent, and how long they take. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ingestKnowledge } from '../../src/documents/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { openOffice } from '../console/office.ts'
import { type Figure, figure, quantile } from './figure.ts'

const COPIES = 199
const ID_STEP = 10_000
const ROUNDS = 7
const MAX_BYTES = 150_000
const MAX_MS = 1_000
const TODAY = '2026-12-01'

/** Every page of the menu, and one document under review. */
const PAGES: Record<string, string> = {
  today: '/quan-tri?xa=hiep-luc',
  documents: '/quan-tri/van-ban?xa=hiep-luc',
  search: '/quan-tri/van-ban?xa=hiep-luc&tim=ch%E1%BB%AF+k%C3%BD+s%E1%BB%91',
  duties: '/quan-tri/nhiem-vu?xa=hiep-luc',
  month: '/quan-tri/nhiem-vu?xa=hiep-luc&xem=lich',
  reminders: '/quan-tri/nhac-viec?xa=hiep-luc',
  policy: '/quan-tri/nhac-viec/chinh-sach?xa=hiep-luc',
  ledger: '/quan-tri/nhac-viec/so-gui?xa=hiep-luc',
  conversations: '/quan-tri/hoi-thoai',
  tickets: '/quan-tri/phieu',
  broadcasts: '/quan-tri/thong-bao',
  feedback: '/quan-tri/phan-anh',
  council: '/quan-tri/hdnd',
  figures: '/quan-tri/so-lieu',
  supervision: '/quan-tri/hdnd/giam-sat?xa=hiep-luc',
  aims: '/quan-tri/so-lieu/chi-tieu?xa=hiep-luc',
  people: '/quan-tri/con-nguoi',
  settings: '/quan-tri/cai-dat',
}

export async function benchPages(): Promise<Record<string, Record<string, Figure> | Figure>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pages-'))
  const store = await openStore({ folder })
  try {
    await ingestKnowledge({ store, folder: 'knowledge', today: TODAY })
    await multiply(store)
    const office = await openOffice(store)
    const cookie = await office.administrator()
    const measured: Record<string, Record<string, Figure>> = {}
    const [{ id = 0 } = {}] = await store.db.document.findMany({
      where: { status: 'active' },
      take: 1,
      select: { id: true },
    })
    for (const [name, path] of Object.entries({ ...PAGES, review: `/quan-tri/van-ban/${id}` })) {
      process.stderr.write(`  ${name}\n`)
      measured[name] = await measure(() => office.get(path, cookie))
    }
    const documents = await store.db.document.count({ where: { status: 'active' } })
    return { documents: figure(documents, 'documents', {}), ...measured }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(get: () => Promise<Response>): Promise<Record<string, Figure>> {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    const response = await get()
    const body = await response.text()
    if (response.status !== 200) throw new Error(`${response.status} ${response.url}`)
    times.push(performance.now() - startedAt)
    bytes = gzipSync(body).length
  }
  return {
    sent: figure(bytes, 'B', { limit: MAX_BYTES }),
    first: figure(times[0] ?? Number.NaN, 'ms', {}),
    p50: figure(quantile(times, 0.5), 'ms', { limit: MAX_MS }),
  }
}

/** Rows of the shipped documents over again; their passages stay, for no page but the review reads them. */
async function multiply(store: Store): Promise<void> {
  await copyRows(store, 'document', "status = 'active'", { id: `id + copy * ${ID_STEP}`, file: "file || '-' || copy" })
  for (const table of ['section', 'duty', 'reporting_rule', 'target'])
    await copyRows(store, table, `document_id < ${ID_STEP}`, { document_id: `document_id + copy * ${ID_STEP}` })
}

async function copyRows(store: Store, table: string, where: string, changed: Record<string, string>): Promise<void> {
  const columns = await store.db.$queryRawUnsafe<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table}' AND table_schema = 'public'`,
  )
  const names = columns.map(({ name }) => name).filter((name) => name !== 'id' || 'id' in changed)
  const values = names.map((name) => changed[name] ?? `"${name}"`)
  await store.db.$executeRawUnsafe(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
     SELECT ${values.join(', ')} FROM "${table}", generate_series(1, ${COPIES}) AS copy WHERE ${where}`,
  )
}
