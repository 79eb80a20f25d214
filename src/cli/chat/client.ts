import { z } from 'zod'
import type { Settings } from '../../config.ts'

/** The running assistant's JSON API, spoken by one terminal with one cookie. */

const communes = z.object({
  xa: z.array(z.object({ ma: z.string(), ten: z.string(), donVi: z.array(z.string()) })),
  trinhDien: z.boolean(),
})
const asked = z.union([z.object({ id: z.number() }), z.object({ daXoa: z.string() })])
const polled = z.object({
  tinNhan: z.array(
    z.object({
      id: z.number(),
      noiDung: z.string(),
      traLoiCho: z.number().nullable(),
      luaChon: z.array(z.string()),
      canCu: z.array(z.object({ nguyenVan: z.string(), diaChi: z.string() })),
    }),
  ),
})
const refused = z.object({ loi: z.string() })

export type Commune = { slug: string; name: string; units: string[] }
export type Role = 'citizen' | 'official' | 'unit_head'
export type Reply = { text: string; choices: string[]; citations: { quote: string; url: string }[] }

/** The assistant said no, in words meant for the person. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

export type ChatClient = {
  communes(): Promise<{ communes: Commune[]; isDemonstration: boolean }>
  choose(choice: { commune: string; role: Role; unit: string | null }): Promise<void>
  /** Asks and waits for the answer. */
  ask(question: string): Promise<Reply>
}

/** Rejects with `RefusedError` where the assistant says no, with the network's error where it does not answer. */
export function createChatClient(baseUrl: string, signal: AbortSignal): ChatClient {
  let cookie = ''
  const call = async <Shape>(path: string, shape: z.ZodType<Shape>, body?: object): Promise<Shape> => {
    const response = await fetch(new URL(path, baseUrl), {
      signal,
      headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? ''
    const answer: unknown = await response.json()
    const refusal = refused.safeParse(answer)
    if (refusal.success) throw new RefusedError(refusal.data.loi)
    return shape.parse(answer)
  }
  const awaitReply = async (messageId: number): Promise<Reply> => {
    for (;;) {
      const { tinNhan } = await call(`/api/tin-nhan?sau=${messageId}`, polled)
      const reply = tinNhan.find(({ traLoiCho }) => traLoiCho === messageId)
      if (reply) return { text: reply.noiDung, choices: reply.luaChon, citations: reply.canCu.map(citationOf) }
    }
  }
  const citationOf = ({ nguyenVan, diaChi }: { nguyenVan: string; diaChi: string }) => ({
    quote: nguyenVan,
    url: new URL(diaChi, baseUrl).href,
  })
  return {
    communes: async () => {
      const { xa, trinhDien } = await call('/api/xa', communes)
      return {
        communes: xa.map(({ ma, ten, donVi }) => ({ slug: ma, name: ten, units: donVi })),
        isDemonstration: trinhDien,
      }
    },
    choose: async ({ commune, role, unit }) => {
      await call('/api/toi', z.unknown(), { xa: commune, vaiTro: role, ...(unit && { donVi: unit }) })
    },
    ask: async (question) => {
      const result = await call('/api/tin-nhan', asked, { noiDung: question, khoa: crypto.randomUUID() })
      return 'id' in result ? awaitReply(result.id) : { text: result.daXoa, choices: [], citations: [] }
    },
  }
}

/** True when an assistant, not some other program, answers there. */
export async function isAssistantAt(baseUrl: string, timeoutMs: number): Promise<boolean> {
  try {
    const response = await fetch(new URL('/healthz', baseUrl), { signal: AbortSignal.timeout(timeoutMs) })
    return z.object({ status: z.literal('alive') }).safeParse(await response.json()).success
  } catch {
    return false
  }
}

/** Where this machine finds the instance the settings describe. */
export function runningUrl({ host, port }: Pick<Settings, 'host' | 'port'>): string | null {
  if (port === 0) return null
  const everywhere = host === '0.0.0.0' || host === '::'
  return `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`
}
