import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

export type FakeReply = { status?: number; headers?: Record<string, string>; json: unknown }

/** What befalls one request, whatever it asks. */
export type WireFault = 'server_error' | 'stall' | 'cut' | FakeReply

export type FakeHttp = {
  url: string
  /** How the next request that is not about `except` fares. */
  failNext(fault: WireFault, except?: RegExp): void
  /** Every request that came, faults included. */
  requests: Pick<FakeRequest, 'method' | 'path'>[]
  close(): Promise<void>
}

/** A provider's server on loopback, for tests. */
export async function listenFake(handle: (request: FakeRequest) => Promise<FakeReply> | FakeReply): Promise<FakeHttp> {
  const faults: { fault: WireFault; except: RegExp | undefined }[] = []
  const requests: FakeHttp['requests'] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://fake')
    const method = incoming.method ?? ''
    requests.push({ method, path })
    const index = faults.findIndex(({ except }) => !except?.test(path))
    const [struck] = index < 0 ? [] : faults.splice(index, 1)
    if (struck) return strike(response, struck.fault)
    reply(response, await handle({ method, path, query, headers: incoming.headers, body: Buffer.concat(chunks) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failNext: (fault, except) => void faults.push({ fault, except }),
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function strike(response: ServerResponse, fault: WireFault): void {
  if (fault === 'cut') response.destroy()
  else if (fault === 'server_error')
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
  else if (fault !== 'stall') reply(response, fault)
}

function reply(response: ServerResponse, { status = 200, headers = {}, json }: FakeReply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json))
}
