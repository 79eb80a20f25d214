/** A model that quotes the first passage it is given, and counts the tokens of what it reads and writes. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Tiktoken } from 'js-tiktoken/lite'
import o200k from 'js-tiktoken/ranks/o200k_base'

export type CountingModel = {
  /** Where the chat wire is. */
  url: string
  counts(): { calls: number; readTokens: number; writtenTokens: number }
  close(): void
}

type Request = { messages: { role: string; content: string }[]; response_format?: object }

export async function startCountingModel(): Promise<CountingModel> {
  const tokens = new Tiktoken(o200k)
  const counts = { calls: 0, readTokens: 0, writtenTokens: 0 }
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { messages, response_format: form = {} }: Request = JSON.parse(Buffer.concat(chunks).toString())
    const content = JSON.stringify(quoteOf(messages[1]?.content ?? ''))
    const read = [...messages.map((message) => message.content), JSON.stringify(form)].join('\n')
    const usage = { prompt_tokens: tokens.encode(read).length, completion_tokens: tokens.encode(content).length }
    counts.calls += 1
    counts.readTokens += usage.prompt_tokens
    counts.writtenTokens += usage.completion_tokens
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        ...{ id: 'c', object: 'chat.completion', created: 1, model: 'counting' },
        usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      }),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    counts: () => ({ ...counts }),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Passages stand as `[D1] headings`, and their own words in the line after it. */
function quoteOf(asked: string): { used: string[]; answer: string; complete: string } {
  const [, quote = ''] = /^\[D1\][^\n]*\n([^\n]+)/m.exec(asked) ?? []
  return { used: ['D1'], answer: quote.slice(0, 600), complete: 'full' }
}
