/** Every form the office's pages offer, sent from a foreign page. */
import { ORIGIN } from '../console/office.ts'
import type { Check, Found } from './check.ts'
import { fits, type HeldForm, type RoutesGround } from './routes-ground.ts'

const FOREIGN = ['https://evil.example', 'null', 'http://127.0.0.1:8081', 'http://127.0.0.1.evil.example', undefined]
const SITES = ['cross-site', 'same-site', 'none', undefined]
/** The kinds a foreign page can send without the browser asking us first; the last is a body of no kind at all. */
const KINDS = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=bien', 'text/plain', undefined]

/** Why no page offers a form for these here. */
export const UNOFFERED: Readonly<Record<string, string>> = {
  '/quan-tri/duong-dan/:token': 'a link told in a chat',
  '/quan-tri/bat-dau/:token': 'a link of the terminal, used up by the first administrator',
  '/quan-tri/nhiem-vu/ghi-so': 'stands under a sheet that was read',
  '/quan-tri/nhiem-vu/dat-han': 'stands at a report without a date',
  '/quan-tri/van-ban/:id/xac-nhan-tat-ca': 'stands at several proposals of one kind',
  '/quan-tri/hdnd/ky-hop/:id/moi': 'stands at a session without an invitation',
}

export function foreignCheck(ground: RoutesGround): Check {
  return {
    name: 'every form the office’s pages offer, sent from a foreign page with the officer’s cookie',
    run: () => sendAll(ground, FOREIGN),
    mutant: { without: 'the check of the origin (our own is sent)', run: () => sendAll(ground, [ORIGIN]) },
  }
}

/** Counted where the same form, sent from our own page, does what it says. */
async function sendAll(ground: RoutesGround, origins: readonly (string | undefined)[]): Promise<Found> {
  const failed = ground.unoffered.filter((path) => !(path in UNOFFERED)).map((path) => `${path}: no form is known`)
  const leftOut: string[] = []
  let tried = 0
  const senders = sendersOf(origins)
  for (const form of ground.forms) {
    const through: string[] = []
    for (const sender of senders) {
      const { status } = await request(ground, form, sender)
      if (status !== 403) through.push(`${sender.origin} (${sender.site}) ${form.kind} as ${sender.type}: ${status}`)
    }
    if (await works(ground, form)) {
      tried += senders.length
      failed.push(...through)
    } else leftOut.push(form.kind)
  }
  await ground.putBack()
  const routes = ground.posts.filter((path) => ground.forms.some(({ action }) => fits(path, action))).length
  const note = `${ground.forms.length} forms of ${routes} of ${ground.posts.length} routes; not counted, for they do nothing here: ${leftOut.join(', ') || 'none'}`
  return { tried, failed, note }
}

async function request({ office }: RoutesGround, form: HeldForm, { origin, site, type }: Sender): Promise<Response> {
  const headers = {
    cookie: form.cookie,
    ...(origin && { origin }),
    ...(site && { 'sec-fetch-site': site }),
    ...(type && { 'content-type': type }),
  }
  const body = new TextEncoder().encode(new URLSearchParams(form.fields).toString())
  return office.console.request(`${ORIGIN}${form.action}`, { method: 'POST', headers, body })
}

function sendersOf(origins: readonly (string | undefined)[]): Sender[] {
  return origins.flatMap((origin) =>
    (origin === ORIGIN ? [undefined] : SITES).flatMap((site) => KINDS.map((type) => ({ origin, site, type }))),
  )
}

type Sender = { origin: string | undefined; site: string | undefined; type: string | undefined }

/** Whether a form, as its page offers it now, is taken from our own page. */
export async function works(ground: RoutesGround, form: HeldForm): Promise<boolean> {
  const now = await ground.again(form)
  if (!now) return false
  const { status, headers } = await ground.send(now, now)
  if (headers.get('set-cookie') || headers.get('location')?.includes('/xac-thuc')) await ground.putBack()
  return status < 400
}
