/**
 * The HTTP application: the chat for browsers with and without scripts, the same conversation as JSON, the documents in
 * reading form, the status page and the probes. Promises that text stays text, that a browser sees only its own
 * conversation, and that internal documents have no page. Decides nothing about answers; fails into a page in Vietnamese.
 */
export { createWebApp } from './app.ts'
export { assetUrl } from './assets.ts'
export type {
  LibraryPort,
  StatusPort,
  StatusReport,
  WebDependencies,
  WebSettings,
} from './dependencies.ts'
export { type Listening, listen } from './listen.ts'
export { documentBody, documentContents } from './pages/document.ts'
export { documentName } from './pages/document-name.ts'
export type { Html } from './pages/layout.ts'
export { withoutMarks } from './pages/set-text.ts'
export { protections } from './protection.ts'
export { requestSpan } from './request-span.ts'
export { CALENDAR_PATH } from './routes/calendar.ts'
export { createWebhooks, WEBHOOKS_PATH, type WebhookOptions, type Webhooks } from './webhooks.ts'
