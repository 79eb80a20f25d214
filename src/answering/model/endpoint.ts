/** One call to any server that speaks OpenAI's chat wire, through LangChain: bounded in time, size and number of tries. */
import type { AIMessageChunk } from '@langchain/core/messages'
import type { ChatOpenAI } from '@langchain/openai'
import { z } from 'zod'
import { fetchThere } from '../../retrieval/fetch-there.ts'
import type { Draft } from './verify.ts'

export type ModelEndpoint = {
  apiKey: string
  /** Null for OpenAI's own. */
  baseUrl: string | null
  model: string
  /** How the server is asked for JSON: by a schema, by a tool it must call, or only by being told. */
  structure: Structure
  /** For one call; a turn makes at most two. */
  timeoutMs: number
}

export type Structure = 'json_schema' | 'tool_call' | 'json_object'

export type Message = { role: 'system' | 'user' | 'assistant'; content: string }

/** `tokens` is null where the server does not count. */
export type Drafted = { draft: Draft; tokens: number | null }

/** What has come of an answer: the passages it names and its words so far. */
export type Written = Pick<Draft, 'used' | 'answer'>

export type AskModel = (
  messages: readonly Message[],
  signal: AbortSignal,
  onWritten?: (partial: Written) => void,
) => Promise<Drafted>

/** The server answered, but not with what was asked for. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

/** Most an answer may take, in tokens. */
export const MAX_OUTPUT_TOKENS = 700
/** A reply longer than this is not read to its end. */
const MAX_REPLY_BYTES = 256 * 1024

const METHODS = {
  json_schema: 'jsonSchema',
  tool_call: 'functionCalling',
  json_object: 'jsonMode',
} as const satisfies Record<Structure, string>

const draftSchema = z.object({
  // First, so that what is written after it can be held against it while it comes.
  used: z.array(z.string()),
  answer: z.string(),
  complete: z.enum(['full', 'partial', 'none']),
})

/** Rejects on every kind of failure; never tries again by itself: the person is waiting. */
export function createEndpoint(endpoint: ModelEndpoint): AskModel {
  let client: Promise<ChatOpenAI> | undefined
  return async (messages, signal, onWritten) => {
    client ??= connect(endpoint)
    const chat = (await client).withStructuredOutput(draftSchema, {
      name: 'answer',
      method: METHODS[endpoint.structure],
      includeRaw: true,
    })
    const limit = AbortSignal.any([signal, AbortSignal.timeout(endpoint.timeoutMs)])
    const { raw, parsed } = onWritten
      ? await listen(await chat.stream([...messages], { signal: limit }), onWritten)
      : await chat.invoke([...messages], { signal: limit })
    const { data } = draftSchema.safeParse(parsed)
    if (!data) throw new ModelError('the reply was not of the shape asked for')
    const usage = (raw as { usage_metadata?: { total_tokens?: number } }).usage_metadata
    return { draft: data, tokens: usage?.total_tokens || null }
  }
}

type Reply = { raw: unknown; parsed: unknown }

/** Reads a reply as it comes; the same as one that came at once. */
async function listen(
  parts: AsyncIterable<{ raw?: unknown; parsed?: unknown }>,
  onWritten: (partial: Written) => void,
): Promise<Reply> {
  const { parsePartialJson } = await import('@langchain/core/output_parsers')
  let whole: AIMessageChunk | undefined
  let parsed: unknown
  for await (const part of parts) {
    if (part.parsed) parsed = part.parsed
    if (!part.raw) continue
    const chunk = part.raw as AIMessageChunk
    whole = whole ? whole.concat(chunk) : chunk
    const soFar = draftSchema.pick({ used: true, answer: true }).safeParse(readPartial(parsePartialJson, textOf(whole)))
    if (soFar.success) onWritten(soFar.data)
  }
  return {
    raw: whole,
    parsed: draftSchema.safeParse(parsed).data ?? readPartial(parsePartialJson, whole ? textOf(whole) : ''),
  }
}

function textOf({ content, tool_call_chunks: calls = [] }: AIMessageChunk): string {
  return typeof content === 'string' && content !== '' ? content : calls.map(({ args }) => args ?? '').join('')
}

function readPartial(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/** Loaded on first use: most installations have no model and should not wait for the library. */
async function connect({ apiKey, baseUrl, model, timeoutMs }: ModelEndpoint): Promise<ChatOpenAI> {
  const { ChatOpenAI } = await import('@langchain/openai')
  return new ChatOpenAI({
    apiKey,
    model,
    temperature: 0,
    maxTokens: MAX_OUTPUT_TOKENS,
    maxRetries: 0,
    timeout: timeoutMs,
    configuration: { fetch: fetchWithin, ...(baseUrl === null ? {} : { baseURL: baseUrl }) },
  })
}

/** One event at least that carries something: LangChain ends the process over a stream without any. */
const CARRIES_SOMETHING = /"choices"\s*:\s*\[\s*\{/
const SPLIT_CHARS = 40

/**
 * Questions reach the configured server alone, and no more than the limit is read. What is not of the wire, such as somebody's
 * page in between, is refused before LangChain reads it.
 */
async function fetchWithin(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetchThere(input, init)
  if (!response.body) return response
  const isStream = typeof init?.body === 'string' && /"stream"\s*:\s*true/.test(init.body)
  const kind = response.headers.get('content-type') ?? ''
  if (response.ok && !kind.includes(isStream ? 'event-stream' : 'json')) {
    await response.body.cancel()
    throw new ModelError('the reply was not of the wire')
  }
  let bytes = 0
  let carriesSomething = !(isStream && response.ok)
  let before = ''
  const decoder = new TextDecoder()
  const limited = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > MAX_REPLY_BYTES) controller.error(new ModelError('the reply was too long'))
        else controller.enqueue(chunk)
        if (carriesSomething) return
        before = before.slice(-SPLIT_CHARS) + decoder.decode(chunk, { stream: true })
        carriesSomething = CARRIES_SOMETHING.test(before)
      },
      flush(controller) {
        if (!carriesSomething) controller.error(new ModelError('the reply was empty'))
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(limited, { status, statusText, headers })
}
