/** Forms sent from a foreign page with the officer's cookie. */
import { randomUUID } from 'node:crypto'
import type { Store } from '../../src/store/index.ts'
import { type Office, ORIGIN, PASSWORD } from '../console/office.ts'
import type { Check, Found } from './check.ts'
import type { Hostile } from './hostile-office.ts'

const FOREIGN = [
  'https://evil.example',
  'null',
  'http://127.0.0.1.evil.example',
  'http://127.0.0.1:8081',
  'https://127.0.0.1',
  undefined,
]
const SITES = ['cross-site', 'same-site', 'none', undefined]

type Ground = { office: Office; store: Store; cookie: string; hostile: Hostile }

type Form = {
  path: string
  /** With another word each time, so that the same form works again. */
  fields(word: string): Record<string, string>
  /** What is another afterwards, where the form took effect. */
  effect: string
}

export function formCheck(ground: Ground): Check {
  return {
    name: 'forms sent from a foreign page with the officer’s cookie',
    run: () => sendAll(ground, FOREIGN),
    mutant: { without: 'the check of the origin (our own is sent)', run: () => sendAll(ground, [ORIGIN]) },
  }
}

/**
 * Each foreign request is followed by the same one from our own page: only one that takes effect then could have succeeded,
 * and only such are counted.
 */
async function sendAll(ground: Ground, origins: readonly (string | undefined)[]): Promise<Found> {
  const failed: string[] = []
  const leftOut = new Set<string>()
  let tried = 0
  for (const sent of everyForm(ground.hostile, origins)) {
    const { form, type, origin, site } = sent
    const fields = form.fields(randomUUID().slice(0, 8))
    const isChanged = await takesEffect(ground, { ...sent, fields })
    const couldBe = isChanged || (await takesEffect(ground, { form, type, fields, origin: ORIGIN }))
    if (couldBe) tried += 1
    else leftOut.add(`${form.path} as ${type}`)
    if (!couldBe && type === 'urlencoded')
      failed.push(`${form.path} works not even from our own page: nothing is shown`)
    if (isChanged) failed.push(`${origin} (${site}) ${form.path} ${type}`)
  }
  const note = `each worked from our own page; not counted, for it does not: ${[...leftOut].join(', ') || 'none'}`
  return { tried, failed: [...new Set(failed)], note }
}

function everyForm(hostile: Hostile, origins: readonly (string | undefined)[]): Omit<Sent, 'fields'>[] {
  return formsOf(hostile).flatMap((form) =>
    Object.keys(BODIES).flatMap((type) =>
      origins.flatMap((origin) =>
        (origin === ORIGIN ? [undefined] : SITES).map((site) => ({ form, type, origin, site })),
      ),
    ),
  )
}

type Sent = {
  form: Form
  type: string
  fields: Record<string, string>
  origin: string | undefined
  site?: string | undefined
}

async function takesEffect(
  { office, store, cookie }: Ground,
  { form, type, fields, origin, site }: Sent,
): Promise<boolean> {
  const state = async (): Promise<string> => JSON.stringify(await store.query(form.effect))
  const before = await state()
  const { body, contentType } = BODIES[type]?.(fields) ?? {}
  const headers = {
    ...{ cookie, 'content-type': contentType ?? '' },
    ...(origin && { origin }),
    ...(site && { 'sec-fetch-site': site }),
  }
  await office.console.request(`${ORIGIN}${form.path}`, { method: 'POST', headers, body: body ?? '' })
  return (await state()) !== before
}

type Body = { body: string; contentType: string }

/** The three kinds that a form of a foreign page can have without the browser asking us first. */
const BODIES: Readonly<Record<string, (fields: Record<string, string>) => Body>> = {
  urlencoded: (fields) => ({
    body: new URLSearchParams(fields).toString(),
    contentType: 'application/x-www-form-urlencoded',
  }),
  multipart: (fields) => {
    const parts = Object.entries(fields).map(
      ([name, value]) => `--bien\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    return { body: `${parts.join('')}--bien--\r\n`, contentType: 'multipart/form-data; boundary=bien' }
  },
  plain: (fields) => ({
    body: Object.entries(fields)
      .map(([name, value]) => `${name}=${value}\r\n`)
      .join(''),
    contentType: 'text/plain',
  }),
}

function formsOf({ commune: { slug: xa }, ids }: Hostile): Form[] {
  const chucDanh = String(ids.post)
  const at = (path: string): string => `/quan-tri${path}`
  const count = (table: string): string => `SELECT count(*)::int FROM ${table}`
  const meeting = { xa, loai: 'hop', coQuan: 'UBND xã Bình Phú', noiDung: 'Kẻ lạ mời.', noi: 'Phòng họp' }
  return [
    {
      path: at('/con-nguoi/chuc-danh'),
      fields: (word) => ({ xa, vaiTro: 'officer', donVi: 'Phòng Kinh tế', ten: `Kẻ lạ ${word}` }),
      effect: count('post'),
    },
    {
      path: at('/con-nguoi/them-nguoi'),
      fields: (word) => ({ chucDanh, hoTen: `Kẻ Lạ ${word}` }),
      effect: count('holding'),
    },
    {
      path: at('/con-nguoi/ban-giao'),
      fields: (word) => ({ chucDanh, hoTen: `Kẻ Lạ ${word}`, lyDo: 'lạ' }),
      effect: count('holding'),
    },
    { path: at('/con-nguoi/ma'), fields: () => ({ chucDanh }), effect: count('link_code') },
    {
      path: at('/thong-bao'),
      fields: (word) => ({ ...meeting, chucDanh, luc: '2026-12-09T08:00', tieuDe: `Họp ${word}` }),
      effect: count('broadcast'),
    },
    {
      path: at(`/hoi-thoai/${ids.question}/sai`),
      fields: (word) => ({ ghiChu: `lạ ${word}` }),
      effect: 'SELECT note FROM answer_mark',
    },
    {
      path: at('/hdnd/ky-hop'),
      fields: (word) => ({ xa, ten: `Kỳ họp ${word}`, luc: '2026-12-09T08:00' }),
      effect: count('council_session'),
    },
    { path: at('/dang-nhap'), fields: () => ({ ten: 'an', matKhau: PASSWORD }), effect: count('session') },
    // Reads no field: whatever its body is, it is done.
    { path: at('/tai-khoan/xac-thuc'), fields: () => ({}), effect: 'SELECT totp_secret FROM login' },
  ]
}
