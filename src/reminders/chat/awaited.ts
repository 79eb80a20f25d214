/** Free words after something was asked: taken for the answer where they can be one, else for a question of their own. */
import { findOccurrences } from '../../duties/index.ts'
import type { ChatReply, Turn } from './asked.ts'
import { takeCollected } from './collecting.ts'
import { setDate } from './confirming.ts'
import { answerDifficulty, giveBack } from './office-acts.ts'
import { isQuestion, readFiling, readPercent } from './read-words.ts'
import type { Subject } from './subjects.ts'
import { fileDuties, progressDuties, requestExtension, snooze, tellDifficulty } from './unit-acts.ts'
import { isCoordinator } from './who.ts'

/** Null where the words are no answer to what was asked. */
export async function takeAnswer(turn: Turn, subject: Subject, text: string): Promise<ChatReply | null> {
  if (subject.about === 'set_date') {
    const { documentId, ruleKey } = subject
    return isCoordinator(turn.asked.account) ? setDate(turn, { documentId, ruleKey }, text) : null
  }
  if (subject.about !== 'asking') return null
  const rows = await findOccurrences(turn.parts.store, subject.ids)
  const hasFile = turn.asked.message.attachments.length > 0
  if (rows.length === 0 || (!hasFile && (text === '' || isQuestion(text)))) return null
  switch (subject.awaits) {
    case 'number': {
      const isFiling = hasFile || Object.keys(readFiling(text, turn.day)).length > 0
      const isFiled = rows.every(({ status }) => status === 'filed')
      return isFiling && isFiled ? fileDuties(turn, rows, text) : null
    }
    case 'percent':
      return readPercent(text) === null ? null : progressDuties(turn, rows, text)
    case 'difficulty':
      return tellDifficulty(turn, rows, text)
    case 'difficulty_answer':
      return answerDifficulty(turn, rows, { text, personId: subject.rowIds?.[0] ?? null })
    case 'extension_day':
      return requestExtension(turn, rows, text)
    case 'return_reason':
      return giveBack(turn, rows, text)
    case 'later':
      return snooze(turn, rows, text)
    default:
      return takeCollected(turn, rows, { question: subject.awaits, text })
  }
}
