import { z } from 'zod'
import type { Prisma, Store } from '../store/index.ts'

/** What the register knows of one commune's documents in force, as read and as people corrected it. */
export type CommuneRegister = {
  commune: { id: number; slug: string; name: string; province: string | null }
  documents: RegisteredDocument[]
  units: RegisteredUnit[]
  duties: RegisteredDuty[]
  rules: RegisteredRule[]
  targets: RegisteredTarget[]
  passages: RegisteredPassage[]
  /**
   * What people confirmed and the file no longer says: still owed and reminded of until an officer takes it out, never
   * answered from, for its words do not stand in the file.
   */
  unsupported: { duties: RegisteredDuty[]; rules: RegisteredRule[] }
}

export type RegisteredDocument = {
  id: number
  file: string
  visibility: 'public' | 'internal'
  type: string | null
  number: string | null
  dateText: string | null
  title: string | null
  issuer: string | null
  signer: string | null
  signerTitle: string | null
  period: string | null
  replaces: string | null
  legalBasis: string[]
}

export type RegisteredUnit = { name: string; aliases: string[]; group: boolean; members: string[] }

type Placed = {
  documentId: number
  /** As a clerk cites it, without "mục". */
  section: string
  quote: string
  state: 'proposed' | 'confirmed' | 'corrected'
  /** The file says it otherwise now than people judged: their word stands until an officer has looked. */
  changed: boolean
  /** What reading proposed, as one key: the same across corrections and new readings. */
  key: string
}

export type RegisteredDuty = Placed & {
  id: number
  no: string | null
  name: string
  lead: string[]
  coordinating: string[]
  output: string | null
  timeText: string | null
  /** ISO days. */
  start: string | null
  end: string | null
  recurrence: string | null
  ongoing: boolean
  from: 'appendix' | 'prose'
  /** So many times in a year, quarter or month (null: once): "ít nhất 02 lớp mỗi năm". */
  count: { value: number; unit: string; per: 'year' | 'quarter' | 'month' | null } | null
  /** Of người, việc, thời gian, trách nhiệm, thẩm quyền, kết quả, what the plan leaves blank. */
  open: string[]
  /** Its place in the document's own order. */
  position: number
}

export type RegisteredRule = Placed & {
  id: number
  who: string[]
  to: string | null
  via: string | null
  cadence: string
  dueText: string | null
  recurrence: string | null
}

export type RegisteredTarget = Omit<Placed, 'key'> & {
  id: number
  text: string
  op: string | null
  value: number | null
  unit: string | null
  by: string | null
  phase: string | null
}

export type RegisteredPassage = {
  documentId: number
  position: number
  kind: string
  cite: string
  /** Headings from the top joined by " › ". */
  heading: string
  lead: string | null
  quote: string
  /** Of a table's row: its cells under the headings of their columns; null for anything else. */
  cells: { heading: string; text: string }[] | null
}

export type Register = {
  /** Communes with a document in force, by name. */
  communes(): Promise<CommuneRegister['commune'][]>
  /** Null when no commune in force bears that slug. */
  of(slug: string): Promise<CommuneRegister | null>
}

const identitySchema = z
  .object({
    signerTitle: z.string().nullish(),
    period: z.string().nullish(),
    replaces: z.string().nullish(),
    legalBasis: z.array(z.string()).default([]),
  })
  .catch({ legalBasis: [] })

const cellsSchema = z
  .array(z.object({ heading: z.string(), text: z.string() }))
  .nullable()
  .catch(null)

type Loaded = {
  stamp: string
  communes: CommuneRegister['commune'][]
  registers: Map<string, Promise<CommuneRegister>>
}

/**
 * The register over the store, kept in memory and dropped whenever a document or a judgement on it changed: asking twice
 * costs one small query. Entries people rejected are left out.
 */
export function openRegister(store: Store): Register {
  let loaded: Loaded | null = null
  let looking: Promise<Loaded> | null = null
  const look = async (): Promise<Loaded> => {
    const stamp = await stampOf(store)
    if (loaded?.stamp !== stamp) loaded = { stamp, communes: await findCommunes(store), registers: new Map() }
    return loaded
  }
  // Communes asked for together are answered from one look.
  const current = (): Promise<Loaded> => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }
  return {
    communes: async () => (await current()).communes,
    of: async (slug) => {
      const { communes, registers } = await current()
      const commune = communes.find((each) => each.slug === slug)
      if (!commune) return null
      const register = registers.get(slug) ?? loadCommune(store, commune)
      registers.set(slug, register)
      return register.catch((error: unknown) => {
        registers.delete(slug)
        throw error
      })
    },
  }
}

