import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The laws that were seen in some source, none of them as signed; and one that was not seen at all. */
const SEEN = [
  '91/2025/QH15',
  '356/2025/NĐ-CP',
  '116/2025/QH15',
  '134/2025/QH15',
  '142/2026/NĐ-CP',
  '05/2026/TT-BKHCN',
  '224/2026/NĐ-CP',
  '33/2026/QĐ-TTg',
]
const UNSEEN = '30/2020/NĐ-CP'
const MARK = /cần pháp chế đối chiếu/i
/** In full, by its number alone, or an article of one. */
const REFERENCE =
  /(?:Luật|Nghị định|Thông tư|Quyết định)(?: An ninh mạng)? (?:số )?\d+(?:\/\d{4}\/[\p{L}\d-]+)?|\d+\/\d{4}\/(?:QH\d+|NĐ-CP|QĐ-TTg|TT-\p{L}+)/gu
const NUMBER = /\d+\/\d{4}\/[\p{L}\d-]+/u

const papers = globSync('docs/ho-so/*.md').map((path) => ({ path, text: readFileSync(path, 'utf8') }))

/** What is read in one go: a row, a heading, a paragraph however its lines are broken. */
function piecesOf(text: string): string[] {
  return text.split(/\n\s*\n|\n(?=[|#>])/).map((piece) => piece.replaceAll(/\s+/g, ' '))
}

/** References after which the same piece does not ask for their comparison. */
function unmarked(text: string): string[] {
  return piecesOf(text).flatMap((piece) =>
    [...piece.matchAll(REFERENCE)]
      .filter(({ index }) => !MARK.test(piece.slice(index)))
      .map(([reference]) => reference),
  )
}

describe('the papers an office completes', () => {
  it.each(papers)(
    '$path leans only on laws that were seen, and asks after each reference for its comparison',
    ({ text }) => {
      const numbers = [...text.matchAll(REFERENCE)].flatMap(([reference]) => NUMBER.exec(reference)?.[0] ?? [])
      expect(numbers.filter((number) => ![...SEEN, UNSEEN].includes(number))).toEqual([])
      expect(unmarked(text)).toEqual([])
    },
  )

  it('are told apart from a paper with one mark for two references', () => {
    const marked = 'Theo Luật số 91/2025/QH15\n(cần pháp chế đối chiếu).'
    expect(unmarked(marked)).toEqual([])
    expect(unmarked(`${marked}\n\n| Điều 19 Nghị định 142 | 72 giờ |\n## 4. (Thông tư số 05/2026/TT-BKHCN)`)).toEqual([
      'Nghị định 142',
      'Thông tư số 05/2026/TT-BKHCN',
    ])
  })

  it('say in one list where each law was seen, and of which nobody saw a source', () => {
    const rows = readFileSync('docs/ho-so/README.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| ') && NUMBER.test(line))
    expect(rows.join('\n').match(new RegExp(NUMBER, 'gu'))?.sort()).toEqual([...SEEN, UNSEEN].sort())
    expect(rows.filter((row) => row.includes('không thấy nguồn')).map((row) => NUMBER.exec(row)?.[0])).toEqual([UNSEEN])
  })

  it.each(papers)('$path leaves something to fill in and leads to pages that exist', ({ path, text }) => {
    expect(text).toContain('…………')
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(existsSync(join(dirname(path), link)), link).toBe(true)
    }
  })

  it('are all in the list of the folder', () => {
    const list = readFileSync('docs/ho-so/README.md', 'utf8')
    for (const { path } of papers.filter(({ path: each }) => !each.endsWith('README.md'))) {
      expect(list).toContain(`](${path.slice('docs/ho-so/'.length)})`)
    }
  })
})
