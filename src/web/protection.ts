import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { WebSettings } from './dependencies.ts'

const BODY_MAX_BYTES = 64 * 1024
const PROBES = new Set(['/healthz', '/readyz'])

/** Paths that take files, each with the bytes it takes at most. */
export type UploadLimits = Readonly<Record<string, number>>

/** Headers, size limit, and the checks that a form comes from our own page; HSTS belongs to the proxy that ends TLS. */
export function protections(settings: WebSettings, uploads: UploadLimits = {}): MiddlewareHandler[] {
  return [
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    }),
    refuseForeignHosts(settings),
    csrf({ origin: (origin, c) => isOwnOrigin(origin, c, settings), secFetchSite: 'same-origin' }),
    limitBodies(uploads),
  ]
}

function limitBodies(uploads: UploadLimits): MiddlewareHandler {
  const words = bodyLimit({
    maxSize: BODY_MAX_BYTES,
    onError: (c) => c.text('Nội dung gửi lên quá dài (tối đa 64 kB). Anh/chị vui lòng rút ngắn rồi gửi lại.', 413),
  })
  const files = Object.entries(uploads).map(([path, maxSize]) => {
    const most = Math.floor(maxSize / 2 ** 20)
    const onError = (c: Context): Response =>
      c.text(`Tệp quá lớn (tối đa ${most} MB một lần gửi). Anh/chị chia nhỏ hoặc giảm dung lượng rồi gửi lại.`, 413)
    return [path, bodyLimit({ maxSize, onError })] as const
  })
  const byPath = new Map(files)
  return (c, next) => (byPath.get(c.req.path) ?? words)(c, next)
}

/**
 * True when the request plainly comes from this machine: a loopback name in `Host`, no trace of a proxy, and a browser
 * that itself sees a loopback address (a proxy that leaves no trace still passes `Origin` and `Referer` on).
 * The demonstration's roles and the operator's details on the status page are shown to nobody else.
 */
export function isLocalRequest(c: Context): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => c.req.header(name) !== undefined)
  const seen = [c.req.url, c.req.header('origin'), c.req.header('referer')].filter((url) => url !== undefined)
  return !isForwarded && seen.every((url) => URL.canParse(url) && isLoopbackName(new URL(url).hostname))
}

/**
 * A name that is not ours is refused: a stranger's web page could otherwise point its own name at this machine
 * (DNS rebinding) and read what the person sees. Addresses in digits cannot be rebound.
 */
function refuseForeignHosts(settings: WebSettings): MiddlewareHandler {
  const ownName = settings.publicUrl ? new URL(settings.publicUrl).hostname : null
  return async (c, next) => {
    const { hostname } = new URL(c.req.url)
    const isNumeric = isIP(hostname.replace(/^\[|\]$/g, '')) > 0
    if (isNumeric || isLoopbackName(hostname) || hostname === ownName || PROBES.has(c.req.path)) return next()
    return c.text(
      'Tên miền này chưa được khai báo. Người quản trị đặt biến PUBLIC_URL thành địa chỉ của trang rồi khởi động lại.',
      421,
    )
  }
}

function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** Behind a proxy that ends TLS the request's own address differs from the one in the browser. */
function isOwnOrigin(origin: string, c: Context, settings: WebSettings): boolean {
  const own = [new URL(c.req.url).origin, ...(settings.publicUrl ? [new URL(settings.publicUrl).origin] : [])]
  return own.includes(origin)
}