/** Asked for with every question: in plain SQL it costs a fifth of what it does through the model layer. */
async function stampOf({ query }: Store): Promise<string> {
  const [row] = await query<{ stamp: string }>(
    `SELECT concat_ws('/', count(*), sum(version), sum(id), sum(review), extract(epoch FROM max(ingested_at))) AS stamp
       FROM document WHERE status = 'active'`,
  )
  return row?.stamp ?? ''
}

function findCommunes(store: Store): Promise<CommuneRegister['commune'][]> {
  return store.db.commune.findMany({
    // Number 0 holds the guides shared by all: it is nobody's commune.
    where: { id: { gt: 0 }, documents: { some: { status: 'active' } } },
    select: { id: true, slug: true, name: true, province: true },
    orderBy: { name: 'asc' },
  })
}

async function loadCommune(store: Store, commune: CommuneRegister['commune']): Promise<CommuneRegister> {
  const documents = await store.db.document.findMany({
    where: { communeId: commune.id, status: 'active' },
    orderBy: { file: 'asc' },
    omit: { text: true, previousText: true },
  })
  const documentIds = documents.map(({ id }) => id)
  const orderBy: { documentId?: 'asc'; position?: 'asc' }[] = [{ documentId: 'asc' }, { position: 'asc' }]
  const where = { documentId: { in: documentIds } }
  const judged = { where: { ...where, state: { not: 'rejected' } }, orderBy, omit: { judgedOn: true } } as const
  const duties = (await store.db.duty.findMany(judged)).map(registeredDuty)
  const rules = (await store.db.reportingRule.findMany(judged)).map(registeredRule)
  const targets = await store.db.target.findMany({ ...judged, where: { ...judged.where, vanishedAt: null } })
  const units = await store.db.unit.findMany({ where: { communeId: commune.id }, orderBy: { id: 'asc' } })
  const passages = await store.db.passage.findMany({
    where: { communeId: commune.id, ...where },
    orderBy,
    omit: { tokens: true },
  })
  const stands = ({ vanishedAt }: { vanishedAt: Date | null }): boolean => vanishedAt === null
  return {
    commune,
    documents: documents.map((row) => ({
      ...row,
      visibility: row.visibility === 'public' ? 'public' : 'internal',
      ...identityOf(row.identity),
    })),
    units: units.map(({ name, aliases, isGroup, members }) => ({ name, aliases, group: isGroup, members })),
    duties: duties.filter(stands),
    rules: rules.filter(stands),
    targets: targets.map((row) => ({ ...row, ...judgementOf(row), by: row.byYear })),
    passages: passages.map((row) => ({ ...row, cells: cellsSchema.parse(row.cells) })),
    unsupported: {
      duties: duties.filter((duty) => !stands(duty)),
      rules: rules.filter((rule) => !stands(rule)),
    },
  }
}

type DutyRow = Omit<Prisma.DutyGetPayload<object>, 'judgedOn'>
type RuleRow = Omit<Prisma.ReportingRuleGetPayload<object>, 'judgedOn'>

function registeredDuty(row: DutyRow): RegisteredDuty & { vanishedAt: Date | null } {
  const { countValue, countUnit, countPer } = row
  const per = countPer === 'year' || countPer === 'quarter' || countPer === 'month' ? countPer : null
  return {
    ...row,
    ...judgementOf(row),
    start: row.startsOn,
    end: row.endsOn,
    from: row.origin === 'appendix' ? 'appendix' : 'prose',
    count: countValue === null || countUnit === null ? null : { value: countValue, unit: countUnit, per },
  }
}

function registeredRule(row: RuleRow): RegisteredRule & { vanishedAt: Date | null } {
  return { ...row, ...judgementOf(row), to: row.recipient }
}

function judgementOf(row: { state: string; reading: unknown }): Pick<RegisteredDuty, 'state' | 'changed'> {
  const state = row.state === 'confirmed' || row.state === 'corrected' ? row.state : 'proposed'
  return { state, changed: row.reading !== null }
}

function identityOf(identity: unknown): Pick<RegisteredDocument, 'signerTitle' | 'period' | 'replaces' | 'legalBasis'> {
  const { signerTitle = null, period = null, replaces = null, legalBasis } = identitySchema.parse(identity)
  return { signerTitle, period, replaces, legalBasis }
}
