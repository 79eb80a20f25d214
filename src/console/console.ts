import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { protections, requestSpan } from '../web/index.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { type ConsoleEnv, requireFactor, requireOperator } from './guard.ts'
import { faultPage, missingPage } from './pages/fault.ts'
import { CONSOLE_PATH } from './paths.ts'
import { accountRoutes } from './routes/account.ts'
import { broadcastRoutes } from './routes/broadcasts.ts'
import { calendarLinkRoutes } from './routes/calendar-links.ts'
import { caseRoutes } from './routes/cases.ts'
import { councilRoutes } from './routes/council.ts'
import { curatedRoutes } from './routes/curated.ts'
import { documentRoutes } from './routes/documents.ts'
import { doorRoutes } from './routes/doors.ts'
import { dutyRoutes } from './routes/duties.ts'
import { dutyActRoutes } from './routes/duty-acts.ts'
import { factorRoutes } from './routes/factor.ts'
import { figureRoutes } from './routes/figures.ts'
import { intakeRoutes } from './routes/intake.ts'
import { officeDateRoutes } from './routes/office-dates.ts'
import { peopleRoutes } from './routes/people.ts'
import { questionRoutes } from './routes/questions.ts'
import { reminderRoutes } from './routes/reminders.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { settingsRoutes } from './routes/settings.ts'
import { settingsDataRoutes } from './routes/settings-data.ts'
import { settingsOfficeRoutes } from './routes/settings-office.ts'
import { settingsSignInRoutes } from './routes/settings-sign-in.ts'
import { ticketRoutes } from './routes/tickets.ts'
import { todayRoutes } from './routes/today.ts'

export { CONSOLE_PATH } from './paths.ts'

const MIB = 2 ** 20
const UPLOADS = {
  [`${CONSOLE_PATH}/nhiem-vu/doc-so`]: 10 * MIB,
  [`${CONSOLE_PATH}/van-ban/tep`]: 60 * MIB,
}

/** The office's pages as an application of its own, with the same protections as the public ones. */
export function createConsole(deps: ConsoleDependencies): Hono {
  const console = new Hono<ConsoleEnv>().basePath(CONSOLE_PATH)
  console.use(requestSpan)
  console.use(compress())
  console.use(...protections(deps.settings, UPLOADS))
  console.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  console.route('/', doorRoutes(deps))
  console.use(requireOperator(deps))
  console.route('/', factorRoutes(deps))
  console.use(requireFactor(deps))
  console.route('/', todayRoutes(deps))
  console.route('/', dutyRoutes(deps))
  console.route('/', officeDateRoutes(deps))
  console.route('/', dutyActRoutes(deps))
  console.route('/', reminderRoutes(deps))
  console.route('/', intakeRoutes(deps))
  console.route('/', documentRoutes(deps))
  console.route('/', peopleRoutes(deps))
  console.route('/', calendarLinkRoutes(deps))
  console.route('/', broadcastRoutes(deps))
  console.route('/', caseRoutes(deps))
  console.route('/', councilRoutes(deps))
  console.route('/', accountRoutes(deps))
  console.route('/', sessionRoutes(deps))
  console.route('/', questionRoutes(deps))
  console.route('/', curatedRoutes(deps))
  console.route('/', ticketRoutes(deps))
  console.route('/', figureRoutes(deps))
  console.route('/', settingsRoutes(deps))
  console.route('/', settingsDataRoutes(deps))
  console.route('/', settingsOfficeRoutes(deps))
  console.route('/', settingsSignInRoutes(deps))
  console.notFound((c) => c.html(missingPage(), 404))
  console.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return error.getResponse()
    deps.logFault(`${c.req.method} ${c.req.routePath}`, error)
    return c.html(faultPage(), 500)
  })
  return console as unknown as Hono
}
