/** Everything this flow says, and the words it listens for. */
import { dayOf, dayWords } from '../language/day-words.ts'
import { fold, squeeze } from '../language/text.ts'
import type { Case, CaseEvent, Draft, FeedbackKind, FeedbackState } from './case.ts'

export const SEND = 'Gửi'
export const CANCEL = 'Thôi, không gửi'
export const NO_PHOTO = 'Không có ảnh'
export const SAID_ABOVE = 'Đã nói ở trên'

const CALLED: Record<FeedbackKind, string> = { report: 'phản ánh', voter: 'ý kiến cử tri' }

/** Without marks and punctuation. */
export function plainWords(text: string): string {
  return squeeze(fold(text).replace(/[^\p{L}\p{N}/ ]+/gu, ' ')).trim()
}

const BEGINS: [FeedbackKind, RegExp][] = [
  [
    'voter',
    /^(?:(?:toi|em|minh|chau) )?(?:(?:muon|can|xin) )?(?:gui )?(?:y kien|kien nghi)(?: cua)? cu tri(?: len hdnd| den hdnd)?$/,
  ],
  [
    'report',
    /^(?:(?:toi|em|minh|chau) )?(?:(?:muon|can|xin) )?(?:gui )?(?:phan anh|kien nghi|gop y)(?: kien nghi)?(?: voi xa| len xa| den xa| cho xa)?$/,
  ],
]

/** The kind a whole message asks to send; null for any other. */
export function begins(text: string): FeedbackKind | null {
  const said = plainWords(text)
  return BEGINS.find(([, pattern]) => pattern.test(said))?.[0] ?? null
}

export function asksOwn(text: string): boolean {
  return /^(?:cac )?(?:phan anh|kien nghi|y kien)(?: kien nghi| cu tri)? (?:cua (?:toi|em|minh|chau)|da gui)$/.test(
    plainWords(text),
  )
}

export function cancels(text: string): boolean {
  return /^(?:thoi|thoi khong gui|huy|khong gui|khong gui nua|bo qua het|0|menu)$/.test(plainWords(text))
}

/** Going back to the assistant is more than stopping this: what was typed is answered too. */
export function leaves(text: string): boolean {
  return /^(?:0|menu)$/.test(plainWords(text)) || text.startsWith('/')
}

export function sends(text: string): boolean {
  return /^(?:gui|gui di|dong y|gui luon|ok|dung|dung roi)$/.test(plainWords(text))
}

/** Procedures of the law with forms and terms of their own. */
export function isComplaint(text: string): boolean {
  return /(?:^| )(?:khieu nai|to cao|khoi kien)(?: |$)/.test(plainWords(text))
}

export const WORDS = {
  inPrivate: 'Phản ánh, kiến nghị chỉ nhắn riêng cho trợ lý, không nhắn trong nhóm.',
  whichCommune: 'Anh/chị gửi tới xã, phường nào? Chọn xong, anh/chị nhắn lại: phản ánh.',
  cancelled: 'Trợ lý không gửi gì. Anh/chị cần hỏi gì?',
  complaint:
    'Khiếu nại, tố cáo là thủ tục riêng theo luật, trợ lý không nhận thay. Anh/chị nộp đơn hoặc trình bày tại nơi tiếp công dân của UBND xã. Trợ lý chưa gửi gì.',
  tooShort: 'Anh/chị ghi thêm vài chữ: việc gì, từ khi nào?',
  noneOfYours:
    'Anh/chị chưa gửi phản ánh, ý kiến nào qua trợ lý này. Phản ánh gửi trên Cổng Dịch vụ công quốc gia thì tra theo mã tại dichvucong.gov.vn. Muốn gửi qua trợ lý, anh/chị nhắn: phản ánh.',
  unknownCode: 'Không có phản ánh, ý kiến nào mang mã này. Anh/chị xem lại mã trong tin trợ lý đã nhắn.',
  tooManyCodes: 'Đã hỏi sai mã nhiều lần. Anh/chị vui lòng hỏi lại sau một giờ.',
  badPhoto:
    'Trợ lý không mở được tệp này. Anh/chị gửi một ảnh chụp (JPG hoặc PNG, dưới 8 MB), hoặc nhắn: không có ảnh.',
  onePhoto: 'Anh/chị gửi một ảnh, hoặc nhắn: không có ảnh.',
} as const

const WHAT: Record<FeedbackKind, string> = {
  report:
    'Anh/chị phản ánh việc gì, từ khi nào? Anh/chị ghi vài câu, không ghi số căn cước, số điện thoại. Việc đang nguy hiểm thì gọi ngay 113, 114 hoặc 115.',
  voter: 'Cử tri có ý kiến, kiến nghị gì với HĐND? Anh/chị ghi vài câu, không ghi số căn cước, số điện thoại.',
}

type Prompt = { text: string; choices: string[] }

