/**
 * The texts an office submits to Zalo for approval, as files under `prompts/zalo-templates`: front matter that holds the
 * text itself, then notes for the office. What Zalo would refuse does not load.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { countChars, shorten } from '../zalo/text.ts'

/** Zalo's limits of an approved text (docs/zalo.md names the sources). */
const LIMITS = {
  title: { min: 9, max: 65, values: 4 },
  paragraph: { min: 9, max: 400, values: 10 },
  paragraphs: 4,
  rows: { min: 2, max: 8 },
  rowName: { min: 3, max: 35 },
  rowText: { min: 3, max: 90 },
  button: { min: 5, max: 30 },
  buttons: 2,
  valueMax: 200,
  otpValues: 2,
} as const

const PLACE = /<([a-z_]+)>/g
const FOLDER = new URL('../../../prompts/zalo-templates/', import.meta.url)
const PARTS = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/

const valueSchema = z.strictObject({
  maxChars: z.number().int().min(1).max(LIMITS.valueMax),
  sample: z.string().min(1),
  /** What stands there when the value is not known; without it the value is needed. */
  otherwise: z.string().min(1).optional(),
})

const textSchema = z.strictObject({
  purpose: z.string().min(1),
  kind: z.enum(['custom', 'otp']).default('custom'),
  title: z.string().optional(),
  paragraphs: z.array(z.string()).min(1),
  rows: z.array(z.strictObject({ name: z.string(), text: z.string() })).default([]),
  buttons: z
    .array(z.strictObject({ title: z.string(), sends: z.string().optional(), opens: z.literal('oa').optional() }))
    .default([]),
  values: z.record(z.string().regex(/^[a-z_]+$/), valueSchema),
})

export type TemplateText = z.infer<typeof textSchema> & { name: string }

/** A file of a template that is unreadable or that Zalo would refuse. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

/** All of them by name. Throws `TemplateError`, so that a faulty file stops the start and not a reminder. */
export function loadTemplateTexts(folder: URL = FOLDER): ReadonlyMap<string, TemplateText> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
  const texts = files.map((file) => readText(file, readFileSync(new URL(file, folder), 'utf8')))
  return new Map(texts.map((text) => [text.name, text]))
}

function readText(file: string, content: string): TemplateText {
  const [, head] = PARTS.exec(content.replace(/\r\n/g, '\n').normalize('NFC')) ?? []
  const read = textSchema.safeParse(head === undefined ? null : parse(head))
  const issue = read.error?.issues[0]
  if (!read.success) {
    throw new TemplateError(`prompts/zalo-templates/${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const text = { ...read.data, name: file.replace(/\.md$/, '') }
  const [reason] = whyRefused(text)
  if (reason) throw new TemplateError(`prompts/zalo-templates/${file}: ${reason}`)
  return text
}

/** What Zalo would refuse about a text, counting each value at its longest. */
export function whyRefused(text: TemplateText): string[] {
  return [...whyTitle(text), ...whyParagraphs(text), ...whyRows(text), ...whyButtons(text), ...whyValues(text)]
}

function whyTitle({ kind, title, values }: TemplateText): string[] {
  if (kind === 'otp') return title === undefined ? [] : ['a login code has no title']
  if (title === undefined) return ['the title is missing']
  return [
    ...whyLength('the title', atLongest(title, values), LIMITS.title),
    ...whyMany('the title', placesOf(title).length, LIMITS.title.values),
  ]
}

function whyParagraphs({ kind, paragraphs, values }: TemplateText): string[] {
  const places = paragraphs.flatMap(placesOf)
  return [
    ...whyMany('paragraphs', paragraphs.length, kind === 'otp' ? 1 : LIMITS.paragraphs),
    ...whyMany('values in paragraphs', places.length, kind === 'otp' ? LIMITS.otpValues : LIMITS.paragraph.values),
    ...paragraphs.flatMap((each, index) =>
      whyLength(`paragraph ${index + 1}`, atLongest(each, values), LIMITS.paragraph),
    ),
  ]
}

function whyRows({ kind, rows, values }: TemplateText): string[] {
  if (rows.length === 0) return []
  return [
    ...(kind === 'otp' ? ['a login code has no table'] : []),
    ...(rows.length < LIMITS.rows.min
      ? ['a table has two rows at least']
      : whyMany('rows', rows.length, LIMITS.rows.max)),
    ...rows.flatMap(({ name, text }) => [
      ...whyLength(`the row name ${name}`, countChars(name), LIMITS.rowName),
      ...whyMany(`values in the row name ${name}`, placesOf(name).length, 0),
      ...whyLength(`the row ${name}`, atLongest(text, values), LIMITS.rowText),
      ...whyMany(`values in the row ${name}`, placesOf(text).length, 1),
    ]),
  ]
}

function whyButtons({ buttons }: TemplateText): string[] {
  return [
    ...whyMany('buttons', buttons.length, LIMITS.buttons),
    ...buttons.flatMap(({ title, sends, opens }) => [
      ...whyLength(`the button ${title}`, countChars(title), LIMITS.button),
      ...((sends === undefined) === (opens === undefined) ? [`the button ${title} does not do one thing`] : []),
    ]),
  ]
}

function whyValues(text: TemplateText): string[] {
  const { title = '', paragraphs, rows, buttons, values } = text
  const used = [title, ...paragraphs, ...rows.map((row) => row.text), ...buttons.map(({ sends = '' }) => sends)]
  const places = new Set(used.flatMap(placesOf))
  const declared = Object.keys(values)
  return [
    ...[...places].filter((place) => !declared.includes(place)).map((place) => `<${place}> is not declared`),
    ...declared.filter((name) => !places.has(name)).map((name) => `<${name}> is declared and not used`),
    ...Object.entries(values).flatMap(([name, { maxChars, sample, otherwise = '' }]) =>
      Math.max(countChars(sample), countChars(otherwise)) > maxChars ? [`a text for <${name}> is too long`] : [],
    ),
  ]
}

function whyLength(what: string, chars: number, { min, max }: { min: number; max: number }): string[] {
  return chars < min || chars > max ? [`${what} has ${chars} characters, not ${min} to ${max}`] : []
}

function whyMany(what: string, count: number, max: number): string[] {
  return count > max ? [`${count} ${what}, not ${max}`] : []
}

function placesOf(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, place]) => place ?? '')
}

function atLongest(text: string, values: TemplateText['values']): number {
  const fixed = countChars(text.replace(PLACE, ''))
  return placesOf(text).reduce((sum, place) => sum + (values[place]?.maxChars ?? 0), fixed)
}

export type TemplateData = { kind: 'data'; data: Record<string, string> } | { kind: 'missing'; names: string[] }

/** What fills a text, each value on one line and cut to its room; names what is missing instead of sending half a sentence. */
export function templateData(text: TemplateText, given: Readonly<Record<string, string>>): TemplateData {
  const filled = Object.entries(text.values).map(([name, { maxChars, otherwise }]) => {
    const value = (given[name] ?? '').replace(/\s+/gu, ' ').trim() || otherwise
    return [name, value === undefined ? undefined : shorten(value, maxChars)] as const
  })
  const names = filled.flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (names.length > 0) return { kind: 'missing', names }
  return { kind: 'data', data: Object.fromEntries(filled.map(([name, value]) => [name, value ?? ''])) }
}
