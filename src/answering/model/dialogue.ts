/** What is said to the model in one turn: the rules, the passages and the question as data, and once what was wrong. */
import { randomBytes } from 'node:crypto'
import type { Inquiry } from '../question/inquiry.ts'
import type { Message } from './endpoint.ts'
import { hideTyped, type Material } from './material.ts'
import { loadPrompt, type Prompt } from './prompts.ts'
import type { Draft, Fault, FaultKind, Given } from './verify.ts'

export type Prompts = {
  rules: Prompt<'compose-answer'>
  question: Prompt<'ask-answer'>
  repair: Prompt<'repair-answer'>
}

export type Dialogue = {
  messages: Message[]
  /** What its answer will be held against. */
  given: Given
  /** The same with the rejected answer and the reasons after it. */
  repaired(draft: Draft, faults: readonly Fault[]): Message[]
}

/** Longest answer a person is shown, the sources below it not counted. */
const MAX_ANSWER_CHARS = 600
const MAX_QUESTION_CHARS = 1_000
const MAX_FAULTS_TOLD = 5
/** A fault repeats at most so much of the rejected answer. */
const MAX_FAULT_CHARS = 160
const MARK_BYTES = 8

/** Throws `PromptError` when a file is missing or faulty. */
export function loadPrompts(): Prompts {
  return {
    rules: loadPrompt('compose-answer'),
    question: loadPrompt('ask-answer'),
    repair: loadPrompt('repair-answer'),
  }
}

export function openDialogue(prompts: Prompts, { turn, whole }: Inquiry, material: Material): Dialogue {
  // Nobody who writes a passage or a question can know the marks of this turn.
  const canary = `KX${randomBytes(MARK_BYTES).toString('hex')}`
  const boundary = `=====${randomBytes(MARK_BYTES).toString('hex')}=====`
  const rules = prompts.rules.render({ canary, max_chars: String(MAX_ANSWER_CHARS) })
  const earlier = whole.context === null ? undefined : turn.history.findLast(({ role }) => role === 'user')?.content
  const question = prompts.question.render({
    boundary,
    passages: material.pieces.map(({ shown }) => shown).join('\n\n'),
    // Only what the person said: earlier answers may hold what this model is not to see.
    earlier: hideTyped(earlier ?? 'không có').slice(0, MAX_QUESTION_CHARS),
    question: hideTyped(whole.said).slice(0, MAX_QUESTION_CHARS),
  })
  const messages: Message[] = [
    { role: 'system', content: rules },
    { role: 'user', content: question },
  ]
  return {
    messages,
    given: { material, maxChars: MAX_ANSWER_CHARS, canary, instructions: rules },
    repaired: (draft, faults) => [
      ...messages,
      { role: 'assistant', content: JSON.stringify(draft) },
      { role: 'user', content: prompts.repair.render({ reasons: sayFaults(faults) }) },
    ],
  }
}

const SAID: Record<FaultKind, string> = {
  empty: 'câu trả lời rỗng',
  no_source: 'chưa ghi đoạn làm căn cứ trong "used"',
  unknown_source: 'mã không có trong các đoạn được đưa',
  too_long: 'câu trả lời quá dài, số ký tự',
  leak: 'nhắc lại quy tắc',
  characters: 'có ký tự hoặc định dạng không dùng',
  contact: 'liên kết, số điện thoại không có trong đoạn đã ghi',
  figure: 'số, ngày hoặc điều kiện kèm theo không đúng như trong một đoạn đã ghi',
  unit: 'cơ quan hoặc vai trò của cơ quan không đúng như trong một đoạn đã ghi',
  name: 'tên riêng không có trong đoạn đã ghi',
  negation: 'thêm hoặc bỏ ý phủ định',
  ungrounded: 'câu có nhiều từ không nằm trong đoạn đã ghi',
}

function sayFaults(faults: readonly Fault[]): string {
  return faults
    .slice(0, MAX_FAULTS_TOLD)
    .map(({ kind, what }) => `- ${SAID[kind]}${what ? `: ${what.slice(0, MAX_FAULT_CHARS)}` : ''}`)
    .join('\n')
}
