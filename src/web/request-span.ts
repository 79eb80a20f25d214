import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'

/** Spans go wherever the operator's own OpenTelemetry sends them; without one they cost nothing (docs/watching.md). */
const tracer = trace.getTracer('commune-assistant')

/**
 * A span a request, named by method and route pattern. `@hono/otel` would put the whole address, in which tokens and
 * questions stand, and the text of errors beside them; and it would follow the trace that any stranger names in a header.
 */
export const requestSpan: MiddlewareHandler = async (c, next) => {
  const { method } = c.req
  const attributes = { 'http.request.method': method }
  await tracer.startActiveSpan(method, { kind: SpanKind.SERVER, attributes }, async (span) => {
    try {
      await next()
      // Known once the request went all the way in: before, only that this middleware matched.
      const route = routePath(c)
      const { status } = c.res
      span.updateName(`${method} ${route}`)
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status })
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    } finally {
      span.end()
    }
  })
}
