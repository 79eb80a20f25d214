import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { loadPrompt, PROMPTS, PromptError, type PromptName } from '../../../src/answering/model/prompts.ts'

const NAMES = Object.keys(PROMPTS) as PromptName[]
const folder = mkdtempSync(join(tmpdir(), 'prompts-'))

afterEach(() => rmSync(join(folder, 'repair-answer.md'), { force: true }))

const loadText = (text: string): ReturnType<typeof loadPrompt<'repair-answer'>> => {
  writeFileSync(join(folder, 'repair-answer.md'), text)
  return loadPrompt('repair-answer', pathToFileURL(`${folder}/`))
}
const HEAD = "---\npurpose: thử\ninputs: [reasons]\noutput: '{}'\n---\n"

test('every file under prompts/ belongs to a step, loads and declares what the step supplies', () => {
  const files = readdirSync(new URL('../../../prompts/', import.meta.url)).filter((file) => file.endsWith('.md'))
  expect(files.sort()).toEqual(NAMES.map((name) => `${name}.md`).sort())
  for (const name of NAMES) expect(loadPrompt(name).version).toMatch(/^[0-9a-f]{12}$/)
})

test('a turn is asked in these words', () => {
  const rules = loadPrompt('compose-answer').render({ canary: 'KX0', max_chars: '600' })
  const question = loadPrompt('ask-answer').render({
    boundary: '=====0=====',
    passages: '[D1] Phần II › 1. Văn thư\nHồ sơ được lưu 5 năm.',
    earlier: 'không có',
    question: 'hồ sơ lưu mấy năm',
  })
  const repair = loadPrompt('repair-answer').render({ reasons: '- câu trả lời rỗng' })
  expect([rules, question, repair].join('\n\n--------\n\n')).toMatchSnapshot()
})

test('what is put into a place is never read as a place', () => {
  expect(loadText(`${HEAD}Lý do: {{reasons}}`).render({ reasons: '{{reasons}} $& {{canary}}' })).toBe(
    'Lý do: {{reasons}} $& {{canary}}',
  )
})

test('a changed file is another version', () => {
  expect(loadText(`${HEAD}{{reasons}}`).version).not.toBe(loadText(`${HEAD}{{reasons}}.`).version)
})

test.each([
  ['no front matter', '{{reasons}}'],
  ['an input that the step does not supply', `${HEAD.replace('[reasons]', '[reasons, name]')}{{reasons}} {{name}}`],
  ['a place that was not declared', `${HEAD}{{reasons}} {{name}}`],
  ['a declared input that is not used', `${HEAD}không có chỗ nào`],
])('a file with %s stops the start', (_, text) => {
  expect(() => loadText(text)).toThrow(PromptError)
})
