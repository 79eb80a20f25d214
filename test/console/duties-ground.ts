/** A commune with two units, a confirmed quarterly report of theirs that was due, and people in posts. */
import { ensurePassagePartition, type Store } from '../../src/store/index.ts'
import { type Office, openOffice } from './office.ts'

export type DutiesGround = {
  communeId: number
  slug: string
  documentId: number
  headPersonId: number
  headAccountId: number
}

/** An office with that commune and a signed-in administrator, on a store where no other test left anybody. */
export async function openDutiesOffice(
  store: Store,
): Promise<{ office: Office; cookie: string; seeded: DutiesGround }> {
  for (const table of OF_EARLIER_TESTS) await store.query(`DELETE FROM ${table}`)
  const office = await openOffice(store)
  const cookie = await office.administrator()
  return { office, cookie, seeded: await seedDuties(store, office) }
}

const OF_EARLIER_TESTS = 'person post link_attempt sign_in_link document audit_entry reminder_message'.split(' ')

export async function seedDuties(store: Store, office: Office): Promise<DutiesGround> {
  const slug = `xa-${crypto.randomUUID()}`
  const unit = (name: string) => ({ name, aliases: [], members: [] })
  const commune = await store.db.commune.create({
    data: { slug, name: 'xã Bình Phú', units: { create: [unit('Phòng Kinh tế'), unit('Trạm Y tế')] } },
  })
  await ensurePassagePartition(store, commune.id)
  const rule = (position: number, rest: object) => ({
    ...{
      position,
      who: ['Phòng Kinh tế'],
      recipient: 'UBND xã',
      cadence: 'quarterly',
      section: 'V',
      quote: `q${position}`,
    },
    ...{ dueText: 'trước ngày 05 tháng 12', recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5' },
    ...{ key: `rule-${position}`, state: 'confirmed', ...rest },
  })
  const document = await store.db.document.create({
    data: {
      ...{ communeId: commune.id, file: `${slug}.txt`, digest: slug, type: 'Kế hoạch', title: 'Chuyển đổi số' },
      ...{ issuer: 'UBND xã Bình Phú', identity: {}, warnings: [], text: '' },
      rules: {
        create: [
          rule(0, {}),
          rule(1, {
            who: ['Trạm Y tế'],
            dueText: 'trước ngày 20/11',
            recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20',
          }),
        ],
      },
    },
  })
  const added = await office.people.posts.add({ commune: slug, role: 'head', unit: 'Phòng Kinh tế' }, 'cli')
  if (added.kind !== 'added') throw new Error(added.kind)
  await office.people.posts.appoint(added.post.id, { name: 'Lê Thị Bình', email: null }, 'cli')
  const [holder] = (await office.people.posts.get(added.post.id))?.holders ?? []
  const account = await store.db.channelAccount.create({
    data: { channel: 'telegram', externalId: `chat-${slug}`, personId: holder?.personId ?? 0, communeId: commune.id },
  })
  // The quarter before was known long ago: what fell due in it counts as late.
  await office.desk.today(commune, { personId: 0, posts: [], seesAllUnits: true, mayDecide: true })
  await store.query(`UPDATE occurrence SET known_on = '2026-01-01' WHERE commune_id = $1`, [commune.id])
  return {
    communeId: commune.id,
    slug,
    documentId: document.id,
    headPersonId: holder?.personId ?? 0,
    headAccountId: account.id,
  }
}
