/** Words of strangers on their way into headers: where a browser is sent next, and what a download is called. */
import { Hono } from 'hono'
import type { Store } from '../../src/store/index.ts'
import { type Office, ORIGIN, PASSWORD } from '../console/office.ts'
import type { Check, Found } from './check.ts'
import type { Hostile } from './hostile-office.ts'

const HOSTILE = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'http:evil.example',
  'https:/evil.example',
  '/quan-tri/../../evil.example',
  '/quan-tri/..//evil.example',
  '/quan-tri@evil.example',
  '/quan-tri.evil.example',
  '//quan-tri@evil.example/quan-tri',
  '/\t/evil.example',
  '\u0000//evil.example',
  'javascript:alert(1)',
  'data:text/html,hi',
  '/quan-tri/%0d%0ax-evil:%201',
  '/quan-tri/\r\nx-evil: 1',
  '/quan-tri\nset-cookie: phien=evil',
  '/quan-tri\rx-evil: 1',
  '/quan-tri?a=\r\nx-evil: 1',
  '/quan-tri#\r\nx-evil: 1',
  '/quan-tri/嘊嘍x-evil: 1',
  '/quan-tri/\u2028x-evil: 1',
  'a"; filename="evil.exe',
  'a\\"; filename=evil.exe',
  "a; filename*=UTF-8''evil.exe",
  '../../evil.exe',
]

type Way = {
  name: string
  header: 'location' | 'content-disposition'
  /** A word that is seen in the header: what comes this way does reach it. */
  control: { word: string; seen: string }
  send(word: string): Promise<Response>
}

type Ground = { office: Office; store: Store; cookie: string; hostile: Hostile }

export function headerCheck(ground: Ground): Check {
  return {
    name: 'words of strangers in headers: foreign addresses, injected headers, names of downloads',
    run: () => sendAll(waysOf(ground)),
    mutant: { without: 'a look at the words (as they are)', run: () => sendAll(CARELESS) },
  }
}

async function sendAll(ways: Way[]): Promise<Found> {
  const failed: string[] = []
  for (const { name, header, control, send } of ways) {
    const shown = (await send(control.word)).headers.get(header) ?? ''
    if (!shown.includes(control.seen)) failed.push(`${name} reaches no header: nothing is shown (${shown})`)
    for (const word of HOSTILE) {
      const response = await send(word)
      const why = whyBad(response, header)
      if (why) failed.push(`${name} with ${JSON.stringify(word)}: ${why}`)
    }
  }
  return { tried: ways.length * HOSTILE.length, failed, note: `${ways.length} ways into a header` }
}

function whyBad({ status, headers }: Response, header: Way['header']): string | null {
  if (status >= 500) return `status ${status}`
  const value = headers.get(header)
  if (headers.has('x-evil') || headers.getSetCookie().some((cookie) => cookie.includes('evil')))
    return 'a header of theirs'
  if (value === null) return null
  if (header === 'content-disposition') return /^attachment; filename="[\w.-]+"$/.test(value) ? null : value
  const isPlain = /^\/quan-tri[!-[\]-~]*$/.test(value)
  const isHere = URL.canParse(value, ORIGIN) && /^\/quan-tri(?:$|\/)/.test(new URL(value, ORIGIN).pathname)
  return isPlain && isHere && new URL(value, ORIGIN).origin === ORIGIN ? null : value
}

function waysOf({ office, store, cookie, hostile: { ids } }: Ground): Way[] {
  const own = '/quan-tri/phieu'
  return [
    {
      ...{ name: 'the page after signing in', header: 'location', control: { word: own, seen: own } },
      send: (den) => office.post('/quan-tri/dang-nhap', { ten: 'an', matKhau: PASSWORD, den }),
    },
    {
      ...{ name: 'the page asked for before signing in', header: 'location' },
      control: { word: 'phieu', seen: encodeURIComponent(own) },
      send: (word) => office.get(`/quan-tri/${word}`),
    },
    {
      ...{
        name: 'the page to go back to',
        header: 'location',
        control: { word: `${own}?loc=cho`, seen: `${own}?loc=cho` },
      },
      send: (ve) => office.post(`/quan-tri/viec/${ids.occurrence}`, { ve }, { cookie }),
    },
    {
      ...{ name: 'the name of a file handed in', header: 'location', control: { word: 'la.xyz', seen: 'hong=' } },
      send: (word) => handIn(office, cookie, word),
    },
    {
      ...{ name: 'the title of a report in its table', header: 'content-disposition' },
      control: { word: 'Báo cáo quý', seen: 'bao-cao-quy' },
      send: async (word) => {
        // PostgreSQL's texts hold no NUL.
        const title = word.replaceAll('\u0000', '')
        await store.query('UPDATE occurrence SET title = $1 WHERE id = $2', [title, ids.occurrence])
        return office.get(`/quan-tri/nhiem-vu/${ids.occurrence}/tong-hop.xlsx`, cookie)
      },
    },
    {
      ...{ name: 'the last day of the figures', header: 'content-disposition' },
      control: { word: '2026-11-30', seen: 'so-lieu-2026-11-30.csv' },
      send: (word) => office.get(`/quan-tri/so-lieu/xuat.csv?den=${encodeURIComponent(word)}`, cookie),
    },
  ]
}

async function handIn(office: Office, cookie: string, name: string): Promise<Response> {
  const body = new FormData()
  body.append('tep', new File(['chữ'], name))
  return office.console.request(`${ORIGIN}/quan-tri/van-ban/tep`, {
    ...{ method: 'POST', body },
    headers: { cookie, origin: ORIGIN },
  })
}

const careless = new Hono()
  .onError((_, c) => c.text('', 500))
  .post('/den', async (c) => c.redirect((await c.req.text()) || '/', 303))
  .post('/tep', async (c) => c.body('', 200, { 'content-disposition': `attachment; filename="${await c.req.text()}"` }))

const CARELESS: Way[] = [
  { name: 'a redirect', header: 'location', path: '/den' } as const,
  { name: 'a download', header: 'content-disposition', path: '/tep' } as const,
].map(({ name, header, path }) => ({
  ...{ name, header, control: { word: '/quan-tri', seen: '/quan-tri' } },
  send: async (body) => careless.request(path, { method: 'POST', body }),
}))
