/** The forms that pages offer, read out of the pages themselves, with values that their handlers take. */
import { PASSWORD } from '../console/office.ts'

export type OfferedForm = {
  /** Where it stands. */
  page: string
  action: string
  isMultipart: boolean
  fields: Readonly<Record<string, string>>
}

const FORM = /<form\b([^>]*)>([\s\S]*?)<\/form>/g
const FIELD = /<input\b([^>]*)>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\2>/g

/** Every form of a page that changes something; one with several buttons is several forms. */
export function formsOf(page: string, html: string): OfferedForm[] {
  return [...html.matchAll(FORM)].flatMap(([, attributes = '', body = '']) => {
    const { method, action = '', enctype } = attributesOf(attributes)
    if (method !== 'post') return []
    const [path = ''] = action.split('#')
    const base = { page, action: path, isMultipart: enctype === 'multipart/form-data' }
    return [
      ...buttonsOf(body).map((pressed) => ({ ...base, fields: { ...fieldsOf(body), ...pressed } })),
      ...elsewhereOf(body).map((other) => ({ ...base, action: other, fields: fieldsOf(body) })),
    ]
  })
}

/** What two forms of one kind have in common whatever row they stand at: the path without numbers, and the act. */
export function kindOf({ action, fields }: OfferedForm): string {
  return [routeOf(action), fields.viec ?? ''].join(' ').trim()
}

export function routeOf(path: string): string {
  return path.replace(/\/\d+(?=\/|$)/g, '/:id')
}

function buttonsOf(body: string): Record<string, string>[] {
  const named = [...body.matchAll(/<button\b([^>]*)>/g)]
    .map(([, attributes = '']) => attributesOf(attributes))
    .filter(({ name }) => name !== undefined)
  return named.length === 0 ? [{}] : named.map(({ name = '', value = '' }) => ({ [name]: value }))
}

/** Buttons that send the same fields to another address. */
function elsewhereOf(body: string): string[] {
  return [...body.matchAll(/<button\b[^>]*\bformaction="([^"#]*)/g)].map(([, action = '']) => unescaped(action))
}

function fieldsOf(body: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, ofInput, tag = 'input', ofOther = '', inner = ''] of body.matchAll(FIELD)) {
    const attributes = attributesOf(ofInput ?? ofOther)
    const { name } = attributes
    if (name === undefined || attributes.type === 'file') continue
    if (attributes.type === 'checkbox' || attributes.type === 'radio') fields[name] ??= attributes.value ?? 'on'
    else fields[name] = fieldValue(tag, { ...attributes, name }, inner)
  }
  return fields
}

function fieldValue(tag: string, attributes: Record<string, string>, inner: string): string {
  if (tag === 'select') return chosenOf(inner)
  const written = tag === 'textarea' ? unescaped(inner).trim() : (attributes.value ?? '')
  return written || goodValue(attributes)
}

/** What is chosen, else the first choice that is one. */
function chosenOf(inner: string): string {
  const options = [...inner.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, said = '', text = '']) => ({
    ...{ value: attributesOf(said).value ?? unescaped(text).trim(), isChosen: /\bselected\b/.test(said) },
  }))
  return (options.find(({ isChosen, value }) => isChosen && value) ?? options.find(({ value }) => value))?.value ?? ''
}

function goodValue({ name, type, inputmode, list }: Record<string, string>): string {
  if (type === 'password') return PASSWORD
  if (type === 'date') return '2026-12-20'
  if (type === 'datetime-local') return '2026-12-20T08:00'
  if (type === 'email' || name === 'thu') return 'can-bo@example.vn'
  if (inputmode === 'numeric' || type === 'number') return '5'
  return list === undefined && type === 'hidden' ? '' : 'Lời của cán bộ'
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  )
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
