import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DocumentReview, openReview, type Review, type ReviewEntry } from '../../../src/documents/index.ts'
import { openRegister } from '../../../src/duties/index.ts'
import { onEachStore } from '../../support/stores.ts'
import { DUTIES, plan, planFolder, REPORTS, TODAY } from './a-plan.ts'

const LAN = { by: 'Nguyễn Thị Lan, Văn phòng' }
const HUNG = { by: 'Trần Văn Hùng, Phòng Kinh tế', why: 'theo biên bản họp ngày 03/01' }

await onEachStore('the review of what was read', (ground) => {
  let review: Review
  let folder: ReturnType<typeof planFolder>

  const document = async (): Promise<DocumentReview> => {
    const { id } = await ground().store.db.document.findFirstOrThrow()
    const found = await review.document(id)
    if (!found) throw new Error('no document')
    return found
  }
  const entry = async <Kind extends ReviewEntry['kind']>(
    kind: Kind,
    words: RegExp,
  ): Promise<Extract<ReviewEntry, { kind: Kind }>> => {
    const found = (await document()).entries.find((each) => each.kind === kind && words.test(each.quote))
    if (!found) throw new Error(`no ${kind} says ${words}`)
    return found as Extract<ReviewEntry, { kind: Kind }>
  }
  const registered = async () => {
    const register = await openRegister(ground().store).of('binh-phu')
    if (!register) throw new Error('no register')
    return register
  }

  beforeEach(async () => {
    review = openReview({ store: ground().store, today: () => TODAY })
    folder = planFolder(ground().store)
    folder.write(plan())
    await folder.read()
  })

  afterEach(async () => {
    folder.remove()
    await ground().store.query('TRUNCATE document, passage, commune, ingestion_run RESTART IDENTITY CASCADE')
  })

  describe('what waits', () => {
    it('lists each document with how much of each kind nobody has judged', async () => {
      const [waiting] = await review.awaiting()
      expect(waiting).toMatchObject({ proposed: { rule: 1, duty: 4, target: 2 }, changed: 0, vanished: 0 })
    })

    it('shows every entry with its exact quote, place, what the plan leaves blank and its counter', async () => {
      const class_ = await entry('duty', /02 lớp/)
      expect(class_).toMatchObject({
        state: 'proposed',
        section: 'II',
        quote: DUTIES[2]?.replace(/^- /, ''),
        count: { value: 2, unit: 'lớp tập huấn', per: 'year' },
      })
      expect(class_.open).toEqual(['người', 'trách nhiệm', 'thẩm quyền'])
    })

    it('has no document that is not in force', async () => {
      expect(await review.document(999)).toBeNull()
    })
  })

  describe('confirming', () => {
    it('confirms one entry, and only the first of two officers', async () => {
      const duty = await entry('duty', /bản đồ/)
      expect(await review.confirm(duty, LAN)).toEqual({ kind: 'done', revision: 1 })
      expect(await review.reject(duty, HUNG)).toMatchObject({ kind: 'overtaken', by: LAN.by })
      expect((await entry('duty', /bản đồ/)).state).toBe('confirmed')
    })

    it('lets two officers at once change an entry only one after the other', async () => {
      const duty = await entry('duty', /bản đồ/)
      const outcomes = await Promise.all([
        ...Array.from({ length: 4 }, () => review.confirm(duty, LAN)),
        ...Array.from({ length: 4 }, () => review.reject(duty, HUNG)),
      ])
      expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
      expect(outcomes.filter(({ kind }) => kind === 'overtaken')).toHaveLength(7)
      expect(await review.history(duty)).toHaveLength(1)
    })

    it('confirms all reporting rules of the version that was viewed, and nothing of another', async () => {
      const { id: documentId, version } = await document()
      expect(await review.confirmAll({ documentId, version: version - 1, kind: 'rule' }, LAN)).toEqual({
        kind: 'overtaken',
      })
      expect(await review.confirmAll({ documentId, version, kind: 'rule' }, LAN)).toEqual({
        kind: 'done',
        confirmed: 1,
      })
      const states = (await document()).entries.map(({ kind, state }) => `${kind} ${state}`)
      expect(new Set(states)).toEqual(new Set(['rule confirmed', 'duty proposed', 'target proposed']))
    })

    it('never loses a confirmation that comes while the file is read again', async () => {
      for (let round = 0; round < 5; round++) {
        const duty = await entry('duty', /bản đồ/)
        folder.write(plan({ duties: DUTIES.slice(1), note: `\nBản ${round}\n` }))
        const [outcome] = await Promise.all([review.confirm(duty, LAN), folder.read()])
        const rows = await ground().store.db.duty.findMany({ where: { id: duty.id } })
        if (outcome.kind === 'done') expect(rows).toMatchObject([{ state: 'confirmed' }])
        else expect([outcome.kind, rows]).toEqual(['gone', []])
        folder.write(plan({ note: `\nBản ${round} cũ\n` }))
        await folder.read()
        const again = await entry('duty', /bản đồ/)
        if (again.state !== 'proposed') await review.reopen(again, LAN)
      }
    })
  })

  describe('correcting', () => {
    it('reads due words again into the rhythm, and keeps who, why, before and after', async () => {
      const rule = await entry('rule', /báo cáo/)
      const fields = { dueText: 'trước ngày 15 tháng cuối quý', who: ['Trạm Y tế', ' Trạm  Y tế '] }
      expect(await review.correct(rule, { kind: 'rule', fields }, HUNG)).toMatchObject({ kind: 'done' })
      expect(await entry('rule', /báo cáo/)).toMatchObject({
        state: 'corrected',
        fields: {
          who: ['Trạm Y tế'],
          dueText: 'trước ngày 15 tháng cuối quý',
          recurrence: expect.stringContaining('BYMONTHDAY=15'),
        },
        quote: REPORTS,
      })
      const [last] = await review.history(rule)
      expect(last).toMatchObject({
        action: 'corrected',
        ...HUNG,
        before: { state: 'proposed', dueText: 'trước ngày 20 tháng cuối quý' },
        after: { state: 'corrected', dueText: 'trước ngày 15 tháng cuối quý' },
      })
    })

    it('shows the due days of words before they are kept, with the last safe ones', async () => {
      const { id: documentId } = await document()
      const shown = await review.previewDue({
        documentId,
        cadence: 'quarterly',
        dueText: 'trước ngày 20 tháng cuối quý',
      })
      expect(shown?.dueDates.slice(0, 2)).toEqual(['2026-12-20', '2027-03-20'])
      expect(shown?.lastSafeDays.slice(0, 2)).toEqual(['2026-12-18', '2027-03-19'])
      expect(await review.previewDue({ documentId, cadence: 'quarterly', dueText: 'khi rảnh' })).toBeNull()
    })

    it('refuses due words that give a periodic report no day, and keeps them for one without a period', async () => {
      const rule = await entry('rule', /báo cáo/)
      const refused = await review.correct(rule, { kind: 'rule', fields: { dueText: 'khi rảnh' } }, HUNG)
      expect(refused).toMatchObject({ kind: 'refused', why: expect.stringContaining('khi rảnh') })
      const kept = { dueText: 'tại kỳ họp', cadence: 'unspecified' } as const
      expect(await review.correct(rule, { kind: 'rule', fields: kept }, HUNG)).toMatchObject({ kind: 'done' })
      expect((await entry('rule', /báo cáo/)).fields).toMatchObject({ dueText: 'tại kỳ họp', recurrence: null })
    })

    it('reads a duty’s time again, takes days given outright, and tells anew what is blank', async () => {
      const duty = await entry('duty', /02 lớp/)
      const first = { lead: ['Phòng Văn hóa - Xã hội'], timeText: 'Quý III/2027' }
      await review.correct(duty, { kind: 'duty', fields: first }, HUNG)
      const read = await entry('duty', /02 lớp/)
      expect(read.fields).toMatchObject({ start: '2027-07-01', end: '2027-09-30', recurrence: null })
      expect(read.open).toEqual(['thẩm quyền'])
      await review.correct(read, { kind: 'duty', fields: { start: null, end: '2027-08-31' } }, HUNG)
      expect((await entry('duty', /02 lớp/)).fields).toMatchObject({ start: null, end: '2027-08-31' })
    })

    it('asks for a reason, and for fields of their form', async () => {
      const rule = await entry('rule', /báo cáo/)
      expect(await review.correct(rule, { kind: 'rule', fields: { to: 'UBND xã' } }, LAN)).toMatchObject({
        kind: 'refused',
        why: expect.stringContaining('lý do'),
      })
      expect(await review.correct(rule, { kind: 'rule', fields: {} }, HUNG)).toMatchObject({ kind: 'refused' })
      expect(await review.correct(rule, { kind: 'duty', fields: { name: 'việc khác' } }, HUNG)).toMatchObject({
        kind: 'refused',
      })
      expect((await entry('rule', /báo cáo/)).revision).toBe(0)
    })
  })

  describe('taking out and merging', () => {
    it('takes a rejected entry out of the register until it is opened again, however often the file is read', async () => {
      const duty = await entry('duty', /bản đồ/)
      await review.reject(duty, HUNG)
      await folder.read('2')
      expect((await registered()).duties).toHaveLength(3)
      await review.reopen(await entry('duty', /bản đồ/), LAN)
      expect((await registered()).duties).toHaveLength(4)
      expect((await review.history(duty)).map(({ action }) => action)).toEqual(['reopened', 'rejected'])
    })

    it('merges two entries: the kept one takes the other’s units and blanks, the other stays as its trace', async () => {
      const [keep, drop] = [await entry('duty', /02 lớp/), await entry('duty', /Trạm Y tế/)]
      expect(await review.merge({ keep, drop }, HUNG)).toMatchObject({ kind: 'done' })
      await folder.read('2')
      const kept = await entry('duty', /02 lớp/)
      expect(kept).toMatchObject({ state: 'corrected', fields: { lead: ['Trạm Y tế'], end: null } })
      expect(await entry('duty', /Trạm Y tế/)).toMatchObject({ state: 'rejected', mergedInto: kept.id })
      expect((await registered()).duties.map(({ lead }) => lead)).toEqual([
        ['Phòng Kinh tế'],
        ['Trạm Y tế'],
        ['Các đơn vị'],
      ])
    })

    it('does not merge an entry with itself, with one of another kind, or with one changed meanwhile', async () => {
      const [duty, rule, other] = [
        await entry('duty', /02 lớp/),
        await entry('rule', /báo cáo/),
        await entry('duty', /bản đồ/),
      ]
      expect(await review.merge({ keep: duty, drop: duty }, HUNG)).toMatchObject({ kind: 'refused' })
      expect(await review.merge({ keep: duty, drop: rule }, HUNG)).toMatchObject({ kind: 'refused' })
      await review.confirm(other, LAN)
      expect(await review.merge({ keep: duty, drop: other }, HUNG)).toMatchObject({ kind: 'overtaken', by: LAN.by })
    })
  })

  describe('a file that changes under people’s word', () => {
    const MOVED = [DUTIES[0]?.replace('30/6/2027', '30/9/2027') ?? '', ...DUTIES.slice(1)]

    it('keeps a confirmed duty as confirmed and shows beside it what the file says now', async () => {
      await review.confirm(await entry('duty', /bản đồ/), LAN)
      folder.write(plan({ duties: MOVED }))
      expect((await folder.read()).disturbed).toEqual([{ file: 'ke-hoach.txt', changed: 1, vanished: 0 }])
      const duty = await entry('duty', /bản đồ/)
      expect(duty).toMatchObject({
        state: 'confirmed',
        fields: { end: '2027-06-30' },
        change: { judged: { end: '2027-06-30' }, now: { end: '2027-09-30' } },
      })
      expect(duty.change?.differs).toEqual(expect.arrayContaining(['timeText', 'end']))
      expect(duty.quote).toContain('30/9/2027')
      expect(await review.awaiting()).toMatchObject([{ changed: 1 }])
      expect((await registered()).duties.find(({ id }) => id === duty.id)).toMatchObject({
        end: '2027-06-30',
        changed: true,
      })
      expect((await document()).entries.filter(({ kind }) => kind === 'duty')).toHaveLength(4)
    })

    it('takes what the file says, or keeps people’s word, as an officer chooses', async () => {
      await review.confirm(await entry('duty', /bản đồ/), LAN)
      folder.write(plan({ duties: MOVED }))
      await folder.read()
      expect(await review.confirm(await entry('duty', /bản đồ/), LAN)).toMatchObject({ kind: 'refused' })
      await review.settle(await entry('duty', /bản đồ/), 'take_file', LAN)
      expect(await entry('duty', /bản đồ/)).toMatchObject({
        state: 'confirmed',
        change: null,
        fields: { end: '2027-09-30' },
      })
      folder.write(plan())
      await folder.read()
      await review.settle(await entry('duty', /bản đồ/), 'keep_own', LAN)
      expect(await entry('duty', /bản đồ/)).toMatchObject({
        state: 'corrected',
        change: null,
        fields: { end: '2027-09-30' },
      })
      await folder.read('2')
      expect(await review.awaiting()).toMatchObject([{ changed: 0, vanished: 0 }])
    })

    it('forgets a change that the next file takes back', async () => {
      await review.confirm(await entry('duty', /bản đồ/), LAN)
      folder.write(plan({ duties: MOVED }))
      await folder.read()
      folder.write(plan())
      await folder.read()
      const duty = await entry('duty', /bản đồ/)
      expect(duty).toMatchObject({ state: 'confirmed', change: null })
      expect((await review.history(duty)).map(({ action, by }) => [action, by])).toEqual([
        ['returned', 'Trợ lý (đọc lại tệp)'],
        ['changed', 'Trợ lý (đọc lại tệp)'],
        ['confirmed', LAN.by],
      ])
    })

    it('keeps owing a confirmed duty that the file no longer says, until an officer takes it out', async () => {
      const { id } = await entry('duty', /bản đồ/)
      await review.confirm(await entry('duty', /bản đồ/), LAN)
      folder.write(plan({ duties: DUTIES.slice(1) }))
      expect((await folder.read()).disturbed).toEqual([{ file: 'ke-hoach.txt', changed: 0, vanished: 1 }])
      const before = await registered()
      expect(before.duties.map((duty) => duty.id)).not.toContain(id)
      expect(before.unsupported.duties.map((duty) => duty.id)).toEqual([id])
      await review.settle(await entry('duty', /bản đồ/), 'keep_own', LAN)
      expect(await review.awaiting()).toMatchObject([{ vanished: 0 }])
      expect((await registered()).unsupported.duties).toHaveLength(1)
      await review.settle(await entry('duty', /bản đồ/), 'take_file', LAN)
      expect((await registered()).unsupported.duties).toHaveLength(0)
    })

    it('keeps a correction while only its place moves', async () => {
      const duty = await entry('duty', /Trạm Y tế/)
      await review.correct(duty, { kind: 'duty', fields: { lead: ['Hội Người cao tuổi'] } }, HUNG)
      folder.write(plan({ duties: ['- Văn phòng rà soát trang thông tin điện tử của xã.', ...DUTIES] }))
      expect((await folder.read()).disturbed).toEqual([])
      expect(await entry('duty', /Trạm Y tế/)).toMatchObject({
        id: duty.id,
        state: 'corrected',
        change: null,
        fields: { lead: ['Hội Người cao tuổi'] },
      })
    })

    it('gives a proposal that stays in the file the same number', async () => {
      const { id } = await entry('duty', /Trạm Y tế/)
      folder.write(plan({ duties: [...DUTIES.slice(1), '- Văn phòng rà soát trang thông tin điện tử của xã.'] }))
      await folder.read()
      expect((await entry('duty', /Trạm Y tế/)).id).toBe(id)
    })
  })

  describe('publishing', () => {
    it('publishes a document for good: reading the file again does not take it back', async () => {
      const { id, visibility } = await document()
      expect(visibility).toBe('internal')
      await review.setVisibility(id, 'public', LAN)
      folder.write(plan({ note: '\nBản sửa\n' }))
      await folder.read()
      expect((await document()).visibility).toBe('public')
      expect((await review.history({ documentId: id })).map(({ action }) => action)).toEqual(['visibility'])
    })

    it('never publishes a paper marked "Lưu hành nội bộ", and withdraws one that comes to bear the mark', async () => {
      const { id } = await document()
      await review.setVisibility(id, 'public', LAN)
      folder.write(plan({ note: '\nLƯU HÀNH NỘI BỘ\n' }))
      await folder.read()
      expect(await document()).toMatchObject({ visibility: 'internal', internalUse: true })
      expect(await review.setVisibility(id, 'public', LAN)).toMatchObject({ kind: 'refused' })
    })
  })

  it('makes a register in memory look again after every judgement', async () => {
    const register = openRegister(ground().store)
    const before = await register.of('binh-phu')
    expect(await register.of('binh-phu')).toBe(before)
    await review.confirm(await entry('duty', /bản đồ/), LAN)
    const after = await register.of('binh-phu')
    expect(after?.duties.map(({ state }) => state)).toEqual(['confirmed', 'proposed', 'proposed', 'proposed'])
    await review.setVisibility((await document()).id, 'public', LAN)
    expect((await register.of('binh-phu'))?.documents[0]?.visibility).toBe('public')
  })
})
