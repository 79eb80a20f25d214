// Gửi vết xử lý (spans) của trợ lý tới máy thu OpenTelemetry của cơ quan; cách dùng: docs/watching.md, mục Traces.
// Địa chỉ máy thu: OTEL_EXPORTER_OTLP_ENDPOINT (không đặt thì http://localhost:4318); tên hiện ở đó: OTEL_SERVICE_NAME.
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

const name = process.env.OTEL_SERVICE_NAME ?? 'tro-ly-xa'
const provider = new NodeTracerProvider({
  resource: defaultResource().merge(resourceFromAttributes({ 'service.name': name })),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
})
provider.register()

// Trợ lý tự dừng khi nhận tín hiệu; những vết còn giữ được gửi đi trước khi tiến trình hết việc.
process.once('beforeExit', () => void provider.shutdown().catch(() => {}))
