/** The English of every outcome: the frame is English, what is quoted stays Vietnamese. */
import type { Emergency } from '../emergencies.ts'
import type { Refusal } from '../guard.ts'
import type { Missing } from '../outcome.ts'
import type { Replies } from '../reply.ts'
import type { SmallTalk } from '../small-talk.ts'

export const ENGLISH_REPLIES: Replies = {
  found: ({ finding, desk }) => {
    const gap = finding.missing ? GAPS[finding.missing] : ''
    const ask = gap && desk ? ` Please ask: ${desk}.` : ''
    return {
      status: gap ? 'answered_partly' : 'answered',
      text: ['The documents say (in Vietnamese):', ...finding.lines, `${gap}${ask}`].filter(Boolean).join('\n'),
      ...(finding.left ? { choices: ['Xem tiếp'] } : {}),
    }
  },
  not_in_documents: ({ desk, nearest, missing, isPerhaps }) => ({
    status: nearest && isPerhaps ? 'answered_partly' : 'unanswerable',
    text: [
      nearest && isPerhaps ? 'This may not be what you ask for.' : missing ? GAPS[missing] : GAPS.rest,
      ...(nearest ? ['The nearest the documents say (in Vietnamese):', ...nearest.lines] : []),
      `Please ask: ${desk ?? 'UBND xã'}.`,
    ].join('\n'),
  }),
  which_commune: ({ communes }) => ({
    status: 'clarify',
    text: `Which commune or ward do you ask about? Each has documents of its own: ${communes.join(', ')}.`,
    choices: communes,
  }),
  no_documents: () => ({
    status: 'unanswerable',
    text: 'This assistant has no documents of that place yet. Please ask the office (UBND) of the commune or ward you live in.',
  }),
  guided: ({ answer: { status, text, choices } }) => ({
    status,
    text: /^[\x20-\x7e’“”–]{40}/.test(text) ? text : `The guide is in Vietnamese:\n${text}`,
    ...(choices ? { choices } : {}),
  }),
  curated: ({ answer: { text, source } }) => ({
    status: 'answered',
    text: `The office answers (in Vietnamese):\n${text}\nCăn cứ: ${source}`,
  }),
  menu: ({ menu }) => ({ status: 'chat', text: menu.lines.join('\n'), choices: menu.choices }),
  officer: ({ desk, facts }) => ({
    status: 'redirected',
    text: [`To meet an officer, please go to: ${desk}.`, ...facts].join('\n'),
    choices: ['Mục chính'],
  }),
  feedback: ({ of }) => ({
    status: 'redirected',
    text:
      of === 'status'
        ? 'To follow a complaint you sent, look it up under its code on dichvucong.gov.vn, or type 9 to ask an officer.'
        : 'To complain or report a problem, type 9 to reach an officer, or use dichvucong.gov.vn. Say what happened, where and when.',
    choices: ['Gặp cán bộ', 'Mục chính'],
  }),
  emergency: ({ of }) => ({ status: 'redirected', text: EMERGENCY[of] }),
  refused: ({ because }) => ({ status: 'refused', text: REFUSED[because] }),
  elsewhere: () => ({
    status: 'redirected',
    text: 'This is beyond what a commune’s assistant answers: it only tells what the commune’s own documents say.',
  }),
  small_talk: ({ of }) => ({ status: 'chat', text: SMALL_TALK[of] ?? SMALL_TALK.greeting }),
}

const GAPS: Record<Missing, string> = {
  date: 'The documents set no date for this.',
  amount: 'The documents name no sum of money for this.',
  status: 'The documents have no figures on what has been reached, only aims.',
  yearly_split: 'The documents only name the total, not the sum of each year.',
  number: 'The number is left blank in the document.',
  penalty: 'The documents set no fine or penalty for this.',
  name: 'The documents do not name the person.',
  rest: 'The documents do not say this.',
}

const EMERGENCY: Record<Emergency, string> = {
  fire: 'Call 114 now (fire and rescue). Leave the place and warn others; call 115 if someone is hurt.',
  medical: 'Call 115 now (ambulance). Keep the person safe and stay on the line.',
  crime: 'Call 113 now (police). Get to a safe place first.',
  child: 'Call 111 now (child protection, free, day and night); in danger call 113.',
  scam: 'Call your bank now to stop the payment, then 113. Send no more money and read no OTP to anyone.',
  disaster: 'Call 112 now (search and rescue) or 114. Go to higher, safe ground.',
}

const REFUSED: Record<Refusal, string> = {
  injection: 'The assistant does not follow this request. It only answers from the commune’s documents.',
  data_change:
    'The assistant does not change figures or documents. If you find a mistake, please tell the office (UBND).',
  harm: 'The assistant does not help with this: it is against the law.',
  defamation: 'The assistant does not write to discredit anyone. Complaints may be sent to the office (UBND).',
  guessing: 'The assistant does not guess: what the documents do not say, it says they do not.',
  personal_data:
    'The assistant gives no personal information about other people. For your own matters, please ask the office (UBND).',
  one_time_code:
    'Never send an OTP to anyone, not even to an officer or this assistant. It is not kept; please delete your message.',
}

const SMALL_TALK: Record<SmallTalk, string> = {
  greeting:
    'Hello. This is the automatic assistant of a commune office. Ask about its plans: targets, tasks, deadlines, reports and who is in charge.',
  thanks: 'You are welcome.',
  complaint: 'Sorry that the answer was not what you needed. Please say a little more, or type 9 to reach an officer.',
  goodbye: 'Goodbye.',
  who_are_you:
    'This is an automatic assistant, not a person; its answers rest on documents and may be wrong. Type 9 for an officer.',
  what_can_you_do: 'Ask about the commune’s plans: targets, tasks, deadlines, reports and who is in charge.',
  acknowledgement: 'Is there anything else you would like to ask?',
  empty: 'Please type your question.',
  nothing_more: 'That was all of it.',
  other_language:
    'Trợ lý chỉ đọc được tiếng Việt và tiếng Anh. This assistant reads Vietnamese and English only; please ask in one of them, or type 9 to reach an officer.',
}
