import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import { DESKS, GuideError } from './guide.ts'
import { readSideFile } from './side-file.ts'

const LOCAL = 'local'
const FILE = /^[a-z0-9-]+\.yaml$/

const filled = z.string().trim().min(1)
const phone = z.string().regex(/^[0-9 .]{3,15}$/, 'số điện thoại chỉ gồm chữ số và dấu cách, đặt trong dấu nháy')
const person = z.strictObject({ name: filled, phone: phone.optional() })

const deskSchema = z.strictObject({
  /** As people know it, when it differs from the usual name. */
  name: filled.optional(),
  address: filled.optional(),
  hours: filled.optional(),
  phones: z.array(phone).default([]),
  note: filled.optional(),
})

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'giờ viết như "07:30", đặt trong dấu nháy')
const opening = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, 'giờ bắt đầu phải trước giờ kết thúc')

const officeSchema = z.strictObject({
  /** ISO day on which the office last looked these facts over. */
  updated: z.iso.date().optional(),
  desks: z.partialRecord(z.enum(DESKS), deskSchema.nullable()).nullish(),
  /** When officers answer in the chat, on working days, in order; the usual hours of the State's offices when left out. */
  opening: z.array(opening).min(1).nullish(),
  villages: z
    .array(z.strictObject({ name: filled, head: person.optional(), digitalTeam: z.array(person).default([]) }))
    .nullish(),
})

type Window = z.infer<typeof opening>
type DeskFacts = z.infer<typeof deskSchema>
type Village = NonNullable<z.infer<typeof officeSchema>['villages']>[number]

/** What one commune's office says of itself; whatever it left out is absent, never guessed. */
export type LocalOffice = {
  updated: string | null
  desks: Partial<Record<(typeof DESKS)[number], DeskFacts>>
  villages: Village[]
  opening: Window[] | null
}

/** Files of `local/`, one a commune. Names beginning with `_` are templates. */
export function listLocalFiles(folder: string): string[] {
  try {
    return readdirSync(join(folder, LOCAL))
      .filter((name) => name.endsWith('.yaml') && !/^[._~]/.test(name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new GuideError({ file: LOCAL, detail: 'không mở được thư mục', remedy: 'kiểm tra quyền đọc' }, error)
  }
}

/** One commune's own facts under its slug, from `local/<slug>.yaml`. Throws `GuideError`. */
export function loadLocalOffice(folder: string, name: string): [slug: string, office: LocalOffice] {
  const file = `${LOCAL}/${name}`
  if (!FILE.test(name)) {
    throw new GuideError({
      file,
      detail: 'tên tệp không phải tên xã, phường viết không dấu',
      remedy: 'đặt tên như "binh-phu.yaml"',
    })
  }
  const office = readSideFile(folder, file, officeSchema)
  const desks = Object.entries(office?.desks ?? {}).filter(([, facts]) => facts !== null)
  const facts = {
    updated: office?.updated ?? null,
    desks: Object.fromEntries(desks),
    villages: office?.villages ?? [],
    opening: office?.opening ?? null,
  }
  return [name.replace(/\.yaml$/, ''), facts]
}

/** What the office of one commune wrote, for a page that edits it; `broken` says in words what is wrong with its file. */
export function readLocalOffice(folder: string, slug: string): { facts: LocalOffice | null; broken: string | null } {
  try {
    const name = `${slug}.yaml`
    if (!listLocalFiles(folder).includes(name)) return { facts: null, broken: null }
    return { facts: loadLocalOffice(folder, name)[1], broken: null }
  } catch (error) {
    if (!(error instanceof GuideError)) throw error
    return { facts: null, broken: `${error.file}: ${error.detail}.` }
  }
}

const WRITTEN = '# Do trang quản trị ghi (Cài đặt, Thông tin cơ quan). Sửa ở đó hoặc tại đây; mẫu đầy đủ ở _mau.yaml.\n'

/** Replaces a commune's file, whole or not at all. Throws `GuideError` for what could not be read again. */
export function writeLocalOffice(folder: string, slug: string, facts: LocalOffice): void {
  const { updated, opening: windows, ...rest } = facts
  const office = { ...(updated && { updated }), ...rest, ...(windows && { opening: windows }) }
  const checked = officeSchema.safeParse(office)
  if (!FILE.test(`${slug}.yaml`) || !checked.success) {
    const issue = checked.error?.issues[0]
    throw new GuideError({
      file: `${LOCAL}/${slug}.yaml`,
      detail: `mục "${issue?.path.join(' › ') ?? ''}": ${issue?.message ?? 'tên tệp không đúng'}`,
      remedy: 'sửa mục đó rồi lưu lại',
    })
  }
  const path = join(folder, LOCAL, `${slug}.yaml`)
  mkdirSync(join(folder, LOCAL), { recursive: true })
  writeFileSync(`${path}.moi`, WRITTEN + stringify(office))
  renameSync(`${path}.moi`, path)
}
