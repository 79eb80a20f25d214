import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeModelServer = { url: string; asked(): number; close(): Promise<void> }

/** A server on the chat wire that always answers with the same draft; it counts how often it was asked. */
export async function startFakeModel(draft: object): Promise<FakeModelServer> {
  let asked = 0
  const server = createServer(async (incoming, response) => {
    for await (const _ of incoming);
    asked += 1
    const message = { role: 'assistant', content: JSON.stringify(draft) }
    const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 }
    const completion = { id: 'c', object: 'chat.completion', created: 1, model: 'm', usage }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...completion, choices: [{ index: 0, message, finish_reason: 'stop' }] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