/** What is asked at the step a draft stands at. */
export function promptFor(draft: Draft, desk: string | null): Prompt {
  switch (draft.step) {
    case 'what':
      return { text: `${WHAT[draft.kind]} Muốn thôi, anh/chị nhắn: thôi.`, choices: [] }
    case 'place':
      return {
        text:
          draft.kind === 'report'
            ? 'Ở chỗ nào? Anh/chị ghi thôn, tổ, tên đường hoặc nơi dễ thấy gần đó.'
            : 'Ý kiến của cử tri thôn, tổ dân phố nào?',
        choices: [SAID_ABOVE, CANCEL],
      }
    case 'photo':
      return {
        text: 'Có ảnh thì anh/chị gửi một ảnh vào đây. Ảnh không nên có mặt người, biển số xe, giấy tờ. Ảnh chỉ dùng để giải quyết việc này.',
        choices: [NO_PHOTO, CANCEL],
      }
    case 'confirm':
      return { text: summary(draft, desk), choices: [SEND, CANCEL] }
  }
}

function summary({ kind, what, place, hasPhoto }: Draft, desk: string | null): string {
  return [
    `Anh/chị xem lại ${CALLED[kind]} trước khi gửi:`,
    `Việc: ${what}`,
    ...(place ? [`Nơi: ${place}`] : []),
    ...(kind === 'report' ? [`Ảnh: ${hasPhoto ? 'có' : 'không'}`] : []),
    `Người xem: ${desk ?? (kind === 'report' ? 'cán bộ của xã' : 'Thường trực HĐND')}.`,
    `Bấm hoặc nhắn: ${SEND}.`,
  ].join('\n')
}

/** `desk` is null while nobody is linked to hear of it: said as it is. */
export function sent({ code, kind, dueOn }: Case, desk: string | null): string {
  return [
    `Đã gửi ${CALLED[kind]}. Mã: ${code}`,
    ...(desk === null ? [UNHEARD] : [`Đã chuyển ${desk}.`]),
    `Hạn trả lời do xã đặt: chậm nhất ${dayWords(dueOn)}.`,
    'Có kết quả, trợ lý nhắn anh/chị tại đây. Muốn hỏi đến đâu rồi, anh/chị nhắn mã trên.',
  ].join('\n')
}

const UNHEARD =
  'Hiện chưa có cán bộ nào nhận tin qua trợ lý; xã sẽ thấy khi mở trang quản trị. Việc gấp, anh/chị đến trụ sở UBND xã.'

const STATES: Record<FeedbackState, string> = {
  received: 'đã nhận, đang chờ giao việc',
  assigned: 'đã giao',
  working: 'đang giải quyết',
  answered: 'đã trả lời',
  declined: 'không thuộc thẩm quyền của xã',
  withdrawn: 'người gửi đã xóa dữ liệu',
}

export function stateWords(state: FeedbackState): string {
  return STATES[state]
}

/** What anybody who has the code may know: where it stands, not what it says. */
export function status(found: Case, replies: readonly CaseEvent[], isOwn: boolean): string {
  const { code, state, unit, dueOn, kind, what, receivedAt } = found
  const last = replies.findLast(({ reply }) => reply !== null)
  const isOpen = state === 'received' || state === 'assigned' || state === 'working'
  return [
    `${capital(CALLED[kind])} ${code}: ${STATES[state]}${unit && isOpen ? ` (${unit})` : ''}.`,
    ...(isOwn ? [`Việc: ${what}`] : []),
    `Gửi ${dayWords(dayOf(receivedAt))}.${isOpen ? ` Hạn trả lời do xã đặt: ${dayWords(dueOn)}.` : ''}`,
    // A reply may repeat what was written; it is said to the sender alone.
    ...(isOwn && last ? [`Trả lời: ${last.reply}`] : []),
  ].join('\n')
}

export function ownList(cases: readonly Case[]): string {
  return [
    'Anh/chị đã gửi:',
    ...cases.map(({ code, what, state }) => `– ${code} (${STATES[state]}): ${short(what)}`),
    'Muốn hỏi kỹ, anh/chị nhắn mã.',
  ].join('\n')
}

export function changed({ code, kind, state, unit }: Case, reply: string | null): string {
  const now = state === 'assigned' ? `đã giao ${unit ?? 'đơn vị phụ trách'}` : STATES[state]
  return [`${capital(CALLED[kind])} ${code}: ${now}.`, ...(reply ? [reply] : [])].join('\n')
}

export function forDesk({ code, kind, what, place, hasPhoto, dueOn, byDelegate }: Case): string {
  return [
    `${capital(CALLED[kind])} ${code}${byDelegate ? ' (đại biểu gửi)' : ''}:`,
    what,
    ...(place ? [`Nơi: ${place}`] : []),
    ...(hasPhoto ? ['Có ảnh kèm, xem trên trang quản trị.'] : []),
    `Hạn trả lời do xã đặt: chậm nhất ${dayWords(dueOn)}. Trả lời trên trang quản trị, mục ${kind === 'report' ? 'Phản ánh' : 'Ý kiến cử tri'}.`,
  ].join('\n')
}

export function dueSoon(cases: readonly Case[], today: string): string {
  const lines = cases.map(
    ({ code, what, dueOn }) => `– ${code}, ${dueOn < today ? 'quá hạn' : 'hạn'} ${dayWords(dueOn)}: ${short(what)}`,
  )
  return [`${cases.length} phản ánh, ý kiến sắp đến hoặc đã quá hạn trả lời:`, ...lines].join('\n')
}

function short(text: string): string {
  const characters = [...squeeze(text)]
  return characters.length <= 80 ? characters.join('') : `${characters.slice(0, 80).join('')}…`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
