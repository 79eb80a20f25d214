import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createEndpoint, type ModelEndpoint } from '../../../src/answering/model/endpoint.ts'

const DRAFT = { answer: 'Hồ sơ lưu 5 năm.', used: ['D1'], complete: 'full' } as const
const MESSAGES = [
  { role: 'system', content: 'quy tắc' },
  { role: 'user', content: 'câu hỏi' },
] as const

function endpointAt(baseUrl: string, more: Partial<ModelEndpoint> = {}): ReturnType<typeof createEndpoint> {
  return createEndpoint({ apiKey: 'key', baseUrl, model: 'm', structure: 'json_schema', timeoutMs: 2_000, ...more })
}

const never = (): AbortSignal => new AbortController().signal

describe('on an independent mock of the wire', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1' })
  beforeAll(() => mock.start())
  afterEach(() => void mock.reset())
  afterAll(() => mock.stop())
  const call = (more: Partial<ModelEndpoint> = {}) => endpointAt(`${mock.url}/v1`, more)(MESSAGES, never())

  test.each(['json_schema', 'json_object'] as const)('a draft comes back by %s, with its tokens', async (structure) => {
    mock.on(
      {},
      { content: JSON.stringify(DRAFT), usage: { prompt_tokens: 40, completion_tokens: 2, total_tokens: 42 } },
    )
    expect(await call({ structure })).toEqual({ draft: DRAFT, tokens: 42 })
    const body = mock.getLastRequest()?.body
    expect(body).toMatchObject({ model: 'm', temperature: 0, max_tokens: 700, response_format: { type: structure } })
  })

  test('a draft comes back by a tool call, where that is how the server is asked', async () => {
    mock.on({}, { toolCalls: [{ name: 'answer', arguments: JSON.stringify(DRAFT) }] })
    expect((await call({ structure: 'tool_call' })).draft).toEqual(DRAFT)
  })

  test.each<[string, () => unknown]>([
    ['words instead of JSON', () => mock.on({}, { content: 'Xin chào' })],
    ['JSON cut short', () => mock.on({}, { content: JSON.stringify(DRAFT).slice(0, 30) })],
    ['JSON of another shape', () => mock.on({}, { content: '{"answer": 5}' })],
    ['a state nobody knows', () => mock.on({}, { content: JSON.stringify({ ...DRAFT, complete: 'maybe' }) })],
    ['a tool call nobody asked for', () => mock.on({}, { toolCalls: [{ name: 'send_money', arguments: '{}' }] })],
    ['429', () => mock.nextRequestError(429)],
    ['500', () => mock.nextRequestError(500)],
    ['401', () => mock.nextRequestError(401)],
    ['a malformed body', () => mock.on({}, { content: '{}' }, { chaos: { malformedRate: 1 } })],
    ['a dropped connection', () => mock.on({}, { content: '{}' }, { chaos: { disconnectRate: 1 } })],
    ['a stall', () => mock.on({}, { content: JSON.stringify(DRAFT) }, { chaos: { latencyMs: 1_500 } })],
  ])('rejects after one try on %s', async (_, prepare) => {
    prepare()
    await expect(call({ timeoutMs: 400 })).rejects.toThrow()
    expect(mock.getRequests().length).toBeLessThanOrEqual(1)
  })
})

describe('on a server gone wrong', () => {
  let respond: (response: ServerResponse) => void = () => {}
  const server: Server = createServer((_, response) => respond(response))
  let baseUrl = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  })
  afterAll(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const json = (body: string) => (response: ServerResponse) =>
    void response.setHeader('content-type', 'application/json').end(body)
  const says = (content: string): string =>
    JSON.stringify({
      id: '1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content } }],
    })

  test('a sound reply passes, so that what follows is told apart', async () => {
    respond = json(says(JSON.stringify(DRAFT)))
    expect(await endpointAt(baseUrl)(MESSAGES, never())).toEqual({ draft: DRAFT, tokens: null })
  })

  const FAULTS: [string, (response: ServerResponse) => void][] = [
    ['empty choices', json('{"id":"1","object":"chat.completion","choices":[]}')],
    ['no choices', json('{}')],
    ['null', json('null')],
    ['an empty body', json('')],
    ['a page of HTML', (response) => void response.setHeader('content-type', 'text/html').end('<h1>502</h1>')],
    ['bytes that are no text', (response) => void response.end(Buffer.from([0, 255, 254, 0]))],
    ['a reply without end', (response) => void response.write('{"id":"')],
    ['a reply cut in the middle', (response) => void response.write('{"id":"1",', () => response.destroy())],
    ['five megabytes', json(says(JSON.stringify({ ...DRAFT, answer: 'a'.repeat(5_000_000) })))],
    [
      'a redirect elsewhere',
      (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/v1/chat/completions' }).end(),
    ],
  ]
  const events = (body: string) => (response: ServerResponse) =>
    void response.setHeader('content-type', 'text/event-stream').end(body)

  test.each(FAULTS)('rejects within its time on %s', async (_, how) => {
    respond = how
    await expect(endpointAt(baseUrl, { timeoutMs: 400 })(MESSAGES, never())).rejects.toThrow()
  })

  // Whoever reads a stream without a word in it ends the whole process.
  test.each<[string, (response: ServerResponse) => void]>([
    ...FAULTS,
    ['a stream without events', events('')],
    ['a stream that only ends', events('data: [DONE]\n\n')],
    [
      'a stream of empty choices',
      events('data: {"id":"1","object":"chat.completion.chunk","choices":[]}\n\ndata: [DONE]\n\n'),
    ],
    ['a stream of comments', events(': keep-alive\n\n: keep-alive\n\n')],
  ])('rejects while somebody looks on, on %s', async (_, how) => {
    respond = how
    await expect(endpointAt(baseUrl, { timeoutMs: 400 })(MESSAGES, never(), () => {})).rejects.toThrow()
  })

  test('rejects when the turn is over', async () => {
    respond = () => {}
    await expect(endpointAt(baseUrl)(MESSAGES, AbortSignal.timeout(100))).rejects.toThrow()
  })

  test('rejects when nobody is there', async () => {
    await expect(endpointAt('http://127.0.0.1:1/v1')(MESSAGES, never())).rejects.toThrow()
  })
})
