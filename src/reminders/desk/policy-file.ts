/** The office's policy as its pages change it: the same file, its remarks kept, written whole or not at all. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Document, parseDocument } from 'yaml'
import { checkPolicy, POLICY_FILE, type Policy } from '../policy.ts'

/** What the pages may change; what is left out stays as the file has it. */
export type PolicyChange = Partial<
  Pick<
    Policy,
    | 'windows'
    | 'sendAt'
    | 'unfiledAgainAt'
    | 'reports'
    | 'tasks'
    | 'coordinatingNotice'
    | 'headWorkingDays'
    | 'late'
    | 'extensions'
    | 'calendar'
  >
> & {
  digest?: Partial<Policy['digest']>
  escalation?: Partial<Policy['escalation']>
  /** Groups of one commune, by its slug. */
  groups?: { slug: string; groups: Record<string, string[]> }
}

export type DraftedPolicy = { kind: 'fits'; policy: Policy } | { kind: 'unfit'; why: string }

/** The policy as it would be after the change. */
export function draftPolicy(folder: string, change: PolicyChange): DraftedPolicy {
  const document = openPolicy(folder)
  if (document.errors.length > 0)
    return { kind: 'unfit', why: 'Tệp reminders.yaml đang không phải YAML hợp lệ; sửa tệp trước.' }
  apply(document, change)
  return checkPolicy(document.toJS() ?? {})
}

/** Writes the change where it fits. */
export function writePolicy(folder: string, change: PolicyChange): DraftedPolicy {
  const drafted = draftPolicy(folder, change)
  if (drafted.kind === 'unfit') return drafted
  const document = openPolicy(folder)
  apply(document, change)
  const path = join(folder, POLICY_FILE)
  const beside = join(dirname(path), `.${POLICY_FILE}.new`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(beside, document.toString())
  renameSync(beside, path)
  return drafted
}

function openPolicy(folder: string): Document {
  try {
    return parseDocument(readFileSync(join(folder, POLICY_FILE), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return parseDocument('{}')
  }
}

function apply(document: Document, { digest = {}, escalation = {}, groups, ...whole }: PolicyChange): void {
  if (document.contents === null) document.contents = document.createNode({})
  for (const [name, value] of Object.entries(whole)) set(document, [name], value)
  for (const [name, value] of Object.entries(digest)) set(document, ['digest', name], value)
  for (const [name, value] of Object.entries(escalation)) set(document, ['escalation', name], value)
  if (groups) set(document, ['groups', groups.slug], groups.groups)
}

/** Only where it differs: an untouched line keeps its look and its remark. */
function set(document: Document, path: string[], value: unknown): void {
  const [first = ''] = path
  const now = (document.toJS() ?? {}) as Record<string, unknown>
  const was = path.length === 1 ? now[first] : (now[first] as Record<string, unknown> | undefined)?.[path[1] ?? '']
  if (JSON.stringify(was) === JSON.stringify(value)) return
  if (path.length > 1 && !document.has(first)) document.set(first, document.createNode({}))
  const isOneLine = Array.isArray(value) && (path.length > 1 || value.every((each) => typeof each !== 'object'))
  document.setIn(path, document.createNode(value, { flow: isOneLine }))
}
