/** An office with something of everything its pages show, each word of which may be made somebody else's. */
import { ensurePassagePartition, type Store } from '../../src/store/index.ts'
import { seedDuties } from '../console/duties-ground.ts'
import type { Office } from '../console/office.ts'

/** Fields in which people, papers and officials write, by table; what is a list or an object is told by its kind. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, 'text' | 'list' | 'turns' | 'trace'>>>> = {
  commune: { name: 'text' },
  unit: { name: 'text' },
  person: { name: 'text', phone: 'text' },
  post: { title: 'text', unit_name: 'text' },
  document: {
    title: 'text',
    type: 'text',
    number: 'text',
    date_text: 'text',
    issuer: 'text',
  },
  section: { heading: 'text' },
  passage: { quote: 'text', lead: 'text' },
  duty: { name: 'text', lead: 'list', output: 'text', time_text: 'text', quote: 'text' },
  reporting_rule: { who: 'list', recipient: 'text', due_text: 'text', quote: 'text' },
  target: { text: 'text', quote: 'text' },
  target_result: { result: 'text' },
  occurrence: { title: 'text', body_name: 'text', section: 'text', recipient: 'text', filed_number: 'text' },
  occurrence_event: { by: 'text' },
  ticket: { topic: 'text', unit_name: 'text', turns: 'turns' },
  ticket_line: { text: 'text' },
  feedback: { what: 'text', place: 'text', village: 'text', field: 'text', unit_name: 'text', code: 'text' },
  feedback_event: { reply: 'text', note: 'text', unit_name: 'text' },
  message: { text: 'text', trace: 'trace' },
  answer_mark: { note: 'text' },
  curated_answer: { questions: 'list', answer: 'text', source: 'text', unit_name: 'text', returned_why: 'text' },
  broadcast: { sender: 'text', title: 'text', text: 'text', place: 'text', reason: 'text' },
  council_session: { title: 'text', place: 'text', agenda: 'text' },
  reminder_message: { post: 'text', text: 'text', summary: 'text' },
  reminder_pause: { body_name: 'text', reason: 'text', by: 'text' },
}

export const FIELD_NAMES: readonly string[] = Object.entries(FIELDS).flatMap(([table, fields]) =>
  Object.keys(fields).map((field) => `${table}.${field}`),
)

/** What stands beside each hostile word, so that a page that shows it is known by it. */
export function markOf(field: string): string {
  return `⟪${field}⟫`
}

/** Two rows of a table may not be called the same. */
const SAID = `$1::text || '#' || substr(md5(random()::text), 1, 8)`
const VALUES = {
  text: SAID,
  list: `ARRAY[${SAID}]`,
  trace: `jsonb_set(trace, '{passages,0,quote}', to_jsonb(${SAID}))`,
  turns: `jsonb_build_array(jsonb_build_object('from', 'person', 'text', ${SAID}))`,
}

/** Writes these words over every field, whatever a form would have let in. */
export async function poison({ query }: Store, words: string): Promise<void> {
  // Shown only side by side, in pieces: no mark of theirs stays whole.
  await query(`UPDATE document SET text = $1, previous_text = $1 || ' xưa'`, [words])
  for (const [table, fields] of Object.entries(FIELDS)) {
    for (const [field, kind] of Object.entries(fields)) {
      await query(`UPDATE ${table} SET "${field}" = ${VALUES[kind]}`, [`${words}${markOf(`${table}.${field}`)}`])
    }
  }
}

function traceTo(documentId: number) {
  const passage = { document: 'd', documentId, position: 0, cite: 'I', quote: 'q', score: 1 }
  return { stage: 'find', outcome: 'none', timings: [], passages: [passage] }
}

export type Hostile = {
  commune: { id: number; slug: string }
  ids: Readonly<Record<'post' | 'ticket' | 'report' | 'question' | 'occurrence' | 'person', number>>
  officePaths: string[]
  publicPaths: string[]
}

