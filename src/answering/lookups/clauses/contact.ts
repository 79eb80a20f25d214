/** Contacts and penalties: told only where they stand, and never made up from what is near. */

import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { indexText, says } from '../../weighing/terms.ts'
import { sentencesOf } from '../../wording.ts'
import { deskFor, nothing } from './nothing.ts'
import { tell } from './telling.ts'

export function tellContact(inquiry: Inquiry, all: Ranked[], first: Ranked): Outcome {
  const holder = inquiry.wants.includes('contact') ? contactHolder(inquiry, all) : null
  if (!holder) return nothing(inquiry, first, null)
  return { kind: 'found', finding: tell(inquiry, [holder]), desk: deskFor(holder) }
}

export function tellBan(inquiry: Inquiry, all: Ranked[], first: Ranked): Outcome {
  const ban = all.slice(0, 3).find((each) => each.covered >= FORBIDDEN_SUPPORT && forbidsIt(inquiry, each))
  if (!ban) return nothing(inquiry, first, 'penalty')
  return { kind: 'found', finding: { ...tell(inquiry, [ban]), missing: 'penalty' }, desk: deskFor(ban) }
}

/** The sentence that forbids has a word of what is asked about: "cấm tảo hôn" is no word on a beating. */
function forbidsIt({ terms }: Inquiry, { entry }: Ranked): boolean {
  const telling = terms.words.filter((word) => !OF_PUNISHMENT.has(word))
  return sentencesOf(entry.passage.quote)
    .filter((sentence) => FORBIDS.test(sentence))
    .map((sentence) => indexText(sentence))
    .some((said) => telling.some((word) => says(said, word, terms)))
}

const OF_PUNISHMENT: ReadonlySet<string> = new Set(['phat', 'bi', 'muc', 'tien', 'xu', 'ly', 'ky', 'luat'])

/** What happens to who does it may be unsaid where that it is forbidden is said. */
const FORBIDS = /nghiêm cấm|không được|cấm |không cho phép/iu
const FORBIDDEN_SUPPORT = 0.33

const PHONE = /(?<!\d)(?:0\d{2,3}[ .-]?\d{3,4}[ .-]?\d{3,4}|1[89]00[ .]?\d{4,6})(?!\d)/u
const ACCOUNT = /tài khoản[^.;]{0,60}\d{6,}/iu
const ADDRESS = /https?:|www\.|@|\.vn\b/u
/** A page or account is found by its name. */
const NAMED_PAGE = /(?:zalo|facebook|fanpage|trang)[^.;]{0,30}[“"]/iu

/** The passage that has what was asked for: a number where a phone is wanted, a link or address otherwise. */
function contactHolder({ asked }: Inquiry, ranked: Ranked[]): Ranked | null {
  const form = / so tai khoan /.test(asked)
    ? ACCOUNT
    : / (?:so dien thoai|so dt|duong day nong|hotline|so zalo) /.test(asked)
      ? PHONE
      : / (?:zalo|facebook|fanpage) /.test(asked)
        ? NAMED_PAGE
        : ADDRESS
  const holder = ranked.slice(0, 20).find(({ entry }) => form.test(entry.passage.quote))
  return holder && holder.covered >= 0.4 ? holder : null
}
