import { Hono } from 'hono'
import type { WebDependencies } from '../dependencies.ts'

/** Where a unit's calendar stands; the console and the command line write its addresses. */
export const CALENDAR_PATH = '/lich'

/** What phones and Outlook subscribe to. A wrong address and one taken back are the same. */
export function calendarRoutes({ calendar }: WebDependencies): Hono {
  const routes = new Hono()
  routes.get(`${CALENDAR_PATH}/:file{[\\w-]+\\.ics}`, async (c) => {
    const text = await calendar(c.req.param('file').replace(/\.ics$/, ''))
    if (text === null) return c.notFound()
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="han-viec.ics"',
      'x-robots-tag': 'noindex',
    })
  })
  return routes
}
