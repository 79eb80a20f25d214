/**
 * Seeing inside. Owns the figures machines scrape, the troubles told in words, and the alarms that reach whoever looks
 * after the machine or the commune concerned through the outbox, each once a day. Promises numbers, codes and names of channels alone: never a text, a
 * person or a secret. Sends nothing by itself but what `Alarms.tell` owes.
 */
export { type Alarms, createAlarms } from './alarms.ts'
export { createMetricsPage, METRICS_PATH } from './metrics-page.ts'
export { type ModelWatch, watchModel } from './model-watch.ts'
export { type SharedFolders, watchSharedFolders } from './shared-folders.ts'
export type { Trouble } from './trouble.ts'
export { findTroubles, type TroubleSources } from './troubles.ts'
