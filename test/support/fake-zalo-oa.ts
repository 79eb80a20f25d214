/** The OA OpenAPI on loopback, written from what is known of it and not from our client: faults come with HTTP 200. */
import { randomBytes } from 'node:crypto'
import { type FakeHttp, type FakeReply, type FakeRequest, listenFake } from './fake-http.ts'
import { createFakeOaEvents, type FakeOaEvents } from './fake-zalo-oa-events.ts'
import {
  type FakeDocument,
  type FakePerson,
  type FakeSent,
  isNight,
  type Message,
  refusalOf,
  uploadedFile,
} from './fake-zalo-oa-messages.ts'
import { createFakeTokens } from './fake-zalo-oa-tokens.ts'

export type FakeZaloOa = FakeHttp &
  Pick<
    ReturnType<typeof createFakeTokens>,
    'consent' | 'expireAccess' | 'useUpRefresh' | 'issue' | 'issued' | 'secrets'
  > & {
    app: { id: string; secret: string }
    oaSecret: string
    origins: { api: string; business: string; oauth: string }
    sent: FakeSent[]
    events: FakeOaEvents
    /** Somebody of an OA; made with a word said now unless told otherwise. */
    person(oaId: string, userId: string, more?: Partial<FakePerson>): FakePerson
    /** Template ids that exist, with whether the night forbids them. */
    templates: Map<string, { forbiddenAtNight: boolean; params: { name: string; maxLength: number }[] }>
    /** Phone numbers with a Zalo account. */
    phones: Set<string>
    /** The next answer to a call that sends carries this code. */
    refuseNext(code: number): void
  }

export async function startFakeZaloOa({ now = () => new Date() }: { now?: () => Date } = {}): Promise<FakeZaloOa> {
  const app = { id: '3608465248940903967', secret: 'BIMATUNGDUNG' }
  const oaSecret = 'OASECRET'
  const tokens = createFakeTokens({ appId: app.id, appSecret: app.secret, now })
  const people = new Map<string, FakePerson>()
  const uploads = new Map<string, FakeDocument & { at: number }>()
  const refusals: number[] = []
  const sent: FakeSent[] = []
  const templates: FakeZaloOa['templates'] = new Map()
  const phones = new Set<string>()
  const events = createFakeOaEvents({ appId: app.id, secret: oaSecret, now })
  const record = (message: Omit<FakeSent, 'receipt'>): string => {
    const receipt = randomBytes(10).toString('hex')
    sent.push({ ...message, receipt })
    return receipt
  }
  const success = (data: unknown): FakeReply => ({ json: { error: 0, message: 'Success', data } })
  const failure = (error: number, message = 'error'): FakeReply => ({ json: { error, message } })
  const personOf = (oaId: string, userId: unknown): FakePerson | undefined => people.get(`${oaId}/${userId}`)

  const consultation = (oaId: string, { recipient, message }: { recipient: { user_id: string }; message: Message }) => {
    const to = recipient.user_id
    const refusal = refusalOf(message, personOf(oaId, to), now().getTime())
    if (refusal !== null) return failure(refusal)
    const { buttons = [], token } = message.attachment?.payload ?? {}
    const file = token === undefined ? null : uploads.get(token)
    if (file === undefined || (file && now().getTime() - file.at > 7 * 86_400_000)) return failure(-100)
    const documents = file ? [{ name: file.name, bytes: file.bytes }] : []
    const receipt = record({ oaId, to, text: message.text ?? '', buttons, documents, template: null })
    return success({ message_id: receipt, user_id: to })
  }
  const template = (oaId: string, to: string, body: TemplateBody): FakeReply => {
    const known = templates.get(body.template_id)
    if (!known) return failure(-109)
    if (known.forbiddenAtNight && isNight(now())) return failure(-133)
    const missing = known.params.find(({ name }) => !body.template_data[name])
    if (missing) return failure(-1122, missing.name)
    const long = known.params.find(({ name, maxLength }) => [...(body.template_data[name] ?? '')].length > maxLength)
    if (long) return failure(-1121, long.name)
    const content = { id: body.template_id, data: body.template_data, trackingId: body.tracking_id ?? null }
    const receipt = record({ oaId, to, text: '', buttons: [], documents: [], template: content })
    return success({ message_id: receipt, msg_id: receipt, sent_time: String(now().getTime()) })
  }
  const upload = async (request: FakeRequest): Promise<FakeReply> => {
    const file = await uploadedFile(request)
    if (!file?.name.includes('.')) return success({})
    if (file.bytes.byteLength > 5 * 1024 * 1024) return failure(-210)
    if (!/\.(?:pdf|docx?|csv)$/i.test(file.name)) return failure(-201)
    const token = randomBytes(12).toString('hex')
    uploads.set(token, { ...file, at: now().getTime() })
    return success({ token })
  }
  const quota = (oaId: string, { user_id }: { user_id: string }): FakeReply => {
    const person = personOf(oaId, user_id)
    if (!person) return failure(-213)
    const data = { cs_reply: { remain: 8, total: 8 }, promotion: {} }
    const at = person.lastInteractionAt
    return success(at === null ? data : { ...data, last_interaction: String(at) })
  }

  const call = (oaId: string, request: FakeRequest): Promise<FakeReply> | FakeReply => {
    const body = request.headers['content-type'] === 'application/json' ? JSON.parse(request.body.toString()) : null
    const route = `${request.method} ${request.path}`
    const sends = route.includes('/message') && !route.includes('/quota/')
    if (sends && refusals.length > 0) return failure(refusals.shift() ?? 0)
    switch (route) {
      case 'POST /v3.0/oa/message/cs':
        return consultation(oaId, body)
      case 'POST /v3.0/oa/message/template':
        return template(oaId, body.user_id, body)
      case 'POST /message/template':
        if (!/^84\d{9}$/.test(body.phone)) return failure(-108)
        return phones.has(body.phone) ? template(oaId, body.phone, body) : failure(-118)
      case 'POST /v3.0/oa/quota/message':
        return quota(oaId, body)
      case 'POST /v2.0/oa/upload/file':
        return upload(request)
      case 'POST /v2.0/oa/message':
        return failure(-240)
      case 'GET /v2.0/oa/getoa':
        return success({ oa_id: oaId, name: `OA ${oaId.slice(-4)}`, is_verified: true, package_name: 'Nâng cao' })
      case 'GET /template/info/v2': {
        const known = templates.get(request.query.get('template_id') ?? '')
        return known ? success({ status: 'ENABLE', listParams: known.params }) : failure(-109)
      }
      default:
        return { status: 404, json: { error: 404, message: 'empty api' } }
    }
  }
  const server = await listenFake((request) => {
    if (request.path === '/v4/oa/access_token') return tokens.handle(request)
    const holder = tokens.oaOf(request.headers.access_token as string | undefined)
    return 'error' in holder ? failure(holder.error) : call(holder.oaId, request)
  })
  const { consent, expireAccess, useUpRefresh, issue, issued, secrets } = tokens
  return {
    ...server,
    ...{ consent, expireAccess, useUpRefresh, issue, issued, secrets },
    ...{ app, oaSecret, sent, events, templates, phones },
    origins: { api: server.url, business: server.url, oauth: server.url },
    person: (oaId, userId, more = {}) => {
      const key = `${oaId}/${userId}`
      const person = people.get(key) ?? { lastInteractionAt: now().getTime(), isFollowing: true, hasBlocked: false }
      people.set(key, Object.assign(person, more))
      return person
    },
    refuseNext: (code) => void refusals.push(code),
  }
}

type TemplateBody = { template_id: string; template_data: Record<string, string>; tracking_id?: string }
