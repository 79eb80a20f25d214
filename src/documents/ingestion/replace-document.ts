import { squeeze } from '../../language/text.ts'
import { unitKey } from '../../language/units.ts'
import { ensurePassagePartition, type Prisma, type Store } from '../../store/index.ts'
import type { AdministrativeDocument, Unit } from '../administrative-document.ts'
import { entriesOf, type Tokenise } from './entries.ts'
import { type JudgedNote, type Proposal, reconcile } from './reconcile.ts'
import { READER, recordChange } from './record-change.ts'
import { type EntryKind, tableOf } from './register-rows.ts'

export type Visibility = 'public' | 'internal'

export type Reading = {
  file: string
  digest: string
  /** What the folder says; an officer's word and the paper's own "Lưu hành nội bộ" outrank it. */
  visibility: Visibility
  communeId: number
  document: AdministrativeDocument
  tokenise: Tokenise
}

/** How many judged entries the file says otherwise now, or no longer. */
export type Disturbed = { changed: number; vanished: number }

/** Puts one reading in place of the last one, whole or not at all. Judged entries stay, and what befell them is returned. */
export async function replaceDocument(store: Store, reading: Reading): Promise<Disturbed> {
  await ensurePassagePartition(store, reading.communeId)
  const entries = entriesOf(reading.document, reading.tokenise)
  return store.db.$transaction(
    async (tx) => {
      const { id: documentId } = await upsertDocument(tx, reading)
      await replaceText(tx, { documentId, communeId: reading.communeId }, entries)
      const duties = await reconcileRegister(tx, { documentId, kind: 'duty', proposed: entries.duties })
      const rules = await reconcileRegister(tx, { documentId, kind: 'rule', proposed: entries.rules })
      const targets = await reconcileRegister(tx, { documentId, kind: 'target', proposed: entries.targets })
      await mergeUnits(tx, reading.communeId, reading.document.units)
      const notes = [...duties, ...rules, ...targets]
      const count = (what: JudgedNote['what']): number => notes.filter((note) => note.what === what).length
      return { changed: count('changed'), vanished: count('vanished') }
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}

async function upsertDocument(tx: Prisma.TransactionClient, reading: Reading): Promise<{ id: number }> {
  const { file, digest, communeId, document } = reading
  const { title, type, number, dateText, issuer, signer } = document.identity
  const known = await tx.document.findUnique({ where: { file }, select: { visibilitySaid: true, text: true } })
  const row = {
    communeId,
    digest,
    visibility: document.internalUse ? 'internal' : (known?.visibilitySaid ?? reading.visibility),
    internalUse: document.internalUse,
    title: title && squeeze(title),
    type,
    number,
    dateText,
    issuer,
    signer,
    identity: document.identity,
    warnings: document.warnings,
    text: document.text,
    status: 'active',
    retiredAt: null,
  }
  return tx.document.upsert({
    where: { file },
    create: { file, ...row },
    update: {
      ...{ ...row, version: { increment: 1 }, ingestedAt: new Date() },
      // Read again by a newer reader the same text has no other version.
      ...(known && known.text !== document.text && { previousText: known.text }),
    },
  })
}

async function replaceText(
  tx: Prisma.TransactionClient,
  { documentId, communeId }: { documentId: number; communeId: number },
  { sections, passages }: ReturnType<typeof entriesOf>,
): Promise<void> {
  await tx.section.deleteMany({ where: { documentId } })
  await tx.passage.deleteMany({ where: { documentId } })
  await tx.section.createMany({ data: sections.map((section) => ({ ...section, documentId })) })
  await tx.passage.createMany({ data: passages.map((passage) => ({ ...passage, documentId, communeId })) })
}

type Register = { documentId: number; kind: EntryKind; proposed: Proposal[] }

/** Returns what became of the entries people judged; each is written into their history. */
async function reconcileRegister(
  tx: Prisma.TransactionClient,
  { documentId, kind, proposed }: Register,
): Promise<JudgedNote[]> {
  const table = tableOf(tx, kind)
  const { insert, remove, update, notes } = reconcile(kind, await table.findMany({ where: { documentId } }), proposed)
  await table.deleteMany({ where: { id: { in: remove } } })
  for (const { id, data } of update) await table.update({ where: { id }, data })
  await table.createMany({ data: insert.map((row) => ({ ...row, documentId })) })
  for (const { id, what, before, after } of notes) {
    await recordChange(tx, { documentId, subject: kind, subjectId: id, action: what, by: READER, before, after })
  }
  return notes
}

/** Units belong to the commune, one row an office: a spelling met in any of its documents stays known. */
async function mergeUnits(tx: Prisma.TransactionClient, communeId: number, units: Unit[]): Promise<void> {
  const stored = new Map((await tx.unit.findMany({ where: { communeId } })).map((unit) => [unitKey(unit.name), unit]))
  for (const { name: written, aliases, group = false, members = [] } of units) {
    const known = stored.get(unitKey(written))
    const name = known?.name ?? written
    const data = {
      aliases: [...new Set([...(known?.aliases ?? []), ...(name === written ? [] : [written]), ...aliases])],
      members: [...new Set([...(known?.members ?? []), ...members])],
      isGroup: known?.isGroup ?? group,
    }
    await tx.unit.upsert({
      where: { communeId_name: { communeId, name } },
      create: { communeId, name, ...data },
      update: data,
    })
  }
}

/** The register stays for the people who worked with it; what citizens are answered from goes. */
export async function retireDocument(store: Store, { id }: { id: number }): Promise<void> {
  await store.db.$transaction(async (tx) => {
    await tx.passage.deleteMany({ where: { documentId: id } })
    await tx.document.update({ where: { id }, data: { status: 'retired', retiredAt: new Date() } })
  })
}
