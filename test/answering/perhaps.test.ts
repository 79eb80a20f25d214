import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/answering/outcome.ts'
import { reply } from '../../src/answering/replies.ts'
import type { Hearer } from '../../src/answering/reply.ts'
import { askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const FOLDER = join(import.meta.dirname, '../evaluation/unseen/offices-7/documents')
const FILE = 'na-ram-chuong-trinh-hanh-dong-du-lich-2026-2030.txt'

onEmbeddedStore('what is more likely right than not', (ground) => {
  test('is told with its doubt, its clause and the desk to ask', async () => {
    const papers = await askPapers(ground().store, { [FILE]: readFileSync(join(FOLDER, FILE), 'utf8') })
    const { status, text, citations } = await papers.ask(
      'du khách bị chặt chém thì phản ánh vô đâu, bao lâu có người trả lời',
    )
    papers.close()
    expect(text).toMatch(/^Đoạn gần nhất trong văn bản, có thể chưa đúng điều anh\/chị hỏi:\n/)
    expect(text).toMatch(/\nCần chắc chắn, anh\/chị vui lòng hỏi .+\.\nCăn cứ: /)
    expect(status).toBe('answered_partly')
    expect(citations[0]?.section).toBe('B.IV.3')
  })
})

describe('the words of it', () => {
  const outcome: Outcome = {
    kind: 'not_in_documents',
    desk: 'Phòng Kinh tế xã Suối Cạn',
    nearest: { lines: ['Đội dân quân giữ 90 người.'], citations: [] },
    missing: null,
  }
  const hearer: Hearer = { you: 'bác', communeName: 'xã Suối Cạn', language: 'vi' }

  test('address the person as they call themselves, and leave the plain nearest as it was', () => {
    expect(reply({ ...outcome, isPerhaps: true }, hearer).text).toContain('điều bác hỏi:')
    expect(reply({ ...outcome, isPerhaps: true }, hearer).text).toContain('Cần chắc chắn, bác vui lòng hỏi')
    expect(reply(outcome, hearer)).toMatchObject({ status: 'unanswerable' })
    expect(reply(outcome, hearer).text).toMatch(/\nBác vui lòng hỏi Phòng Kinh tế xã Suối Cạn/)
  })

  test('and say so in English', () => {
    const english = reply({ ...outcome, isPerhaps: true }, { ...hearer, language: 'en' })
    expect(english.text).toMatch(/^This may not be what you ask for\./)
    expect(english.status).toBe('answered_partly')
  })
})
