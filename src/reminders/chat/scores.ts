/** The scoreboard when somebody asks for it: the running month and the one before. */
import { loadScores } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import { scoreText } from '../score-words.ts'
import type { ChatReply, Turn } from './asked.ts'

const LEADERS = new Set(['chair', 'vice_chair', 'coordinator'])

/** For leaders and the coordinator; those of the People's Council of its bodies alone. Null for everybody else. */
export async function tellScores({ parts, asked, day }: Turn): Promise<ChatReply | null> {
  const { commune, posts } = asked.account
  const own = posts.filter(({ role }) => LEADERS.has(role))
  if (!commune || own.length === 0) return null
  const isCouncils = own.every(({ title, role }) => role !== 'coordinator' && /HĐND|Hội đồng nhân dân/iu.test(title))
  const isAll = own.some(({ role }) => role === 'coordinator')
  const month = Temporal.PlainDate.from(day).toPlainYearMonth()
  const texts: string[] = []
  for (const each of [month.subtract({ months: 1 }), month]) {
    const from = each.toPlainDate({ day: 1 })
    const span = { from: from.toString(), to: from.with({ day: each.daysInMonth }).toString(), today: day }
    const scores = (await loadScores(parts.store, { communeId: commune.id, ...span })).filter(
      ({ bodyName }) => isAll || (bodyOf(bodyName).kind === 'council') === isCouncils,
    )
    const period = `tháng ${each.month}/${each.year}`
    texts.push(
      scoreText(scores, { period, office: commune.name }) ??
        `Tháng ${each.month}/${each.year} không có việc nào đến hạn.`,
    )
  }
  return { text: texts.join('\n\n') }
}