/** Seeds the office and tells every page of it that shows any of the fields. */
export async function seedHostile(store: Store, office: Office): Promise<Hostile> {
  const { communeId, slug, documentId, headPersonId, headAccountId } = await seedDuties(store, office)
  const { db } = store
  await ensurePassagePartition(store, communeId)
  await db.document.update({
    where: { id: documentId },
    data: { visibility: 'public', text: 'nay', previousText: 'xưa' },
  })
  const entry = { documentId, position: 9, section: 'I', quote: 'q', key: 'k' }
  await db.section.create({ data: { documentId, position: 0, level: 1, heading: 'h', path: [], cite: 'I' } })
  await store.query(
    `INSERT INTO passage (commune_id, document_id, position, section, kind, cite, heading, lead, quote, tokens)
     VALUES ($1, $2, 0, 0, 'bullet', 'I', 'h', 'l', 'q', 'q')`,
    [communeId, documentId],
  )
  await db.duty.create({
    data: { ...entry, name: 'n', lead: ['l'], coordinating: [], output: 'o', timeText: 't', open: [], origin: 'prose' },
  })
  await db.target.create({ data: { ...entry, text: 't', state: 'confirmed' } })
  await db.targetResult.create({ data: { documentId, targetKey: 'k', result: 'r', asOf: '2026-12-01' } })
  const occurrences = await db.occurrence.findMany({ where: { communeId } })
  for (const { id } of occurrences) {
    await db.occurrence.update({ where: { id }, data: { filedNumber: 'f', filedOn: '2026-11-30', status: 'filed' } })
    await db.occurrenceEvent.create({ data: { occurrenceId: id, kind: 'started', by: 'b' } })
  }
  const conversations = await db.conversation.create({ data: { accountId: headAccountId } })
  const said = { conversationId: conversations.id, text: 't', status: 'answered' }
  const asked = await db.message.create({ data: { ...said, direction: 'in', externalKey: 'a' } })
  const reply = await db.message.create({
    data: {
      ...{ ...said, direction: 'out', externalKey: 'b', status: 'sent' },
      ...{ answersId: asked.id, outcome: 'unanswerable', feedback: -1, trace: traceTo(documentId) },
    },
  })
  await db.answerMark.create({ data: { messageId: reply.id, verdict: 'wrong', note: 'n' } })
  const ticket = await db.ticket.create({
    data: {
      ...{ communeId, accountId: headAccountId, topic: 't', turns: [], remindAt: new Date(), unitName: 'u' },
      lines: {
        create: [
          { side: 'citizen', key: '1', text: 't' },
          { side: 'office', key: '2', text: 't' },
        ],
      },
    },
  })
  const feedbacks = await Promise.all(
    (['report', 'voter'] as const).map((kind) =>
      db.feedback.create({
        data: {
          ...{ communeId, accountId: headAccountId, kind, code: kind, what: 'w', place: 'p', village: 'v', field: 'f' },
          ...{ unitName: 'u', state: 'assigned', dueOn: '2026-12-20' },
          events: { create: { state: 'assigned', unitName: 'u', reply: 'r', note: 'n' } },
        },
      }),
    ),
  )
  const curated = await db.curatedAnswer.create({
    data: { communeId, questions: ['q'], answer: 'a', source: 's', unitName: 'u', returnedWhy: 'w', state: 'returned' },
  })
  const notice = { communeId, kind: 'meeting', sender: 's', title: 't', text: 't', place: 'p', reason: 'r' }
  const posts = await db.post.findMany({ where: { communeId } })
  const papers = { meetingAt: new Date('2026-12-09'), postIds: posts.map(({ id }) => id), documentIds: [documentId] }
  const broadcasts = await Promise.all(
    ['draft', 'waiting', 'approved', 'cancelled'].map((state) =>
      db.broadcast.create({ data: { ...notice, ...papers, state, writers: [headPersonId] } }),
    ),
  )
  await db.broadcastRecipient.create({
    data: { broadcastId: broadcasts[2]?.id ?? 0, accountId: headAccountId, postId: posts[0]?.id ?? null },
  })
  const session = await db.councilSession.create({
    data: {
      ...{ communeId, title: 't', opensAt: new Date('2026-12-15'), place: 'p', agenda: 'a', documentIds: [documentId] },
      ...{ writtenBy: headPersonId, broadcastId: broadcasts[2]?.id ?? null },
    },
  })
  const reminder = { communeId, key: 'k', personId: headPersonId, post: 'p', day: '2026-12-01', class: 'reminder' }
  const [occurrence] = occurrences
  for (const status of ['undelivered', 'held', 'owed', 'called']) {
    await db.reminderMessage.create({
      data: { ...reminder, key: status, status, text: 't', choices: [], summary: 's', accountIds: [headAccountId] },
    })
  }
  await db.reminderPause.create({
    data: { communeId, bodyKey: occurrence?.bodyKey ?? 'b', bodyName: 'b', reason: 'r', by: 'b' },
  })
  const path = (list: string, ids: readonly { id: number }[], more: string[] = ['']): string[] => [
    list,
    ...ids.flatMap(({ id }) => more.map((end) => `${list}/${id}${end}`)),
  ]
  return {
    commune: { id: communeId, slug },
    ids: {
      ...{ post: posts[0]?.id ?? 0, ticket: ticket.id, report: feedbacks[0]?.id ?? 0, question: asked.id },
      ...{ occurrence: occurrence?.id ?? 0, person: headPersonId },
    },
    publicPaths: ['/', '/van-ban', `/van-ban/${documentId}`, '/tinh-trang'],
    officePaths: [
      ...['', '/con-nguoi', '/tai-khoan', '/so-lieu', '/so-lieu/chi-tieu', '/cai-dat', '/cai-dat/co-quan'],
      ...['/cai-dat/du-lieu', '/nhac-viec', '/nhac-viec/tam-dung', '/nhac-viec/chinh-sach', '/nhac-viec/so-gui'],
      ...[
        '/nhac-viec/ap-phich',
        '/van-ban/nap',
        '/thong-bao/soan?loai=hop',
        '/hdnd',
        '/hdnd/giam-sat',
        '/hdnd/ky-hop/soan',
      ],
      ...['/hoi-thoai', '/hoi-thoai/tat-ca', `/hoi-thoai/${asked.id}`, '/hoi-thoai/soan'],
      ...path('/hoi-thoai/cau-tra-loi', [curated], ['', '/sua']),
      ...path('/van-ban', [{ id: documentId }], ['', '/so-sanh']),
      ...path('/nhiem-vu', occurrences),
      ...path('/phieu', [ticket]),
      ...path('/phan-anh', feedbacks.slice(0, 1)),
      ...path('/hdnd/y-kien', feedbacks.slice(1)),
      ...path('/thong-bao', broadcasts, ['', '/sua']),
      ...path('/hdnd/ky-hop', [session], ['', '/sua']).slice(1),
    ].map((each) => `/quan-tri${each}`),
  }
}
