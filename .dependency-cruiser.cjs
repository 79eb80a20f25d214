/**
 * The house's import rules (docs/architecture.md): each folder may import the folders named here, and nothing else of ours.
 * `main.ts`, `cli` and `app.ts` compose and may import everything.
 */
const mayImport = {
  language: [],
  store: [],
  jobs: ['store'],
  calendar: ['language'],
  documents: ['language', 'calendar', 'store', 'jobs'],
  retrieval: ['language', 'store', 'jobs'],
  duties: ['calendar', 'store'],
  people: ['store'],
  channels: [],
  'office-settings': ['people', 'store'],
  figures: ['duties', 'language', 'store'],
  questions: ['answering', 'people', 'delivery', 'language', 'store'],
  answering: ['retrieval', 'duties', 'people', 'language', 'calendar'],
  lessons: ['documents', 'people', 'language', 'store'],
  'own-reminders': ['language', 'store'],
  delivery: ['channels', 'store', 'jobs'],
  reminders: ['duties', 'calendar', 'people', 'delivery', 'language', 'store', 'jobs'],
  broadcasts: ['people', 'delivery', 'language', 'store'],
  council: ['broadcasts', 'people', 'delivery', 'calendar', 'language', 'store'],
  feedback: ['tickets', 'people', 'delivery', 'duties', 'calendar', 'language', 'store'],
  tickets: ['people', 'delivery', 'duties', 'calendar', 'language', 'store'],
  conversation: [
    'answering',
    'tickets',
    'duties',
    'reminders',
    'people',
    'delivery',
    'channels',
    'language',
    'store',
    'jobs',
    'lessons',
    'own-reminders',
  ],
  watch: ['store', 'people', 'delivery', 'channels'],
  web: ['conversation', 'documents', 'people', 'channels', 'figures'],
  // The services, never the store's tables; `web` for the protections and looks shared with the public pages.
  console: [
    'conversation',
    'documents',
    'people',
    'duties',
    'reminders',
    'delivery',
    'broadcasts',
    'feedback',
    'council',
    'calendar',
    'language',
    'web',
    'channels',
    'office-settings',
    'figures',
    'questions',
    'tickets',
  ],
}

const folderRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [folder, ...allowed].map((name) => `^src/${name}/`) },
}))

module.exports = {
  forbidden: [
    ...folderRules,
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'no-tests-from-source',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'models-at-the-rim',
      comment: 'Only the model adapter and the LangChain retriever may import LangChain or OpenAI.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(answering/model|retrieval/langchain|retrieval/embeddings)' },
      to: { path: 'node_modules/(@langchain|langchain|openai)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/store/client/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
