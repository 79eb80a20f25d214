import { CommandError, parseCommandLine, UsageError } from '../command.ts'
import type { Doing, OfficeCommand } from './office-command.ts'
import { connectZalo, listZalo, nameTemplates } from './zalo-actions.ts'

const USAGE = `npm run channels -- <việc>
  connect zalo   [--commune SLUG]
  templates zalo --oa MÃ_OA ahead=SỐ due=SỐ late=SỐ digest=SỐ coordinator=SỐ login-code=SỐ
  list zalo`

const OPTIONS = { commune: { type: 'string' }, oa: { type: 'string' } } as const

/** What an office sets up once for each Official Account; a running assistant takes it up with the next message. */
export const channels: OfficeCommand = (args) => {
  const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE)
  const act = actionOf(positionals, values)
  return async (doing) => doing.say((await act(doing)).join('\n'))
}

type Act = (doing: Doing) => Promise<string[]>

function actionOf([action, provider, ...pairs]: string[], { commune, oa }: { commune?: string; oa?: string }): Act {
  if (provider === 'zalo' && action === 'connect')
    return ({ ask, ...doing }) => connectZalo({ ...doing, ask: asking(ask) }, commune)
  if (provider === 'zalo' && action === 'list') return listZalo
  if (provider === 'zalo' && action === 'templates' && oa && pairs.length > 0) {
    return (doing) => nameTemplates(doing, oa, pairs)
  }
  throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
}

/** The consent is a talk at the terminal, which a running assistant does not have. */
function asking(ask: Doing['ask']): NonNullable<Doing['ask']> {
  if (ask) return ask
  throw new CommandError({
    vi: 'Trợ lý đang chạy và giữ dữ liệu; dừng trợ lý, chạy lại lệnh kết nối này, rồi mở trợ lý lại.',
    en: 'The assistant is running and holds the data; stop it, run this command again, then start it.',
  })
}
