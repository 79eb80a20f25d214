/** The first stages: what must not be answered, and what needs no document of the commune. */
import { maskPersonalData } from '../../language/personal-data.ts'
import { clean } from '../../language/text.ts'
import { findCurated } from '../curated.ts'
import { findDesk } from '../desk.ts'
import { readLanguage } from '../english/detect.ts'
import { translateQuestion } from '../english/translate.ts'
import { findFeedback } from '../feedback.ts'
import type { Step } from '../flow.ts'
import { findDanger } from '../guard.ts'
import { asksForOfficer, findMenu } from '../menu.ts'
import { readEitherOr } from '../question/either-or.ts'
import { makeWhole } from '../question/follow-up.ts'
import { openShelf, type Shelf } from '../shelf/shelf.ts'
import { findSmallTalk } from '../small-talk.ts'
import type { Said, Turn } from '../turn.ts'
import { plain } from '../typed/plain.ts'
import type { Asked, Sources } from './sources.ts'

/** Longest question read; the rest of a longer one is left out. */
const MAX_QUESTION_CHARS = 4_000

/** From here on identifiers are masked and English is read in the papers' words. */
export function guardInput(turn: Turn): Step<Asked> {
  const said = clean(turn.question).slice(0, MAX_QUESTION_CHARS)
  const danger = findDanger(said, plain(said))
  if (danger?.kind === 'emergency') return { stop: danger }
  if (danger) return { stop: { ...danger, desk: null } }
  const question = maskPersonalData(said).text
  const language = readLanguage(question)
  if (language === 'other') return { stop: { kind: 'small_talk', of: 'other_language' } }
  const whole = makeWhole(inVietnamese(question), turn.history.map(readEarlier))
  return { go: { turn: { ...turn, question }, whole: { ...whole, language } } }
}

function inVietnamese(text: string): string {
  return readLanguage(text) === 'en' ? translateQuestion(text) : text
}

function readEarlier({ role, content }: Said): Said {
  return { role, content: role === 'user' ? inVietnamese(content) : content }
}

/** A digit's screen, or an officer: the whole message asks for nothing else. */
export async function showMenu(asked: Asked, sources: Sources): Promise<Step<Asked>> {
  const { turn } = asked
  if (asksForOfficer(turn.question)) {
    const [shelf] = await ownShelf(turn, sources)
    const local = await sources.guides?.answer({ ...turn, question: 'địa chỉ, số điện thoại ủy ban xã', history: [] })
    const isTold = local?.status === 'answered' && local.citations.length === 0
    const facts = isTold ? local.text.split('\n').filter(isFact) : []
    return { stop: { kind: 'officer', desk: shelf ? findDesk(shelf) : null, facts } }
  }
  const guides = sources.guides?.list() ?? []
  const menu = findMenu(turn.question, { asker: turn.asker, guides, units: await leadingUnits(turn, sources) })
  return menu ? { stop: { kind: 'menu', menu } } : { go: asked }
}

function isFact(line: string): boolean {
  return !line.startsWith('Nguồn:')
}

async function ownShelf(turn: Turn, { register }: Sources): Promise<Shelf[]> {
  const own = turn.commune === null ? null : await register.of(turn.commune)
  return own ? [openShelf(own, turn.asker !== 'citizen')] : []
}

async function leadingUnits(turn: Turn, sources: Sources): Promise<string[]> {
  const [shelf] = await ownShelf(turn, sources)
  if (!shelf) return []
  const leads = new Set(shelf.duties.flatMap(({ lead }) => lead))
  return shelf.register.units
    .filter(({ name, aliases }) => [name, ...aliases].some((each) => leads.has(each)))
    .map(({ name }) => name)
}

/** What the office wrote for this very question comes before whatever would be found for it. */
export async function tellCurated(asked: Asked, { curated, register }: Sources): Promise<Step<Asked>> {
  const { turn, whole } = asked
  if (!curated || turn.commune === null || whole.page > 0 || whole.language === 'en') return { go: asked }
  const answers = await curated(turn.commune, turn.today)
  if (answers.length === 0) return { go: asked }
  const name = (await register.communes()).find(({ slug }) => slug === turn.commune)?.name ?? null
  const answer = findCurated(whole.said, { asker: turn.asker, communeName: name }, answers)
  return answer ? { stop: { kind: 'curated', answer } } : { go: asked }
}

/**
 * How to get a service done, where that is surely asked, and the next step of the guide told last. Plans name every service
 * without telling how, so that their nearness says nothing here; what is not sure waits until they have been asked, and so
 * does a choice between two ways, which a plan may have settled.
 */
export async function tellService(asked: Asked, { guides }: Sources): Promise<Step<Asked>> {
  const { turn, whole } = asked
  // What became of a report is known to no guide.
  if (findFeedback(whole.asked) === 'status') return { stop: { kind: 'feedback', of: 'status' } }
  const question = whole.language === 'en' ? whole.said : turn.question
  const answered = (await guides?.answer({ ...turn, question, language: whole.language })) ?? null
  if (answered?.certainty !== 'sure') return { go: asked }
  return readEitherOr(whole.asked)
    ? { go: { ...asked, held: answered } }
    : { stop: { kind: 'guided', answer: answered } }
}

export function endSmallTalk(asked: Asked): Step<Asked> {
  const { turn, whole } = asked
  const talk = findSmallTalk(whole.language === 'en' ? plain(turn.question) : whole.asked)
  if (talk && (whole.context === null || talk !== 'acknowledgement')) return { stop: { kind: 'small_talk', of: talk } }
  return { go: asked }
}
