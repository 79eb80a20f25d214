import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GuideAnswers } from '../../src/answering/guides/index.ts'
import { type Answer, type Answering, createAnswering, type Turn } from '../../src/answering/index.ts'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { Retrieval } from '../../src/retrieval/index.ts'
import type { Store } from '../../src/store/index.ts'

/** Papers by file name, all public, read into the store; `ask` puts a citizen's question to the one commune they make. */
export type AskedPapers = { ask(question: string, turn?: Partial<Turn>): Promise<Answer>; close(): void }

export async function askPapers(
  store: Store,
  papers: Record<string, string>,
  guides?: GuideAnswers,
): Promise<AskedPapers> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-papers-'))
  for (const [file, text] of Object.entries(papers)) writeFileSync(join(folder, file), text)
  const shown = Object.keys(papers).map((file) => `  ${file}: { visibility: public }\n`)
  writeFileSync(join(folder, 'manifest.yaml'), `documents:\n${shown.join('')}`)
  await ingestKnowledge({ store, folder, today: '2026-11-22' })
  const commune = await store.db.commune.findFirstOrThrow({ where: { id: { gt: 0 } } })
  const retrieval = new Retrieval(store)
  const answering: Answering = createAnswering({
    register: openRegister(store),
    search: (request) => retrieval.search(request),
    ...(guides ? { guides } : {}),
  })
  return {
    ask: (question, turn) =>
      answering.answer({
        question,
        asker: 'citizen',
        commune: commune.slug,
        unit: null,
        today: '2026-11-22',
        history: [],
        ...turn,
      }),
    close: () => {
      closeReaders()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
