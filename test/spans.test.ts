import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Flow } from '../src/answering/flow.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

beforeAll(() => provider.register())
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
