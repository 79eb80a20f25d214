/** The Vietnamese words of every outcome. A new outcome without its reply does not compile. */

import type { Emergency } from './emergencies.ts'
import { ENGLISH_REPLIES } from './english/replies.ts'
import type { Refusal } from './guard.ts'
import type { Elsewhere } from './out-of-scope.ts'
import type { Missing, Outcome } from './outcome.ts'
import type { Hearer, Replies, Reply } from './reply.ts'
import type { SmallTalk } from './small-talk.ts'
import { sayDate } from './wording.ts'

const REPLIES: Replies = {
  found: ({ finding, desk }, { you }) => {
    const gap = finding.missing ? sayGap(finding.missing, desk, you) : null
    const lines = gap ? (gap.first ? [gap.text, ...finding.lines] : [...finding.lines, gap.text]) : finding.lines
    return {
      status: gap ? 'answered_partly' : 'answered',
      text: [...lines, finding.next ?? ''].filter(Boolean).join('\n'),
      ...(finding.left ? { choices: ['Xem tiếp'] } : {}),
    }
  },
  not_in_documents: ({ desk, nearest, missing, reason, isPerhaps }, { you, communeName }) => {
    const none = missing ? NOT_SAID[missing] : NOT_SAID.rest
    const said = reason ?? (nearest ? `${none.replace(/\.$/, '')}; đoạn gần nhất:` : none)
    const ask = `${you} vui lòng hỏi ${desk ?? 'UBND xã'}${desk && /UBND|Trung tâm/u.test(desk) ? '' : ` hoặc Trung tâm Phục vụ hành chính công ${kindOf(communeName)}`}.`
    if (nearest && isPerhaps) {
      const doubt = `Đoạn gần nhất trong văn bản, có thể chưa đúng điều ${you} hỏi:`
      return { status: 'answered_partly', text: [doubt, ...nearest.lines, `Cần chắc chắn, ${ask}`].join('\n') }
    }
    return { status: 'unanswerable', text: [said, ...(nearest?.lines ?? []), capital(ask)].join('\n') }
  },
  which_commune: ({ communes }, { you }) => ({
    status: 'clarify',
    text: `${capital(you)} hỏi về xã, phường nào ạ? Mỗi nơi có văn bản riêng: ${communes.join(', ')}.`,
    choices: communes,
  }),
  no_documents: (_, { you }) => ({
    status: 'unanswerable',
    text: `Trợ lý chưa có văn bản nào của địa phương này để trả lời. ${capital(you)} vui lòng hỏi trực tiếp UBND xã, phường nơi cư trú.`,
  }),
  guided: ({ answer: { status, text, choices } }) => ({ status, text, ...(choices ? { choices } : {}) }),
  curated: ({ answer: { text, source, unit, approvedOn } }) => ({
    status: 'answered',
    text: [
      text,
      `Căn cứ: ${source.trim().replace(/[.\s]+$/u, '')}.`,
      `${unit ?? 'Cơ quan'} trả lời, cập nhật ngày ${sayDate(approvedOn)}.`,
    ].join('\n'),
  }),
  menu: ({ menu }) => ({ status: 'chat', text: menu.lines.join('\n'), choices: menu.choices }),
  officer: ({ desk, facts }, { you, communeName }) => ({
    status: 'redirected',
    text: [
      `${capital(you)} gặp ${desk ?? `UBND ${communeName ?? 'xã, phường'}`}${desk && /Trung tâm/u.test(desk) ? '' : ` hoặc Trung tâm Phục vụ hành chính công ${communeName ?? 'xã'}`}.`,
      ...facts,
    ].join('\n'),
    choices: [TO_THE_TOP],
  }),
  feedback: ({ of }, { you }) => ({
    status: 'redirected',
    text:
      of === 'status'
        ? `Trợ lý chưa tra được tình trạng phản ánh. ${capital(you)} tra theo mã đã nhận trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn), hoặc bấm 9 để hỏi cán bộ.`
        : `${capital(you)} bấm 9 để chuyển phản ánh tới cán bộ (ghi rõ việc gì, ở đâu, khi nào), gửi trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc nộp tại nơi tiếp công dân của UBND xã.`,
    choices: [TO_AN_OFFICER, TO_THE_TOP],
  }),
  emergency: ({ of }) => ({ status: 'redirected', text: EMERGENCY[of] }),
  refused: ({ because, desk }, { you }) => ({ status: 'refused', text: REFUSED[because](you, desk ?? 'UBND xã') }),
  elsewhere: ({ topic }, { you }) => ({
    status: 'redirected',
    text: `Việc này không thuộc phạm vi của trợ lý xã (trợ lý chỉ trả lời theo kế hoạch, nghị quyết của xã). ${capital(you)} vui lòng ${ELSEWHERE[topic]}.`,
  }),
  small_talk: ({ of }, hearer) => ({ status: 'chat', text: SMALL_TALK[of](hearer) }),
}

