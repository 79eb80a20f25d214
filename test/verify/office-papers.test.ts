import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The laws that were seen at all; a paper of an office may lean on no other, and says that none was compared. */
const SEEN = new Set([
  '91/2025/QH15',
  '356/2025/NĐ-CP',
  '116/2025/QH15',
  '134/2025/QH15',
  '142/2026/NĐ-CP',
  '05/2026/TT-BKHCN',
  '224/2026/NĐ-CP',
  '33/2026/QĐ-TTg',
  '30/2020/NĐ-CP',
])
const REFERENCE = /\d+\/\d{4}\/(?:QH\d+|NĐ-CP|QĐ-TTg|TT-[A-ZĐ]+)/g

const papers = globSync('docs/ho-so/*.md').map((path) => ({ path, text: readFileSync(path, 'utf8') }))

describe('the papers an office completes', () => {
  it.each(papers)('$path leans only on laws that were seen, and asks for their comparison', ({ text }) => {
    const references = text.match(REFERENCE) ?? []
    expect(references.filter((reference) => !SEEN.has(reference))).toEqual([])
    if (references.length > 0) expect(text.toLowerCase()).toContain('cần pháp chế đối chiếu')
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
