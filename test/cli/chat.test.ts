import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type ChatClient, type Commune, RefusedError } from '../../src/cli/chat/client.ts'
import { talk } from '../../src/cli/chat/talk.ts'
import { WORDS } from '../../src/cli/chat/words.ts'

const AN_HOA: Commune = { slug: 'an-hoa', name: 'xã An Hòa', units: ['Phòng Kinh tế', 'Trạm Y tế'] }
const BINH_PHU: Commune = { slug: 'binh-phu', name: 'xã Bình Phú', units: [] }

type Script = { lines: string[]; communes?: Commune[]; isDemonstration?: boolean; ask?: ChatClient['ask'] }

/** Plays the lines of one sitting: what was written, and what the assistant was told and asked. */
async function sit({ lines, communes = [AN_HOA, BINH_PHU], isDemonstration = true, ask }: Script) {
  const written: string[] = []
  const calls: unknown[] = []
  const left = [...lines]
  const client: ChatClient = {
    communes: async () => ({ communes, isDemonstration }),
    choose: async (choice) => void calls.push(choice),
    ask: async (question) => {
      calls.push(question)
      return ask ? ask(question) : { text: `đáp: ${question}`, choices: [], citations: [] }
    },
  }
  await talk({ client, terminal: { read: async () => left.shift() ?? null, write: (said) => void written.push(said) } })
  return { written: written.join('\n'), calls }
}

describe('a talk in the terminal', () => {
  it('takes commune, role and unit by number or by name, with or without marks, and asks again for what is not offered', async () => {
    const { calls, written } = await sit({
      lines: ['9', 'xa an hoa', '3', 'Trạm Y tế', 'hỏi', '', '/xa', '2', 'hỏi nữa'],
    })
    expect(calls).toEqual([
      { commune: 'an-hoa', role: 'unit_head', unit: 'Trạm Y tế' },
      'hỏi',
      { commune: 'binh-phu', role: 'citizen', unit: null },
      'hỏi nữa',
    ])
    expect(written).toContain(WORDS.notOffered)
  })

  it('asks nobody for a choice there is not', async () => {
    const { calls } = await sit({ lines: ['hỏi'], communes: [AN_HOA], isDemonstration: false })
    expect(calls).toEqual([{ commune: 'an-hoa', role: 'citizen', unit: null }, 'hỏi'])
    expect((await sit({ lines: ['hỏi'], communes: [] })).written).toContain(WORDS.noCommune)
  })

  it('shows the words an answer rests on and its numbered choices', async () => {
    const citations = [{ quote: 'trước ngày 15/12', url: 'http://127.0.0.1/van-ban/1#doan-2' }]
    const ask = async () => ({ text: 'Ngày 14/12.', choices: ['Xem tất cả'], citations })
    const { written } = await sit({ lines: ['hỏi'], communes: [BINH_PHU], ask })
    expect(written).toContain('Ngày 14/12.')
    expect(written).toContain('“trước ngày 15/12”\n  http://127.0.0.1/van-ban/1#doan-2')
    expect(written).toContain('1. Xem tất cả')
  })

  it('goes on after a refusal and after a lost connection', async () => {
    const ask = async (question: string) => {
      throw question === 'một' ? new RefusedError('Câu hỏi quá dài.') : new TypeError('fetch failed')
    }
    const { written, calls } = await sit({ lines: ['một', 'hai', 'ba'], communes: [BINH_PHU], ask })
    expect(calls.slice(1)).toEqual(['một', 'hai', 'ba'])
    expect(written).toContain('Câu hỏi quá dài.')
    expect(written).toContain(WORDS.lost)
  })

  it('answers piped questions from the documents with no instance running, and ends with the last of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'commune-chat-'))
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/cli/chat.ts', import.meta.url))], {
      env: { ...process.env, DATA_DIR: folder, PORT: '0', DATABASE_URL: '', REDIS_URL: '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    child.stdin.end('1\n1\nai ký văn bản này?\n')
    const ended = new Promise((resolve) => child.once('close', resolve))
    expect(await text(child.stdout)).toContain('Căn cứ:')
    expect(await ended).toBe(0)
    rmSync(folder, { recursive: true, force: true })
  })
})
