import { squeeze } from '../../language/text.ts'
import { ensurePassagePartition, type Prisma, type Store } from '../../store/index.ts'
import type { AdministrativeDocument, Unit } from '../administrative-document.ts'
import { entriesOf, type Tokenise } from './entries.ts'
import { reconcile } from './reconcile.ts'

export type Reading = {
  file: string
  digest: string
  visibility: 'public' | 'internal'
  communeId: number
  document: AdministrativeDocument
  tokenise: Tokenise
}

/** Puts one reading in place of the last one, whole or not at all. Judged entries stay. */
export async function replaceDocument(store: Store, reading: Reading): Promise<void> {
  await ensurePassagePartition(store, reading.communeId)
  const entries = entriesOf(reading.document, reading.tokenise)
  await store.db.$transaction(
    async (tx) => {
      const { id } = await upsertDocument(tx, reading)
      await replaceText(tx, { documentId: id, communeId: reading.communeId }, entries)
      await reconcileRegister(tx.duty, id, entries.duties)
      await reconcileRegister(tx.reportingRule, id, entries.rules)
      await reconcileRegister(tx.target, id, entries.targets)
      await mergeUnits(tx, reading.communeId, reading.document.units)
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}

async function upsertDocument(tx: Prisma.TransactionClient, reading: Reading): Promise<{ id: number }> {
  const { file, digest, visibility, communeId, document } = reading
  const { title, type, number, dateText, issuer, signer } = document.identity
  const row = {
    communeId,
    digest,
    visibility,
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
    update: { ...row, version: { increment: 1 }, ingestedAt: new Date() },
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

/** What the three registers have in common, so that one reconciliation serves them all. */
type Register<Row> = {
  findMany(query: { where: { documentId: number } }): PromiseLike<Parameters<typeof reconcile>[0][number][]>
  deleteMany(query: { where: { id: { in: number[] } } }): PromiseLike<unknown>
  updateMany(query: { where: { id: { in: number[] } }; data: { vanishedAt: Date | null } }): PromiseLike<unknown>
  createMany(query: { data: (Row & { documentId: number })[] }): PromiseLike<unknown>
}

async function reconcileRegister<Row extends { key: string }>(
  register: Register<Row>,
  documentId: number,
  proposed: Row[],
): Promise<void> {
  const { insert, remove, vanish, restore } = reconcile(await register.findMany({ where: { documentId } }), proposed)
  await register.deleteMany({ where: { id: { in: remove } } })
  await register.updateMany({ where: { id: { in: vanish } }, data: { vanishedAt: new Date() } })
  await register.updateMany({ where: { id: { in: restore } }, data: { vanishedAt: null } })
  await register.createMany({ data: insert.map((row) => ({ ...row, documentId })) })
}

/** Units belong to the commune: a spelling met in any of its documents stays known. */
async function mergeUnits(tx: Prisma.TransactionClient, communeId: number, units: Unit[]): Promise<void> {
  for (const { name, aliases, group = false, members = [] } of units) {
    const known = await tx.unit.findUnique({ where: { communeId_name: { communeId, name } } })
    const data = {
      aliases: [...new Set([...(known?.aliases ?? []), ...aliases])],
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
