/**
 * `npm run record:telegram`: a conversation with the whole assistant on the fake Telegram, over the shipped documents, as
 * a picture of a phone and to be read, into docs.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram.ts'
import type { FakePerson } from '../support/fake-telegram-people.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openChromium } from './chromium.ts'
import { type Bubble, photograph, transcriptOf } from './phone-page.ts'

const ANSWER_WITHIN_MS = 60_000
const QUIET_MS = 2_500
const PICTURE = 'docs/screenshots/telegram.png'
const TRANSCRIPT = 'docs/conversations/telegram.md'

/** What the person does: words, or the label of a button. */
const STEPS: ({ says: string } | { presses: string })[] = [
  { says: '/start' },
  { says: 'xã Hiệp Lực' },
  { says: 'ngay nao phai xong so hoa ho tich' },
  { says: 'khi nào phải nộp báo cáo năm' },
  { says: 'làm giấy khai sinh cần gì' },
  { says: 'cho xin danh sách hộ nghèo thôn 3' },
  { says: '/help' },
]

const fake = await startFakeTelegram()
const dataFolder = mkdtempSync(join(tmpdir(), 'record-'))
const assistant = await startAssistant({
  ...{ DATA_DIR: dataFolder, TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.apiRoot },
})
const browser = await openChromium()
try {
  const bubbles = await converse(fake)
  await photograph(browser, { name: 'Trợ lý xã', bubbles, path: PICTURE })
  const head =
    '# Một cuộc trò chuyện trên Telegram\n\nGhi từ toàn bộ chương trình trên máy chủ Telegram giả (`npm run record:telegram`).\n'
  writeFileSync(TRANSCRIPT, `${head}\n${transcriptOf(bubbles)}\n`)
} finally {
  await browser.close()
  await assistant.stop()
  await fake.close()
  rmSync(dataFolder, { recursive: true, force: true })
}

async function converse({ person: meet }: FakeTelegram): Promise<Bubble[]> {
  const person = meet('5', 'Lan')
  const bubbles: Bubble[] = []
  for (const step of STEPS) {
    const seen = person.sees().length
    if ('says' in step) person.say(step.says)
    else person.press(step.presses)
    bubbles.push({ from: 'person', text: 'says' in step ? step.says : step.presses })
    await quiet(person, seen)
    const answers = person.sees().slice(seen)
    bubbles.push(
      ...answers.map(
        ({ text, entities, rows }): Bubble => ({
          ...{ from: 'assistant', text, rows: rows.map((row) => row.map(({ text: label }) => label)) },
          quotes: entities.filter(({ type }) => type === 'blockquote'),
        }),
      ),
    )
  }
  return bubbles
}

/** Waits for an answer, and until nothing follows it. */
async function quiet(person: FakePerson, seen: number): Promise<void> {
  const end = Date.now() + ANSWER_WITHIN_MS
  let shown = person.sees().length
  while (Date.now() < end) {
    await sleep(QUIET_MS)
    const now = person.sees().length
    if (now > seen && now === shown) return
    shown = now
  }
}
