import { likeness } from '../language/likeness.ts'
import { rolesOf } from '../language/question-words.ts'
import { tokenise } from '../language/tokens.ts'
import type { AskedQuestion } from './rows.ts'

/** Questions that ask much the same, the newest first; the first member gives the group its words. */
export type QuestionGroup = { questions: AskedQuestion[] }

/** Share of words in common from which two questions are shown as one. */
const ALIKE = 0.6
/** Compared with so many members of a group: the rest say the same. */
const COMPARED = 5

/** The largest groups first, of equal ones the newest. Two communes' questions never meet. */
export function groupAlike(questions: readonly AskedQuestion[]): QuestionGroup[] {
  const groups: (QuestionGroup & { communeId: number; members: string[][] })[] = []
  for (const question of questions) {
    const words = tellingWords(question.question)
    const near = groups
      .filter(({ communeId }) => communeId === question.communeId)
      .map((group) => ({ group, alike: Math.max(...group.members.map((member) => likeness(words, member))) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((one, other) => other.alike - one.alike)[0]?.group
    if (!near) groups.push({ questions: [question], communeId: question.communeId, members: [words] })
    else {
      near.questions.push(question)
      if (near.members.length < COMPARED) near.members.push(words)
    }
  }
  return groups
    .sort((one, other) => other.questions.length - one.questions.length)
    .map(({ questions: all }) => ({ questions: all }))
}

function tellingWords(text: string): string[] {
  const words = tokenise(text)
    .filter(({ whole }) => !whole)
    .map(({ bare }) => bare)
  const roles = rolesOf(words)
  const telling = words.filter((_, at) => roles[at] === 'matter')
  return telling.length > 0 ? telling : words
}
