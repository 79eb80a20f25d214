import type { ConsentPurpose, People } from '../../people/index.ts'
import type { Action } from '../dependencies.ts'
import { commandWords } from '../words.ts'
import { say, subjectOf } from './reply.ts'

export const AGREE = 'Đồng ý'
/** Asks to be told once the office has an answer. */
export const TELL_ME_LATER = 'Báo lại cho tôi'
const DECLINE = 'Không đồng ý'

/** Goes up with every change of the words below: what was agreed to is known by it. */
const VERSION = '2026-11-29'

type Terms = { what: string; asks: RegExp; stops: RegExp }

/** The course asks for its own consent, with its own words: src/lessons. */
type Asked = Exclude<ConsentPurpose, 'lessons'>

const TERMS: Record<Asked, Terms> = {
  broadcasts: {
    what: 'gửi thông báo chung của xã (lịch họp, cảnh báo, thông báo khẩn)',
    asks: /^(?:dang ky|nhan|dang ky nhan|toi muon nhan) (?:thong bao|tin cua xa|tin)$/,
    stops: /^(?:dung|thoi|huy|ngung)(?: nhan)? (?:thong bao|tin cua xa|tin)$/,
  },
  answers_later: {
    what: 'báo lại khi cơ quan có câu trả lời cho câu hỏi trợ lý chưa trả lời được',
    asks: /^(?:bao lai cho toi|bao lai toi|bao lai sau)$/,
    stops: /^(?:khong can bao lai|dung bao lai)$/,
  },
}

const PURPOSES = Object.keys(TERMS) as Asked[]

/** What a purpose is called to the person who agreed to it: nobody reads our own names for it. */
export function purposeInWords(purpose: string): string {
  const asked = PURPOSES.find((each) => each === purpose)
  return asked ? TERMS[asked].what : 'gửi bài học kỹ năng số'
}

/** What a person agrees to be sent, asked for in so many words; silence and every other word is a no. */
export function consentAction({ people }: { people: People }): Action {
  return async ({ account, text, about, message }) => {
    const said = commandWords(text)
    const offered = about && subjectOf(about.subject, 'consent')
    if (offered) {
      const purpose = PURPOSES.find((each) => each === offered.purpose)
      if (!purpose) return null
      if (text !== AGREE) return say('Anh/chị không đồng ý; trợ lý không gửi gì. Cần hỏi gì, anh/chị cứ nhắn.')
      await people.consents.give(account.id, purpose, String(offered.version))
      return say(`Cảm ơn anh/chị. Trợ lý sẽ ${TERMS[purpose].what}. Muốn thôi, anh/chị nhắn: ${stopWords(purpose)}.`)
    }
    const stopped = PURPOSES.find((each) => TERMS[each].stops.test(said))
    if (stopped) {
      const isEnded = await people.consents.withdraw(account.id, stopped)
      return say(
        isEnded
          ? `Đã dừng. Trợ lý không ${TERMS[stopped].what} nữa.`
          : 'Anh/chị chưa đăng ký mục này; không có gì thay đổi.',
      )
    }
    const asked = PURPOSES.find((each) => TERMS[each].asks.test(said))
    if (!asked || message.isGroup) return null
    return say(termsOf(asked, account.commune?.name ?? null), {
      choices: [AGREE, DECLINE],
      subject: { of: 'consent', purpose: asked, version: VERSION },
    })
  }
}

function termsOf(purpose: Asked, commune: string | null): string {
  return [
    `Anh/chị có đồng ý để ${commune ? `UBND ${commune}` : 'UBND xã'} ${TERMS[purpose].what} qua cuộc trò chuyện này không?`,
    `Chỉ dùng địa chỉ cuộc trò chuyện này, không dùng vào việc khác; dừng lúc nào cũng được bằng cách nhắn: ${stopWords(purpose)}.`,
  ].join('\n')
}

const STOP_WORDS: Record<Asked, string> = {
  broadcasts: 'DỪNG THÔNG BÁO',
  answers_later: 'KHÔNG CẦN BÁO LẠI',
}

function stopWords(purpose: Asked): string {
  return STOP_WORDS[purpose]
}
