import { expect, test } from 'vitest'
import { loadTemplateTexts } from '../../../src/channels/zalo-oa/index.ts'
import { templateData } from '../../../src/channels/zalo-oa/template-text.ts'
import { approvedTextOf } from '../../../src/reminders/approved-text.ts'
import { onEmbeddedStore } from '../../support/stores.ts'
import { openOffice, QUARTERLY, TASK } from './an-office.ts'

type Promised = { post: string; text: string; template: { name: string; values: Record<string, string> } | null }

onEmbeddedStore('where free words may not be sent', (ground) => {
  test('every reminder has an approved text, and nothing that it needs is missing', async () => {
    const office = await openOffice(ground().store, { rules: [QUARTERLY], tasks: [TASK] })
    await office.runUntil('2026-12-29T00:00')
    const promised = await ground().store.query<Promised>(
      'SELECT post, text, template FROM reminder_message ORDER BY id',
    )
    const texts = loadTemplateTexts()
    const names = new Set<string>()
    for (const { text, template } of promised) {
      if (!template) expect(text, 'only notes have none').not.toMatch(/Căn cứ:/)
      else {
        names.add(template.name)
        const approved = texts.get(template.name)
        const filled = approved && templateData(approved, { ma: '1', ...template.values })
        expect(filled, text).toMatchObject({ kind: 'data' })
      }
    }
    expect([...names].sort()).toEqual(['ahead', 'coordinator', 'digest', 'due', 'late'])
  })

  test('it names the unit, the duty, the last safe day and the paper', async () => {
    const office = await openOffice(ground().store)
    await office.runUntil('2026-12-13T00:00')
    const [first] = await ground().store.query<Promised>(
      `SELECT post, text, template FROM reminder_message WHERE template ->> 'name' = 'ahead' ORDER BY id LIMIT 1`,
    )
    expect(first?.template?.values).toMatchObject({
      don_vi: 'Phòng Kinh tế',
      viec: expect.stringMatching(/^nộp báo cáo quý/),
      han: 'thứ Sáu, ngày 18/12/2026',
      loi_van_ban: 'trước ngày 20 tháng cuối quý',
      noi_nhan: 'Văn phòng HĐND và UBND',
      can_cu: expect.stringContaining('mục V'),
    })
  })

  test('a message of notes alone has none', () => {
    const post = { person: '1', role: 'coordinator', title: 'Cán bộ điều phối', unit: '' } as const
    const message = { day: '2026-12-01', time: '07:30', post, entries: [], notes: [], steps: [] }
    const context = { commune: { name: 'xã Bình Phú' }, documents: [], daysLeft: () => 0 }
    expect(approvedTextOf(message, context)).toBeNull()
  })
})
