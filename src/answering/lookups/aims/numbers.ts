/** A number the asker remembers without its aim: every aim with that number is told. */
import type { RegisteredTarget } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { tellPage } from '../../paging.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { cite } from '../../shelf/shelf.ts'
import { neat, sentence } from '../../wording.ts'

const REMEMBERED = /(\d+(?:[.,]\d+)?)\s?%/g
const ASKS_WHAT_IT_IS =
  / (?:lam gi|la gi|la cai gi|ve (?:cai )?gi|cho (?:cai )?gi|la (?:chi tieu|muc tieu) (?:gi|nao)|cua cai gi|chi tieu nao|muc tieu nao|gi co|nghia la gi|la sao|noi ve) /
const PAGE = { maxChars: 1_250, maxItems: 6 }

export function lookUpNumbers(inquiry: Inquiry): Outcome | null {
  const { asked, whole, shelves, terms } = inquiry
  const [shelf] = shelves
  const values = [...whole.said.matchAll(REMEMBERED)].map(([, digits]) => Number((digits ?? '').replace(',', '.')))
  if (!shelf || shelves.length !== 1 || values.length === 0 || !ASKS_WHAT_IT_IS.test(asked) || terms.words.length > 6)
    return null
  const targets = unique(
    shelf.targets.filter(({ value, unit }) => value !== null && values.includes(value) && unit === '%'),
  )
  if (targets.length === 0) return null
  const [number] = values
  const head = targets.length === 1 ? [] : [`Văn bản có ${targets.length} chỉ tiêu ${number}%:`]
  const items = targets.map((target) => ({
    text: `${targets.length > 1 ? '- ' : ''}${sentence(sayTarget(target))}`,
    citation: cite(shelf, target),
  }))
  const finding = tellPage({ head, items, things: 'chỉ tiêu' }, { ...PAGE, page: whole.page })
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function unique(targets: RegisteredTarget[]): RegisteredTarget[] {
  return targets.filter((target, index) => targets.findIndex(({ quote }) => quote === target.quote) === index)
}

/** The aim in the document's words, its phase first. */
export function sayTarget({ quote, phase }: Pick<RegisteredTarget, 'quote' | 'phase'>): string {
  const said = neat(quote)
  return phase ? `${neat(phase).replace(/:$/, '')}: ${said}` : said
}
