import type { FakeRequest } from './fake-http.ts'

const DAY_MS = 86_400_000

export type FakePerson = { lastInteractionAt: number | null; isFollowing: boolean; hasBlocked: boolean }
export type FakeButton = { title: string; type: string; payload: unknown }
export type FakeDocument = { name: string; bytes: Uint8Array }

/** One message as it lies on the person's phone. */
export type FakeSent = {
  oaId: string
  to: string
  receipt: string
  text: string
  buttons: FakeButton[]
  documents: FakeDocument[]
  template: { id: string; data: Record<string, string>; trackingId: string | null } | null
}

/** Why a consultation message is not taken: Zalo's code, null when it is. */
export function refusalOf(message: Message, person: FakePerson | undefined, now: number): number | null {
  if (!person?.isFollowing) return -213
  if (person.hasBlocked) return -217
  const buttons = message.attachment?.payload?.buttons ?? []
  if ([...(message.text ?? '').normalize('NFC')].length > 2_000 || buttons.length > 5) return -201
  if (buttons.some((button) => !isButton(button))) return -201
  if (message.text === undefined && !message.attachment) return -201
  if (person.lastInteractionAt === null) return -232
  return now - person.lastInteractionAt > 7 * DAY_MS ? -230 : null
}

export type Message = {
  text?: string
  attachment?: { type: string; payload?: { buttons?: FakeButton[]; template_type?: string; token?: string } }
}

const QUERIES = new Set(['oa.query.show', 'oa.query.hide'])

function isButton({ title, type, payload }: FakeButton): boolean {
  if (typeof title !== 'string' || title.length === 0 || title.length > 100) return false
  if (QUERIES.has(type)) return typeof payload === 'string' && payload.length <= 1_000
  return type === 'oa.open.url' && URL.canParse((payload as { url?: string })?.url ?? '')
}

/** The file of a multipart body, read by another implementation than the one that wrote it. */
export async function uploadedFile({ headers, body }: FakeRequest): Promise<FakeDocument | null> {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return null
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const file = form.get('file')
  return file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : null
}

export function isNight(now: Date): boolean {
  const hour = Number(now.toLocaleString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', hour12: false }))
  return hour >= 22 || hour < 6
}
