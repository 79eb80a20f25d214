import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** How a wire to somebody else's server behaves. */
export type WireMode =
  | 'through'
  /** Nobody listens: every connection is refused. */
  | 'down'
  /** Every connection is taken and reset, whatever was sent on it. */
  | 'reset'
  /** What comes back comes seconds late. */
  | 'slow'
  /** Bytes that are no HTTP. */
  | 'garbage'
  /** A page of somebody in between, with status 200. */
  | 'page'
  /** Taken, and never a word: the other side vanished without saying so. */
  | 'half_open'
  /** The request is passed on, the answer is cut in its middle. */
  | 'cut'

export type TroubledWire = {
  url: string
  set(mode: WireMode): void
  /** How many were opened so far. */
  connections(): number
  /** How many the trouble ended before their answer was through: each leaves a doubt about what was sent on it. */
  broken(): number
  close(): Promise<void>
}

const LATE_MS = 4_000
const PAGE = '<html><body>Trang web đã bị chặn</body></html>'
const PAGE_REPLY = [
  'HTTP/1.1 200 OK',
  'content-type: text/html; charset=utf-8',
  `content-length: ${Buffer.byteLength(PAGE)}`,
  'connection: close',
  '',
  PAGE,
].join('\r\n')

/** A TCP relay on loopback before `target`, whose wire can be troubled while it runs. */
export async function openTroubledWire(target: string): Promise<TroubledWire> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  /** Something was sent on these that no answer came through for. */
  const waiting = new Set<Socket>()
  let mode: WireMode = 'through'
  let connections = 0
  let broken = 0
  const track = (socket: Socket): Socket => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => open.delete(socket))
    return socket
  }
  const breakOff = (near: Socket): void => {
    if (waiting.delete(near)) broken += 1
  }
  const server = createServer((near) => {
    track(near)
    connections += 1
    if (mode === 'reset') {
      broken += 1
      return near.resetAndDestroy()
    }
    near.on('data', () => waiting.add(near))
    near.once('close', () => waiting.delete(near))
    if (mode === 'half_open') return void near.resume()
    if (mode === 'garbage' || mode === 'page') {
      const words = mode === 'garbage' ? randomBytes(512) : PAGE_REPLY
      return void near.once('data', () => near.end(words))
    }
    const far = track(connect(Number(port), hostname))
    near.pipe(far)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
    far.on('data', (chunk: Buffer) => passBack(near, chunk))
  })
  const passBack = (near: Socket, chunk: Buffer): void => {
    if (mode === 'cut') {
      breakOff(near)
      near.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => near.resetAndDestroy())
    } else if (mode === 'slow') setTimeout(() => near.writable && pass(near, chunk), LATE_MS)
    else pass(near, chunk)
  }
  const pass = (near: Socket, chunk: Buffer): void => {
    waiting.delete(near)
    near.write(chunk)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${own}`,
    set: (next) => {
      mode = next
      if (next === 'down') server.close()
      else if (!server.listening) server.listen(own, '127.0.0.1')
      // Connections kept alive would not notice; a vanished peer closes none.
      if (next === 'half_open') return
      for (const socket of open) {
        breakOff(socket)
        socket.destroy()
      }
    },
    connections: () => connections,
    broken: () => broken,
    close: async () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
