import { type Answering, createAnswering, createGuideAnswers } from './answering/index.ts'
import { guideDocumentIds, loadServiceKnowledge, type ServiceKnowledge } from './documents/index.ts'
import { openRegister } from './duties/index.ts'
import { Retrieval } from './retrieval/index.ts'
import type { Store } from './store/index.ts'

export type ComposedAnswering = Answering & {
  /** Takes the service guides as the folder has them now: called after every run over the folder. Throws `GuideError`. */
  rereadGuides(): void
}

/** Answering joined to the register, to retrieval and to the guides of one knowledge folder. Throws `GuideError`. */
export function composeAnswering({
  store,
  knowledgeFolder,
}: {
  store: Store
  knowledgeFolder: string
}): ComposedAnswering {
  const retrieval = new Retrieval(store)
  let knowledge: ServiceKnowledge = loadServiceKnowledge(knowledgeFolder)
  const { answer } = createAnswering({
    register: openRegister(store),
    search: (request) => retrieval.search(request),
    guides: createGuideAnswers({ knowledge: () => knowledge, documentIds: () => guideDocumentIds(store) }),
  })
  return {
    answer,
    rereadGuides: () => {
      knowledge = loadServiceKnowledge(knowledgeFolder)
    },
  }
}
