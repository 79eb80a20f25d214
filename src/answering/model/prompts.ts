/** Prompts are files under `prompts/`: front matter (purpose, inputs, output), then the text with `{{input}}` places. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** What each step supplies; a file that declares anything else does not load. */
export const PROMPTS = {
  'compose-answer': ['canary', 'max_chars'],
  'ask-answer': ['boundary', 'passages', 'earlier', 'question'],
  'repair-answer': ['reasons'],
} as const

export type PromptName = keyof typeof PROMPTS

export type Prompt<Name extends PromptName> = {
  purpose: string
  /** First characters of the SHA-256 of the whole file: two answers with one version had one prompt. */
  version: string
  render(inputs: Record<(typeof PROMPTS)[Name][number], string>): string
}

/** A prompt file that is missing, unreadable or not in step with the code. */
export class PromptError extends Error {
  override readonly name = 'PromptError'
}

const frontMatter = z.object({
  purpose: z.string().min(1),
  inputs: z.array(z.string()),
  output: z.string().min(1),
})

const FOLDER = new URL('../../../prompts/', import.meta.url)
const PARTS = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/
const PLACE = /\{\{(\w+)\}\}/g
const VERSION_CHARS = 12

/** Throws `PromptError`, so that a faulty file stops the start and not a turn. */
export function loadPrompt<Name extends PromptName>(name: Name, folder: URL = FOLDER): Prompt<Name> {
  const file = readPrompt(name, folder)
  const [, head, body] = PARTS.exec(file.replace(/\r\n/g, '\n')) ?? []
  const { data } = frontMatter.safeParse(head === undefined ? null : parse(head))
  if (!data || body === undefined) throw new PromptError(`prompts/${name}.md has no front matter of the known shape`)
  const places = new Set([...body.matchAll(PLACE)].map(([, place]) => place ?? ''))
  if (!isSame(PROMPTS[name], data.inputs) || !isSame(data.inputs, [...places])) {
    throw new PromptError(`prompts/${name}.md must declare and use exactly the inputs ${PROMPTS[name].join(', ')}`)
  }
  const text = body.trim()
  return {
    purpose: data.purpose,
    version: createHash('sha256').update(file).digest('hex').slice(0, VERSION_CHARS),
    // One pass: what an input says is never read as a place itself.
    render: (inputs) => text.replace(PLACE, (_, place: string) => (inputs as Record<string, string>)[place] ?? ''),
  }
}

function readPrompt(name: string, folder: URL): string {
  try {
    return readFileSync(new URL(`${name}.md`, folder), 'utf8')
  } catch (cause) {
    throw new PromptError(`prompts/${name}.md cannot be read`, { cause })
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each))
}
