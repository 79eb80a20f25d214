import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const TYPES = {
  'style.css': 'text/css; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'chat.js': 'text/javascript; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const

export type AssetName = keyof typeof TYPES

const VERSION_CHARS = 10
const YEAR_SECONDS = 31_536_000

const assets = new Map(
  (Object.keys(TYPES) as AssetName[]).map((name) => {
    const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
    const version = createHash('sha256').update(body).digest('hex').slice(0, VERSION_CHARS)
    return [name, { body, version }]
  }),
)

/** Address of a file of ours; it changes with the content, so browsers may keep it for a year. */
export function assetUrl(name: AssetName): string {
  return `/tai-nguyen/${assets.get(name)?.version ?? ''}/${name}`
}

export function assetRoutes(): Hono {
  const routes = new Hono()
  for (const [name, { body }] of assets) {
    routes.get(`/tai-nguyen/:version/${name}`, (c) =>
      c.body(body, 200, {
        'content-type': TYPES[name],
        'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
      }),
    )
  }
  return routes
}
