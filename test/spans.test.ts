import { SpanStatusCode } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Flow } from '../src/answering/flow.ts'
import { createWebApp, createWebhooks } from '../src/web/index.ts'
import { fakeDependencies, PUBLIC_DOCUMENT } from './web/fakes.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

beforeAll(() => provider.register())
beforeEach(() => exporter.reset())
afterAll(() => provider.shutdown())

it('every stage of a turn is a span for whoever collects traces, without a word of the question', async () => {
  await Flow.of('mẹ tôi tên Hoa, số 0912345678')
    .step('guard', (question) => ({ go: question.length }))
    .step('answer', (length) => ({ go: length + 1 }))
    .end()
  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ name }) => name)).toEqual(['answer guard', 'answer answer'])
  expect(JSON.stringify(spans.map(({ attributes, events }) => [attributes, events]))).not.toContain('Hoa')
})

describe('a request is a span', () => {
  const told = () =>
    exporter.getFinishedSpans().map(({ name, attributes, status: { code } }) => ({
      ...{ name, status: attributes['http.response.status_code'], failed: code === SpanStatusCode.ERROR },
    }))

  it('named by its route, whatever stood in the address', async () => {
    const app = createWebApp(fakeDependencies())
    for (const path of [`/van-ban/${PUBLIC_DOCUMENT.id}?hoi=Hoa`, '/lich/bi-mat.ics', '/khong-co/Hoa'])
      await app.request(path)
    expect(told()).toEqual([
      { name: 'GET /van-ban/:id', status: 200, failed: false },
      { name: 'GET /lich/:file{[\\w-]+\\.ics}', status: 200, failed: false },
      { name: 'GET /*', status: 404, failed: false },
    ])
    const all = JSON.stringify(
      exporter.getFinishedSpans().map(({ name, attributes, events }) => [name, attributes, events]),
    )
    expect(all).not.toMatch(/Hoa|bi-mat/)
  })

  it('that failed where the program did, without the words of the fault', async () => {
    const app = createWebApp(fakeDependencies({ breaks: true }))
    await app.request('/')
    expect(told()).toEqual([{ name: 'GET /', status: 500, failed: true }])
    expect(JSON.stringify(exporter.getFinishedSpans().map(({ events, status }) => [events, status]))).not.toContain(
      'bí mật',
    )
  })

  it('of a webhook too, in its own trace whatever the sender names', async () => {
    const take = async (): Promise<void> => {}
    const { routes } = createWebhooks({ channels: [], take, logFault: () => {} })
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await routes.request('/telegram/con-duong-rieng', { method: 'POST', headers: { traceparent } })
    expect(told()).toEqual([{ name: 'POST /:channel/:endpoint?', status: 404, failed: false }])
    expect(exporter.getFinishedSpans()[0]?.spanContext().traceId).not.toBe('0af7651916cd43dd8448eb211c80319c')
  })
})