/** "phường" of "phường An Lộc". */
function kindOf(communeName: string | null): string {
  return /^(?:phường|đặc khu)/iu.exec(communeName ?? '')?.[0].toLowerCase() ?? 'xã'
}

/** The reply of an outcome, without its citation block. */
export function reply(outcome: Outcome, hearer: Hearer): Reply {
  // The table is total over the union; the compiler cannot follow one key through both.
  const replies = hearer.language === 'en' ? ENGLISH_REPLIES : REPLIES
  const say = replies[outcome.kind] as (outcome: Outcome, hearer: Hearer) => Reply
  return say(outcome, hearer)
}

const TO_AN_OFFICER = 'Gặp cán bộ'
const TO_THE_TOP = 'Mục chính'

const NOT_SAID: Record<Missing, string> = {
  date: 'Văn bản không quy định ngày cụ thể cho việc này.',
  amount: 'Văn bản không nêu số tiền của việc này.',
  status: 'Văn bản không có số liệu hiện trạng.',
  yearly_split: 'Văn bản không chia theo từng năm.',
  number: 'Văn bản để trống số.',
  penalty: 'Văn bản không quy định mức phạt hay xử lý cho việc này.',
  name: 'Văn bản không nêu tên người giữ chức vụ này.',
  rest: 'Văn bản không có thông tin này.',
}

/** Whether the gap is told before the answer, because the answer alone would mislead. */
function sayGap(missing: Missing, desk: string | null, you: string): { first: boolean; text: string } {
  const ask = desk ? ` ${capital(you)} vui lòng hỏi thêm ${desk}.` : ''
  const gaps: Record<Missing, { first: boolean; text: string }> = {
    date: { first: false, text: `Văn bản không ghi ngày cụ thể.${ask}` },
    amount: { first: true, text: `Văn bản không nêu số tiền.${ask}` },
    status: { first: true, text: `Văn bản không có số liệu đã đạt được, chỉ nêu mục tiêu:` },
    yearly_split: { first: false, text: `Văn bản chỉ nêu tổng số, không chia theo từng năm.${ask}` },
    number: { first: false, text: ask.trim() },
    penalty: { first: true, text: `Văn bản không ghi mức phạt hay cách xử lý việc này; nội dung gần nhất:` },
    name: { first: false, text: `Văn bản không nêu tên cụ thể.${ask}` },
    rest: { first: false, text: `Văn bản không nêu phần còn lại của câu hỏi.${ask}` },
  }
  return gaps[missing]
}

const EMERGENCY: Record<Emergency, string> = {
  fire: 'Gọi ngay 114 (cháy, cứu nạn). Ra khỏi nơi cháy, báo người xung quanh; có người bị thương gọi 115.',
  medical: 'Gọi ngay 115 (cấp cứu y tế). Giữ người bệnh ở nơi an toàn, không rời máy; ở gần trạm y tế xã thì báo trạm.',
  crime: 'Gọi ngay 113 (Công an). Đến nơi an toàn, rồi báo Công an xã.',
  child: 'Gọi ngay 111 (bảo vệ trẻ em, miễn phí, cả ngày đêm); đang nguy hiểm gọi 113.',
  scam: 'Gọi ngay ngân hàng để khóa giao dịch và gọi 113 hoặc Công an xã. Không chuyển thêm tiền, không đọc mã OTP, giữ lại tin nhắn và số máy. Báo cuộc gọi lừa đảo: 156.',
  disaster: 'Gọi ngay 112 (thiên tai, tìm kiếm cứu nạn) hoặc 114. Lên nơi cao, an toàn và báo UBND xã.',
}

