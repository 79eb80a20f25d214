import { z } from 'zod'
import type { OaBook } from './account.ts'
import { createOaClient, type OaOrigins, ZALO_ORIGINS } from './client.ts'
import type { OaApp } from './oauth.ts'
import type { TemplateText } from './template-text.ts'
import { createTokenSource } from './tokens.ts'

const TIMEOUT_MS = 10_000

/** A template as Zalo holds it, against the text it should be. */
export type ApprovedTemplate =
  | { kind: 'found'; status: string | null; differences: string[] }
  | { kind: 'not_found'; reason: string }

const infoSchema = z.object({
  status: z.string().optional(),
  listParams: z
    .array(z.object({ name: z.string(), maxLength: z.coerce.number().optional().catch(undefined) }))
    .default([]),
})

export type ApprovedOptions = { app: OaApp; book: OaBook; origins?: OaOrigins; now?: () => Date }

/** Compares what Zalo approved under an id with the file it was submitted from, before anything is sent by it. */
export async function compareApproved(
  { app, book, origins = ZALO_ORIGINS, now = () => new Date() }: ApprovedOptions,
  { oaId, templateId, text }: { oaId: string; templateId: string; text: TemplateText },
): Promise<ApprovedTemplate> {
  const log = { warn: () => {} }
  const tokens = createTokenSource({ book, endpoint: { origin: origins.oauth, app, now }, log })
  const client = createOaClient({ origins, tokens, now, timeoutMs: TIMEOUT_MS })
  const path = `/template/info/v2?template_id=${encodeURIComponent(templateId)}`
  const answer = await client.call(oaId, { host: 'business', path })
  const info = infoSchema.safeParse(answer.kind === 'data' ? answer.data : null)
  if (!info.success) {
    const reason = 'reason' in answer ? answer.reason : answer.kind
    return { kind: 'not_found', reason }
  }
  return { kind: 'found', status: info.data.status ?? null, differences: differencesOf(text, info.data.listParams) }
}

function differencesOf({ values }: TemplateText, approved: { name: string; maxLength?: number }[]): string[] {
  const names = new Set(approved.map(({ name }) => name))
  return [
    ...Object.keys(values)
      .filter((name) => !names.has(name))
      .map((name) => `mẫu đã duyệt không có tham số ${name}`),
    ...approved.flatMap(({ name, maxLength = Number.POSITIVE_INFINITY }) => {
      const ours = values[name]
      if (!ours) return [`mẫu đã duyệt có thêm tham số ${name}`]
      return maxLength < ours.maxChars
        ? [`tham số ${name} chỉ được ${maxLength} ký tự, tệp mẫu ghi ${ours.maxChars}`]
        : []
    }),
  ]
}
