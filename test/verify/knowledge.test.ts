import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'check-knowledge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
for (const part of ['services', 'lessons', 'glossary', 'local'])
  cpSync(`knowledge/${part}`, join(folder, part), { recursive: true })

function check(today = '2026-11-22'): { status: number | null; said: string } {
  const script = ['test/verify/knowledge.ts', '--knowledge', folder, '--today', today]
  const { status, stdout } = spawnSync(process.execPath, script, { encoding: 'utf8' })
  return { status, said: stdout }
}

/** Changes one file for one check and puts it back. */
function checkWith(file: string, change: (text: string) => string): string {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, change(before))
  const { status, said } = check()
  writeFileSync(path, before)
  expect(status).toBe(1)
  return said
}

describe('the check of the knowledge', () => {
  it('finds nothing in what comes with the program', () => {
    expect(check()).toEqual({ status: 0, said: 'check:knowledge: không có lỗi\n' })
  })

  it('names guides and lessons past their review', () => {
    const { status, said } = check('2027-12-31')
    expect(status).toBe(1)
    expect(said).toContain('services/can-cuoc.md: quá ngày kiểm tra lại')
    expect(said).toContain('lessons/01-so-dinh-danh.md: quá ngày kiểm tra lại')
  })

  it.each<[what: string, file: string, from: RegExp | string, to: string, said: string]>([
    ['a link nobody listed', 'services/ho-chieu.md', '## Nơi làm\n', '## Nơi làm\nXem ho-chieu.top.\n', 'ho-chieu.top'],
    [
      'a phone nobody listed',
      'services/ho-chieu.md',
      '## Nơi làm\n',
      '## Nơi làm\nGọi 0912 345 678.\n',
      '0912 345 678',
    ],
    [
      'a sentence nobody can follow',
      'services/ho-chieu.md',
      '## Nơi làm\n',
      `## Nơi làm\n${'tiếng '.repeat(40)}.\n`,
      'câu dài',
    ],
    ['an unexplained abbreviation', 'services/ho-chieu.md', '## Nơi làm\n', '## Nơi làm\nHỏi PXNC.\n', '"PXNC"'],
    [
      'a name of another guide',
      'services/ho-chieu.md',
      'synonyms:\n',
      'synonyms:\n  - tra cứu hồ sơ\n',
      'cũng là cách hỏi của',
    ],
    [
      'a name another guide answers',
      'services/ho-chieu.md',
      'synonyms:\n',
      'synonyms:\n  - quên passcode vneid mất rồi\n',
      'thì được trả lời bằng',
    ],
    [
      'a phrase in two groups',
      'services/same-words.yaml',
      'groups:\n',
      'groups:\n  - [cụ kỵ, hộ chiếu]\n',
      'nằm ở nhóm',
    ],
    [
      'a spelling with two meanings',
      'glossary/viet-nhanh.yaml',
      /$/,
      '\nUBND: ủy ban nhạc dân\n',
      '"UBND" có nghĩa khác',
    ],
    ['a lesson with two right choices', 'lessons/01-so-dinh-danh.md', '- [ ]', '- [x]', 'đúng một lựa chọn đúng'],
    [
      'a lesson on a guide that is not there',
      'lessons/01-so-dinh-danh.md',
      'guide: vneid-muc-1',
      'guide: vneid-muc-9',
      '"vneid-muc-9" không có',
    ],
    ['a source left out', 'lessons/01-so-dinh-danh.md', /sources:\n(?: {2}- .*\n)+/, 'sources: []\n', '"sources"'],
    [
      'a warning that leads elsewhere',
      'services/safety.yaml',
      'Anh/chị không cài.',
      'Xem chong-lua.xyz.',
      'chong-lua.xyz',
    ],
  ])('names %s', (_, file, from, to, said) => {
    expect(checkWith(file, (text) => text.replace(from, to))).toContain(said)
  })
})
