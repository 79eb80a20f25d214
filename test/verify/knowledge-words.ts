/** Whether the words people ask with lead to one answer: names of guides, phrases that mean one thing, the glossary. */
import { join } from 'node:path'
import { indexGuides } from '../../src/answering/guides/guide-index.ts'
import type { Guide, ServiceKnowledge } from '../../src/documents/guides/index.ts'
import { fold } from '../../src/language/text.ts'
import { listsOf } from '../../src/retrieval/glossary-folder.ts'
import type { Problem } from './knowledge.ts'

export function problemsOfWords(knowledge: ServiceKnowledge, folder: string): Problem[] {
  return [
    ...sharedNames(knowledge),
    ...strayNames(knowledge),
    ...phrasesInTwoGroups(knowledge),
    ...glossaryProblems(folder),
  ]
}

/** A way of asking, and the file that would answer it. */
function namesOf({ guides, withoutGuide }: ServiceKnowledge): { name: string; file: string }[] {
  const ofGuides = guides.flatMap((guide) => askedWays(guide).map((name) => ({ name, file: guide.file })))
  const others = withoutGuide.flatMap(({ synonyms }) => synonyms)
  return [...ofGuides, ...others.map((name) => ({ name, file: 'services/no-guide.yaml' }))]
}

function askedWays({ title, synonyms, questions }: Guide): string[] {
  return [title, ...synonyms, ...questions.flatMap(({ question, alsoAsked }) => [question, ...alsoAsked])]
}

/** The same way of asking under two guides would be answered by chance. */
function sharedNames(knowledge: ServiceKnowledge): Problem[] {
  const owners = new Map<string, string>()
  return namesOf(knowledge).flatMap(({ name, file }) => {
    const key = keyOf(name)
    const owner = owners.get(key)
    owners.set(key, owner ?? file)
    if (owner === undefined || owner === file) return []
    return [{ file, what: `"${name}" cũng là cách hỏi của ${owner}`, remedy: 'để ở một hướng dẫn' }]
  })
}

/** Asked as it is written, a guide's own name must lead to the guide: else two guides answer it differently. */
function strayNames(knowledge: ServiceKnowledge): Problem[] {
  const index = indexGuides(knowledge)
  return knowledge.guides.flatMap((guide) =>
    askedWays(guide).flatMap((name) => {
      const [best] = index.suggest(name)
      const told = best?.subject.kind === 'guide' ? best.subject.guide : null
      const isOwn = told?.slug === guide.slug || guide.general || best?.subject.kind === 'event'
      if (isOwn || best === undefined) return []
      const what = `hỏi "${name}" thì được trả lời bằng ${told?.file ?? 'services/no-guide.yaml'}`
      return [{ file: guide.file, what, remedy: 'sửa cách hỏi cho rõ, hoặc chuyển sang hướng dẫn kia' }]
    }),
  )
}

function phrasesInTwoGroups({ sameWords }: ServiceKnowledge): Problem[] {
  const owners = new Map<string, string>()
  return sameWords.flatMap((group) =>
    group.flatMap((phrase) => {
      const [name = ''] = group
      const owner = owners.get(phrase)
      owners.set(phrase, owner ?? name)
      if (owner === undefined || owner === name) return []
      const what = `"${phrase}" nằm ở nhóm "${owner}" và nhóm "${name}"`
      return [{ file: 'services/same-words.yaml', what, remedy: 'để ở một nhóm' }]
    }),
  )
}

/** Two lists that give one spelling different meanings, or a meaning that leads back to itself. */
function glossaryProblems(folder: string): Problem[] {
  const meant = new Map<string, { file: string; meaning: string }>()
  return listsOf(join(folder, 'glossary')).flatMap(({ name, entries }) =>
    Object.entries(entries).flatMap(([said, meaning]) => {
      const file = `glossary/${name}`
      const meanings = typeof meaning === 'string' ? [meaning] : meaning
      const written = meanings.map(keyOf).sort().join(' | ')
      const before = meant.get(said)
      meant.set(said, before ?? { file, meaning: written })
      if (meanings.every((one) => one === said))
        return [{ file, what: `"${said}" được giải nghĩa bằng chính nó`, remedy: 'ghi nghĩa hoặc bỏ dòng' }]
      if (!before || before.meaning === written) return []
      return [{ file, what: `"${said}" có nghĩa khác trong ${before.file}`, remedy: 'để ở một danh sách' }]
    }),
  )
}

function keyOf(name: string): string {
  return (fold(name).match(/[a-z0-9]+/g) ?? []).join(' ')
}
