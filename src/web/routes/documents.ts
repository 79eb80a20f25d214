import { Hono } from 'hono'
import type { WebDependencies } from '../dependencies.ts'
import { documentPage } from '../pages/document.ts'
import { documentListPage } from '../pages/document-list.ts'
import { findVisitor } from '../visitor.ts'

const ID = /^[1-9]\d{0,8}$/

/** The documents people may read. What the library does not show has no page here. */
export function documentRoutes(deps: WebDependencies): Hono {
  const routes = new Hono()
  routes.get('/van-ban', async (c) => {
    const visitor = await findVisitor(c, deps)
    return c.html(documentListPage(await deps.library.documents(), visitor?.commune?.slug ?? null))
  })
  routes.get('/van-ban/:id', async (c) => {
    const id = c.req.param('id')
    const document = ID.test(id) ? await deps.library.document(Number(id)) : null
    return document ? c.html(documentPage(document)) : c.notFound()
  })
  return routes
}
