import type { People } from '../../people/index.ts'
import { SHARED_COMMUNE_ID, type Store } from '../../store/index.ts'
import type { Action } from '../dependencies.ts'
import { communeChosen } from '../replies.ts'
import type { Reply } from '../rows.ts'
import { commandWords, matchCommune } from '../words.ts'
import { say, subjectOf } from './reply.ts'

const WORDS = new Set(['xa', 'chon xa', 'doi xa', 'chon phuong', 'doi phuong', 'chon xa phuong'])
/** With the one that goes on, as many as the shortest row of buttons takes. */
const PAGE = 7
const MORE = 'Xem tiếp'

type Commune = { slug: string; name: string }

/** `/xa`: which commune a citizen's questions are about, as a list to choose from. */
export function chooseCommuneAction({ store, people }: { store: Store; people: People }): Action {
  return async ({ account, text, about }) => {
    const offered = about && subjectOf(about.subject, 'commune')
    if (!offered && !WORDS.has(commandWords(text))) return null
    if (account.posts.length > 0) {
      return say(
        `Cuộc trò chuyện này gắn với chức danh ${account.posts[0]?.title} của ${account.commune?.name}. Muốn hỏi xã khác, anh/chị nêu tên xã trong câu hỏi.`,
      )
    }
    const communes = await listCommunes(store)
    if (!offered) return page(communes, 0)
    if (text === MORE) return page(communes, Number(offered.next) || 0)
    const [chosen] = matchCommune(text, communes)
    if (!chosen) return null
    const outcome = await people.choose(account.id, { commune: chosen.slug, role: 'citizen', unit: null })
    return outcome === 'chosen' ? say(communeChosen(chosen.name)) : page(communes, 0)
  }
}

function page(communes: Commune[], from: number): Reply {
  if (communes.length === 0) return say('Trợ lý chưa có văn bản của xã, phường nào.')
  const shown = communes.slice(from, from + PAGE)
  const isMore = communes.length > from + PAGE
  const names = shown.map(({ name }) => name)
  const lines = names.map((name, at) => `${at + 1}. ${name}`)
  const hint = isMore ? `Bấm số, hoặc gõ tên xã, phường; ${PAGE + 1} để xem tiếp.` : 'Bấm số, hoặc gõ tên xã, phường.'
  return say(['Anh/chị hỏi về xã, phường nào?', ...lines, hint].join('\n'), {
    choices: isMore ? [...names, MORE] : names,
    subject: { of: 'commune', next: from + PAGE },
  })
}

function listCommunes(store: Store): Promise<Commune[]> {
  return store.db.commune.findMany({
    where: { id: { not: SHARED_COMMUNE_ID }, documents: { some: { status: 'active' } } },
    select: { slug: true, name: true },
    orderBy: { name: 'asc' },
  })
}