const REFUSED: Record<Refusal, (you: string, desk: string) => string> = {
  injection: () =>
    'Trợ lý không làm theo yêu cầu này. Trợ lý chỉ trả lời theo văn bản của xã và không đổi cách làm việc theo tin nhắn.',
  data_change: (you, desk) =>
    `Trợ lý không sửa số liệu hay văn bản theo tin nhắn; nội dung vẫn theo văn bản đã ban hành. Nếu thấy sai, ${you} vui lòng báo ${desk}.`,
  harm: () => 'Trợ lý không giúp việc này: làm giả, xâm nhập hay lách quy định là vi phạm pháp luật.',
  defamation: (you) =>
    `Trợ lý không viết nội dung nói xấu, vu khống người khác. Nếu có phản ánh, kiến nghị, ${you} vui lòng gửi UBND xã hoặc Cổng Dịch vụ công quốc gia.`,
  guessing: () =>
    'Trợ lý không đoán và không trả lời khi thiếu căn cứ. Điều văn bản không nêu, trợ lý nói là không nêu.',
  personal_data: (you) =>
    `Trợ lý không cung cấp thông tin cá nhân của người khác. Việc của chính ${you} hoặc gia đình, ${you} vui lòng hỏi trực tiếp bộ phận phụ trách tại UBND xã (hồ sơ sức khỏe: Trạm Y tế).`,
  one_time_code: (you) =>
    `${capital(you)} không gửi mã OTP cho bất kỳ ai, kể cả cán bộ hay trợ lý. Trợ lý không lưu mã này và không làm thay được; ${you} hãy tự xóa tin nhắn vừa gửi.`,
}

const ELSEWHERE: Record<Elsewhere, string> = {
  market_price: 'xem tại cửa hàng, ngân hàng hoặc trang báo chính thống',
  weather: 'xem Trung tâm Dự báo khí tượng thủy văn quốc gia hoặc đài truyền hình',
  driving: 'hỏi Công an xã hoặc nộp trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn)',
  homework: 'hỏi thầy cô giáo hoặc nhà trường',
  entertainment: 'tìm trên báo, đài chính thống',
  finance: 'hỏi ngân hàng hoặc tổ chức tín dụng được cấp phép',
  health_advice: 'đến Trạm Y tế xã hoặc gọi 115 khi nguy cấp',
  private_life: 'hỏi người thân hoặc tổ chức hội, đoàn thể gần nhất',
  travel: 'hỏi nhà xe, hãng vận tải hoặc nơi cung cấp dịch vụ',
  programming: 'hỏi người có chuyên môn về công nghệ thông tin',
  news: 'xem báo, đài chính thống',
  utilities: 'gọi tổng đài của đơn vị cung cấp dịch vụ ghi trên hóa đơn',
  legal_case: 'hỏi luật sư, Trung tâm trợ giúp pháp lý nhà nước hoặc Tòa án',
  cooking: 'tìm ở nguồn phù hợp hơn',
  shopping: 'hỏi trung tâm dịch vụ việc làm hoặc nơi bán',
}

const CAN_ASK =
  'VNeID, giấy tờ hộ tịch, cư trú, trợ cấp, dịch vụ công; và chỉ tiêu, nhiệm vụ, thời hạn, đơn vị phụ trách trong kế hoạch, nghị quyết của xã'

const SMALL_TALK: Record<SmallTalk, (hearer: Hearer) => string> = {
  greeting: ({ you, communeName }) =>
    `Chào ${you}. Đây là trợ lý tự động của ${communeName ? `UBND ${communeName}` : 'UBND xã, phường'}, không phải cán bộ. ${capital(you)} hỏi được về ${CAN_ASK}. Bấm 0 để xem các mục. ${capital(you)} cần hỏi gì ạ?`,
  thanks: ({ you }) => `Dạ, không có gì. ${capital(you)} cần thêm thông tin cứ nhắn trợ lý.`,
  complaint: ({ you }) =>
    `Trợ lý xin lỗi vì đã trả lời chưa đúng ý. ${capital(you)} nói rõ thêm việc cần hỏi, hoặc bấm 9 để gặp cán bộ.`,
  goodbye: ({ you }) => `Tạm biệt ${you}. Khi cần, ${you} cứ nhắn trợ lý.`,
  who_are_you: ({ communeName }) =>
    `Đây là trợ lý tự động của ${communeName ? `UBND ${communeName}` : 'UBND xã, phường'}, không phải cán bộ; câu trả lời dẫn theo văn bản và có thể sai. Bấm 9 để gặp cán bộ.`,
  what_can_you_do: ({ you }) =>
    `Trợ lý trả lời về ${CAN_ASK}, kèm căn cứ. ${capital(you)} cứ hỏi bằng lời thường, không dấu cũng được.`,
  acknowledgement: ({ you }) => `Dạ. ${capital(you)} cần hỏi thêm gì cứ nhắn trợ lý.`,
  empty: ({ you }) =>
    `${capital(you)} vui lòng gõ câu hỏi bằng chữ (không dấu cũng được), ví dụ: "hạn báo cáo năm là ngày nào".`,
  nothing_more: ({ you }) => `Đã hết. ${capital(you)} cần hỏi thêm gì cứ nhắn trợ lý.`,
  other_language: () =>
    'Trợ lý chỉ đọc được tiếng Việt và tiếng Anh. This assistant reads Vietnamese and English only; please ask in one of them, or type 9 to reach an officer.',
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
