import { Hono } from 'hono'
import { barChart } from '../../figures/index.ts'
import type { WebDependencies } from '../dependencies.ts'
import { publicFiguresPage } from '../pages/figures.ts'

const WORDS_MAX_CHARS = 100

/** Of communes whose office switched its page on; the others have none. */
export function figureRoutes({ figures }: WebDependencies): Hono {
  const routes = new Hono()
  routes.get('/so-lieu/:slug', async (c) => {
    const slug = c.req.param('slug')
    const words = (c.req.query('tim') ?? '').slice(0, WORDS_MAX_CHARS)
    const found = await figures.of(slug)
    const papers = found && (await figures.papers(slug, words))
    if (!found || !papers) return c.notFound()
    const { days } = found.usage
    const chart = await barChart({
      labels: days.map(({ day }) => `${day.slice(8)}/${day.slice(5, 7)}`),
      series: [
        {
          name: 'Câu hỏi',
          values: days.map(({ counts }) => Object.values(counts).reduce((total, each) => total + each, 0)),
        },
      ],
    })
    return c.html(publicFiguresPage({ figures: found, chart, papers, words }))
  })
  routes.get('/so-lieu/:slug/loa.txt', async (c) => {
    const found = await figures.of(c.req.param('slug'))
    return found ? c.text(found.loudspeaker) : c.notFound()
  })
  return routes
}
