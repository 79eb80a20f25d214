import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeReaders, extractText } from '../../../src/documents/index.ts'
import { eventsOf, loadOccurrences, type OccurrenceRow } from '../../../src/duties/index.ts'
import { answerAboutDuties, type ChatParts, type ChatReply } from '../../../src/reminders/index.ts'
import { DEFAULT_POLICY } from '../../../src/reminders/policy.ts'
import { onEachStore } from '../../support/stores.ts'
import { at, type Office, openOffice, QUARTERLY } from '../live/an-office.ts'

await onEachStore('what officials answer in the chat', (ground) => {
  let office: Office
  let parts: ChatParts
  let judged: string[]

  beforeEach(async () => {
    office = await openOffice(ground().store)
    judged = []
    const judge = async (what: string): Promise<string> => {
      judged.push(what)
      return `Đã ${what}.`
    }
    parts = {
      ...office.parts,
      clock: async () => at(office.now),
      draftsFolder: await mkdtemp(join(tmpdir(), 'drafts-')),
      review: {
        proposals: async () =>
          judged.length > 0 ? null : { title: 'Kế hoạch', version: 3, entries: ['Báo cáo hằng quý.'] },
        confirm: ({ kind, id }) => judge(`xác nhận ${kind} ${id}`),
        reject: ({ kind, id }) => judge(`bỏ ${kind} ${id}`),
        confirmAll: ({ version }) => judge(`xác nhận tất cả ${version}`),
      },
    }
    await office.runUntil('2026-12-11T09:00')
  })

  afterAll(closeReaders)

  /** As anybody's office program would: the words of a file that was sent. */
  const readDocument = async (path: string): Promise<string> => {
    const read = await extractText(path)
    return read.kind === 'unreadable' ? read.message : read.text.replaceAll('*', '').replace(/\s+/g, ' ')
  }
  const row = async (): Promise<OccurrenceRow | undefined> =>
    (await loadOccurrences(ground().store, { communeId: office.communeId, from: '2026-12-01', to: '2026-12-31' }))[0]
  const kinds = async (): Promise<string[]> => {
    const id = (await row())?.id ?? 0
    return ((await eventsOf(ground().store, [id])).get(id) ?? []).map(({ kind }) => kind)
  }

  /** Says something as the conversation would hand it over: a choice of the last message where it is one. */
  async function say(who: string, text: string, attachments: unknown[] = []): Promise<ChatReply | null> {
    const { query } = ground().store
    const post = office.posts.find(({ holders }) => holders[0]?.personId === office.people[who])
    const accountId = post?.holders[0]?.accounts[0]?.accountId ?? 0
    const [chat] = await query<{ id: number }>(
      `INSERT INTO conversation (account_id) VALUES ($1) ON CONFLICT (account_id) DO UPDATE SET account_id = $1 RETURNING id`,
      [accountId],
    )
    const insert = `INSERT INTO message (conversation_id, direction, external_key, text, status, choices, subject)
                    VALUES ($1, $2, gen_random_uuid()::text, $3, CASE $2 WHEN 'in' THEN 'answered' ELSE 'sent' END, $4, $5::jsonb) RETURNING id`
    const [last] = await query<{ id: number; choices: string[]; subject: unknown }>(
      `SELECT id, choices, subject FROM message WHERE conversation_id = $1 AND direction = 'out' AND cardinality(choices) > 0
        ORDER BY id DESC LIMIT 1`,
      [chat?.id],
    )
    const [asked] = await query<{ id: number }>(insert, [chat?.id, 'in', text, [], null])
    const reply = await answerAboutDuties(parts, {
      account: {
        id: accountId,
        personId: office.people[who] ?? 0,
        commune: { id: office.communeId, slug: 'binh-phu', name: 'xã Bình Phú' },
        posts: post ? [{ id: post.id, role: post.role, unit: post.unit, title: post.title }] : [],
      },
      text,
      about: last?.choices.includes(text) ? { label: text, subject: last.subject, messageId: last.id } : null,
      message: { id: asked?.id ?? 0, conversationId: chat?.id ?? 0, kind: 'text', attachments, isGroup: false },
    })
    if (reply) {
      await query(insert, [chat?.id, 'out', reply.text, reply.choices ?? [], JSON.stringify(reply.subject ?? null)])
    }
    return reply
  }

  test('"Đã nộp" is kept at once; the number comes after, and a wrong tap goes back', async () => {
    expect((await say('focal', 'Đã nộp'))?.text).toContain('Đã ghi nhận báo cáo quý IV/2026 của Phòng Kinh tế đã nộp')
    expect(await row()).toMatchObject({ status: 'filed', filedNumber: null })
    expect((await say('focal', '15/BC-PKT ngày 10/12'))?.text).toContain('số 15/BC-PKT, ngày 10/12/2026')
    expect(await row()).toMatchObject({ status: 'filed', filedNumber: '15/BC-PKT', filedOn: '2026-12-10' })
    await say('focal', 'hoàn tác')
    expect((await say('focal', 'Hoàn tác'))?.text).toContain('Đã hoàn tác “đã nộp”')
    expect(await row()).toMatchObject({ status: 'not_started' })
  })

  test('a photograph after "Đã nộp" is kept as the filing', async () => {
    await say('focal', 'da nop')
    expect((await say('focal', '', [{ kind: 'image' }]))?.text).toContain('kèm tệp')
  })

  test('"Đang làm" asks how far, by button or by words', async () => {
    expect((await say('focal', 'Đang làm'))?.choices).toContain('50%')
    await say('focal', '50%')
    expect(await row()).toMatchObject({ status: 'in_progress', percent: 50 })
    await say('focal', 'đang làm 80%')
    expect(await row()).toMatchObject({ percent: 80 })
  })

  test('a difficulty goes to the coordinator, whose answer comes back and is kept', async () => {
    await say('focal', 'Báo vướng mắc')
    await say('focal', 'Chưa có máy quét để số hóa hồ sơ')
    expect(office.to('coordinator').at(-1)).toContain(
      'báo vướng mắc về báo cáo quý IV/2026 của Phòng Kinh tế: “Chưa có máy quét',
    )
    await say('coordinator', 'Trả lời')
    await say('coordinator', 'Mượn máy của Văn phòng trong tuần này')
    expect(office.to('focal').at(-1)).toContain('Trả lời vướng mắc về báo cáo quý IV/2026: “Mượn máy của Văn phòng')
    expect(await kinds()).toEqual(['difficulty', 'difficulty_answered'])
  })

  test('reminded again later, by a button, and not beyond the last safe day', async () => {
    expect((await say('focal', 'Nhắc lại sau'))?.choices).toEqual(['Trước trưa', 'Sáng mai', '3 ngày nữa'])
    expect((await say('focal', '3 ngày nữa'))?.text).toContain('thứ Tư, ngày 16/12/2026')
    await say('focal', 'nhắc lại sau')
    expect((await say('focal', '30/12'))?.text).toContain('thứ Sáu, ngày 18/12/2026')
  })

  test('more time is asked of the coordinator; granted, the last day moves, and the document keeps its words', async () => {
    await say('focal', 'xin gia hạn đến 28/12 vì chờ số liệu')
    expect(office.to('coordinator').at(-1)).toContain(
      'xin gia hạn báo cáo quý IV/2026 của Phòng Kinh tế đến thứ Hai, ngày 28/12/2026',
    )
    await say('coordinator', 'Đồng ý')
    expect(await row()).toMatchObject({ extendedTo: '2026-12-28', due: '2026-12-20' })
    expect(office.to('focal').at(-1)).toContain('Đã được gia hạn báo cáo quý IV/2026 đến 28/12/2026')
    office.sent.length = 0
    await office.runUntil('2026-12-25T00:00')
    expect(office.sent.filter(({ text }) => text.includes('ngày làm việc cuối cùng để'))).toEqual([])
    expect(office.to('focal').at(-1)).toContain('đã gia hạn đến 28/12/2026; văn bản ghi "trước ngày 20 tháng cuối quý"')
  })

  test('what is not theirs goes back to the coordinator, who keeps or excuses it', async () => {
    await say('focal', 'Việc khác')
    await say('focal', 'Không thuộc đơn vị tôi')
    expect(await row()).toMatchObject({ status: 'handed_back' })
    await say('coordinator', 'Vẫn thuộc đơn vị này')
    expect(await row()).toMatchObject({ status: 'not_started' })
    await say('coordinator', 'không phải nộp')
    expect(await row()).toMatchObject({ status: 'not_applicable' })
  })

  test('whoever receives it returns it with a reason, or has it', async () => {
    await say('focal', 'đã nộp')
    office.now = '2026-12-14T07:30'
    await ground().store.query('UPDATE occurrence_event SET at = $1', ['2026-12-11T10:00:00+07'])
    await office.tick()
    await say('receiver', 'Trả lại')
    await say('receiver', 'Thiếu biểu số 2')
    expect(office.to('focal').at(-1)).toContain('trả lại báo cáo quý IV/2026: “Thiếu biểu số 2”')
    expect(await row()).toMatchObject({ status: 'in_progress' })
    await say('focal', 'đã nộp')
    await say('coordinator', 'đã nhận')
    expect(await row()).toMatchObject({ status: 'accepted' })
  })

  test('nobody speaks for another unit, and a citizen is answered by somebody else', async () => {
    await say('receiver', '/han')
    const id = (await row())?.id ?? 0
    await ground().store.query(
      `UPDATE message SET subject = $1::jsonb, choices = '{Đã nộp}' WHERE text NOT LIKE '/%'`,
      [JSON.stringify({ about: 'duties', items: [[id]] })],
    )
    expect((await say('receiver', 'Đã nộp'))?.text).toContain('Việc này của đơn vị khác')
    expect(await row()).toMatchObject({ status: 'not_started' })
    const citizen = { id: 1, personId: 1, commune: null, posts: [] }
    const message = { id: 1, conversationId: 1, kind: 'text', attachments: [], isGroup: false }
    expect(await answerAboutDuties(parts, { account: citizen, text: 'đã nộp', about: null, message })).toBeNull()
  })

  test('several duties in one message: a number, or a choice of which', async () => {
    office = await openOffice(ground().store, {
      rules: [
        QUARTERLY,
        {
          ...QUARTERLY,
          key: 'other',
          cadence: 'yearly',
          recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20',
          dueText: 'trước ngày 20/12',
        },
      ],
    })
    parts = { ...parts, ...office.parts, clock: async () => at(office.now) }
    await office.runUntil('2026-12-16T09:00')
    expect((await say('focal', 'Đang làm'))?.choices).toEqual(['Báo cáo quý IV/2026', 'Báo cáo năm 2026'])
    await say('focal', 'Báo cáo quý IV/2026')
    const states = async (): Promise<string[]> =>
      (
        await loadOccurrences(ground().store, { communeId: office.communeId, from: '2026-12-01', to: '2026-12-31' })
      ).map(({ title, status }) => `${title}: ${status}`)
    expect((await states()).sort()).toEqual(['Báo cáo năm 2026: not_started', 'Báo cáo quý IV/2026: in_progress'])
    await say('focal', '/viec')
    await say('focal', '1 đã nộp')
    expect((await states()).filter((each) => each.endsWith('filed'))).toHaveLength(1)
  })

  test('a unit sees its own duties with how each stands', async () => {
    await say('focal', 'đang làm 40%')
    expect((await say('focal', '/viec'))?.text).toContain(
      '1. Báo cáo quý IV/2026: đang làm 40% (chậm nhất 18/12/2026).',
    )
    expect((await say('coordinator', '/han'))?.text).toContain('Báo cáo quý IV/2026 – Phòng Kinh tế: đang làm 40%')
    expect((await say('vice', '/viec'))?.text).toBeUndefined()
    // Nothing of theirs has a day: what the papers say of it is a question like any other.
    expect(await say('receiver', 'VIỆC')).toBeNull()
  })

  test('the office sets a date for a rule that has none, in ready words or its own', async () => {
    office = await openOffice(ground().store, {
      rules: [
        { key: 'a', who: ['Phòng Kinh tế'], cadence: 'unspecified', dueText: null, recurrence: null },
        { key: 'b', who: ['Phòng Kinh tế'], cadence: 'unspecified', dueText: null, recurrence: null },
      ],
    })
    parts = { ...parts, ...office.parts, clock: async () => at(office.now) }
    await office.runUntil('2026-12-01T09:00')
    expect(office.to('coordinator')[0]).toContain('Xã cần đặt hạn: 2 quy định')
    expect((await say('coordinator', 'Đặt hạn'))?.choices).toEqual([
      'Theo quý',
      '6 tháng',
      'Trước kỳ họp HĐND',
      'Không cần nhắc',
    ])
    await say('coordinator', 'Theo quý')
    expect((await say('coordinator', 'chậm nhất ngày 25 tháng cuối quý'))?.text).toContain('Đã đặt hạn do xã đặt')
    office.sent.length = 0
    await office.runUntil('2026-12-17T00:00')
    const told = office.to('focal').join('\n')
    expect(told).toContain('hạn do xã đặt: "chậm nhất ngày 20 tháng cuối quý"')
    expect(told).not.toContain('văn bản ghi')
    expect(office.to('coordinator').filter((text) => text.includes('Xã cần đặt hạn'))).toEqual([])
  })

  test('one tap of the coordinator speaks for one unit, or for all where they say so', async () => {
    office = await openOffice(ground().store, {
      rules: [{ ...QUARTERLY, who: ['Phòng Kinh tế', 'Trạm Y tế', 'Thôn 3'] }],
    })
    parts = { ...parts, ...office.parts, clock: async () => at(office.now) }
    await office.runUntil('2026-12-21T09:00')
    const states = async (): Promise<string[]> =>
      (
        await loadOccurrences(ground().store, { communeId: office.communeId, from: '2026-12-01', to: '2026-12-31' })
      ).map(({ bodyName, status }) => `${bodyName}: ${status}`)
    expect((await say('coordinator', 'Đã nộp'))?.choices).toEqual(['Phòng Kinh tế', 'Trạm Y tế', 'Thôn 3', 'Tất cả'])
    await say('coordinator', 'Trạm Y tế')
    expect(await states()).toEqual(['Phòng Kinh tế: not_started', 'Trạm Y tế: filed', 'Thôn 3: not_started'])
    await say('coordinator', 'hoàn tác')
    await say('coordinator', '/viec')
    await say('coordinator', '3 không phải nộp')
    expect(await states()).toEqual(['Phòng Kinh tế: not_started', 'Trạm Y tế: not_started', 'Thôn 3: not_applicable'])
  })

  test('whoever receives a late report has it by one tap, though the unit said nothing', async () => {
    office.now = '2026-12-22T09:00'
    const id = (await row())?.id
    await say('receiver', '/tro')
    await ground().store.query(
      `INSERT INTO message (conversation_id, direction, external_key, text, status, choices, subject)
       SELECT conversation_id, 'out', 'late', 'Chưa ghi nhận', 'sent', '{Đã nhận}', $1::jsonb FROM message WHERE text = '/tro'`,
      [JSON.stringify({ about: 'duties', items: [[id]] })],
    )
    expect((await say('receiver', 'Đã nhận'))?.text).toContain('Đã ghi nhận đồng chí nhận được báo cáo quý IV/2026')
    expect(await row()).toMatchObject({ status: 'accepted' })
  })

  test('a counted duty is counted, beyond its line and back again', async () => {
    const { id: documentId } = (await ground().store.db.document.findFirst()) ?? { id: 0 }
    await ground().store.db.duty.create({
      data: {
        ...{ documentId, position: 9, name: 'Mở lớp tập huấn kỹ năng số', lead: ['Phòng Kinh tế'], coordinating: [] },
        ...{
          origin: 'prose',
          section: 'III',
          quote: 'mở ít nhất 02 lớp',
          key: 'lop',
          state: 'confirmed',
          ongoing: false,
        },
        ...{
          timeText: 'Năm 2026',
          startsOn: '2026-01-01',
          endsOn: '2026-12-31',
          countValue: 2,
          countUnit: 'lớp',
          open: [],
        },
      },
    })
    await ground().store.db.document.update({ where: { id: documentId }, data: { review: { increment: 1 } } })
    await office.runUntil('2026-12-17T09:00')
    const list = (await say('focal', '/viec'))?.text ?? ''
    const line = /(\d)\. Mở lớp/.exec(list)?.[1]
    expect((await say('focal', `${line} ghi thêm 1 lớp`))?.text).toContain(
      'Đã ghi thêm 1 lớp: nhiệm vụ “Mở lớp tập huấn kỹ năng số” nay được 1/2 lớp.',
    )
    expect((await say('focal', 'Ghi thêm'))?.text).toContain('nay được 2/2 lớp. Đã đủ số lượng')
    await say('focal', 'Hoàn tác')
    await say('focal', '/viec')
    expect((await say('focal', `${line} ghi thêm`))?.text).toContain('2/2 lớp')
  })

  test('what is asked for is answered in words that may begin like an act; a button stays a button', async () => {
    await say('focal', 'nội dung báo cáo')
    expect((await say('focal', 'Đã hoàn thành số hóa 2.000 hồ sơ'))?.text).toContain('Số liệu đạt được')
    await say('focal', 'Đang làm thêm 200 hồ sơ')
    expect((await say('focal', 'Không có khó khăn gì'))?.text).toContain('kiến nghị gì')
    expect(await kinds()).toEqual(['answered', 'answered', 'answered'])
    await say('focal', 'Báo vướng mắc')
    await say('focal', 'Đang làm thì hỏng máy quét')
    await say('coordinator', 'Trả lời')
    await say('coordinator', 'Đã gửi file mẫu qua email')
    expect(office.to('focal').at(-1)).toContain('“Đã gửi file mẫu qua email”')
    expect(await row()).toMatchObject({ status: 'not_started' })
    await say('focal', 'Báo vướng mắc')
    expect((await say('focal', 'đã nộp'))?.text).toContain('Đã ghi nhận')
  })

  test('what only sounds like an answer to a reminder is told that nothing was recorded, once', async () => {
    expect((await say('focal', 'dạ vâng ạ'))?.text).toContain(
      'Trợ lý chưa ghi nhận nộp báo cáo quý IV/2026 của Phòng Kinh tế. Nếu đã nộp, anh/chị bấm [Đã nộp]; đang làm thì bấm [Đang làm]',
    )
    expect(await say('focal', 'ok')).toBeNull()
    expect((await say('focal', 'em nộp rồi ạ'))?.text).toContain('Đã ghi nhận')
    expect(await row()).toMatchObject({ status: 'filed' })
  })

  test('"đã nhận" under a late notice speaks of the notice, not of the report', async () => {
    await office.runUntil('2026-12-22T09:00')
    for (const said of ['Đã nhận thông tin, em sẽ làm', 'đã nhận']) {
      await ground().store.query(`DELETE FROM message WHERE class = 'answer' AND direction = 'out'`)
      expect((await say('coordinator', said))?.text).toContain('Trợ lý chưa ghi nhận')
    }
    expect(await row()).toMatchObject({ status: 'not_started' })
    expect((await say('coordinator', 'đã nhận được báo cáo'))?.text).toContain('đồng chí nhận được')
  })

  test('whoever no longer coordinates answers neither by an old button nor to an old question', async () => {
    const leave = (): void => {
      const post = office.posts.find(({ role }) => role === 'coordinator')
      if (post) Object.assign(post, { role: 'focal', unit: 'Trạm Y tế', title: 'Cán bộ Trạm Y tế' })
    }
    await say('focal', 'vướng mắc: chưa có máy quét')
    await say('coordinator', 'Trả lời')
    await say('focal', 'xin gia hạn đến 28/12')
    await say('focal', 'không thuộc đơn vị tôi')
    const asked = await ground().store.query<{ subject: unknown; choices: string[] }>(
      `SELECT subject, choices FROM message WHERE subject ->> 'about' = 'relay' ORDER BY id`,
    )
    leave()
    const { query } = ground().store
    await query(`UPDATE message SET subject = NULL, choices = '{}' WHERE subject ->> 'about' = 'relay'`)
    for (const { subject, choices } of asked) {
      await query(
        `INSERT INTO message (conversation_id, direction, external_key, text, status, choices, subject)
         SELECT conversation_id, 'out', gen_random_uuid()::text, 'cũ', 'sent', $1, $2::jsonb FROM message
          WHERE text = 'Trả lời' LIMIT 1`,
        [choices, JSON.stringify(subject)],
      )
      expect((await say('coordinator', choices.at(-1) ?? ''))?.text).toBe(
        'Việc này do cán bộ điều phối của xã thực hiện.',
      )
    }
    expect(asked).toHaveLength(3)
    await query(
      `INSERT INTO message (conversation_id, direction, external_key, text, status, choices, subject)
       SELECT conversation_id, 'out', 'old', 'Viết câu trả lời', 'sent', '{}', $1::jsonb FROM message WHERE text = 'Trả lời' LIMIT 1`,
      [JSON.stringify({ about: 'asking', awaits: 'difficulty_answer', ids: [(await row())?.id] })],
    )
    expect((await say('coordinator', 'Mượn máy của Văn phòng'))?.text).toContain('do cán bộ điều phối')
    expect(await kinds()).toEqual(['difficulty', 'extension_asked', 'handed_back'])
  })

  test('a list has one name, however it is typed', async () => {
    const texts: (string | undefined)[] = []
    for (const said of ['/viec', 'VIỆC', 'viec cua toi']) texts.push((await say('focal', said))?.text)
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toMatch(/Phòng Kinh tế: \d việc có hạn\.\n1\. Báo cáo quý IV\/2026/)
    expect((await say('focal', 'HẠN'))?.text).toBe((await say('focal', '/han'))?.text)
  })

  test('leaders and the coordinator ask how the units do; nobody else is told', async () => {
    office.now = '2026-12-22T09:00'
    expect((await say('vice', 'tình hình nộp báo cáo'))?.text).toContain(
      'Tình hình tháng 12/2026 của xã Bình Phú: 1 báo cáo, nhiệm vụ đến hạn ở 1 đơn vị; 0 đúng hạn, 1 quá hạn chưa ghi nhận.\nQuá hạn chưa ghi nhận: Phòng Kinh tế (1).',
    )
    expect((await say('coordinator', '/tinhhinh'))?.text).toContain('Tháng 11/2026 không có việc nào đến hạn.')
    expect(await say('focal', '/tinhhinh')).toBeNull()
  })

  test('what waits for leaders goes on the tap of the coordinator, once, and of nobody else', async () => {
    const { escalation } = DEFAULT_POLICY
    office.parts.policy = () => ({ ...DEFAULT_POLICY, escalation: { ...escalation, leaders: true } })
    await office.runUntil('2026-12-25T09:00')
    expect((await say('focal', 'báo lãnh đạo'))?.text).toBe('Việc này do cán bộ điều phối của xã thực hiện.')
    expect((await say('coordinator', 'Báo lãnh đạo'))?.text).toBe('Đã gửi lãnh đạo 1 tin gộp.')
    expect((await say('coordinator', 'báo lãnh đạo'))?.text).toContain('Không còn tin nào')
    expect(office.to('vice')).toHaveLength(1)
  })

  test('the coordinator sees what the machine read before confirming all of it', async () => {
    expect((await say('coordinator', 'xem để xác nhận'))?.text).toContain('1. Báo cáo hằng quý')
    expect((await say('coordinator', 'Xác nhận tất cả'))?.text).toContain('Đã xác nhận tất cả 3.')
    expect((await say('focal', 'xem để xác nhận'))?.text).toBe('Việc này do cán bộ điều phối của xã thực hiện.')
  })

  test('short questions fill the collected report, which comes as a draft and as a table', async () => {
    await say('focal', 'nội dung báo cáo')
    await say('focal', 'Số hóa xong 12/20 bản đồ')
    await say('focal', '60% so với chỉ tiêu')
    await say('focal', 'Bỏ qua')
    expect((await say('focal', 'Cấp thêm máy quét'))?.text).toContain('Đã lưu nội dung báo cáo')
    expect((await say('coordinator', 'tổng hợp báo cáo'))?.text).toContain(
      '0/1 đơn vị đã nộp. Chưa ghi nhận: Phòng Kinh tế.',
    )
    for (const wanted of ['Dự thảo báo cáo (Word)', 'Bảng tổng hợp (Excel)']) {
      const reply = await say('coordinator', wanted)
      expect(existsSync(reply?.document?.path ?? '-')).toBe(true)
      const read = await readDocument(reply?.document?.path ?? '-')
      for (const said of ['Phòng Kinh tế', 'Số hóa xong 12/20 bản đồ', 'Cấp thêm máy quét'])
        expect(read).toContain(said)
      expect(read).toContain(
        wanted.startsWith('Dự thảo')
          ? '0/1 đơn vị đã được ghi nhận nộp. Chưa ghi nhận: Phòng Kinh tế'
          : 'chưa ghi nhận',
      )
    }
    const plan = await readDocument((await say('focal', 'kế hoạch của đơn vị'))?.document?.path ?? '-')
    expect(plan).toContain('Phòng Kinh tế xây dựng kế hoạch thực hiện như sau')
    expect(plan).toContain('III. NHIỆM VỤ PHỐI HỢP Không có trong các văn bản xã đã xác nhận.')
    expect(plan).toContain('“trước ngày 20 tháng cuối quý”; chậm nhất 18/12/2026')
  })
})
