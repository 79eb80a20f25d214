/**
 * One person's conversation with the assistant. Owns the inbox (what a provider delivered is cleaned, identifiers masked,
 * stored once, then enqueued), taking messages out of it in the provider's order, answering them (history, buttons and
 * their typed numbers, the reset and erase words, the choice of commune), and the page's view of it. What a message can
 * do besides ask is registered as an `Action`. Promises one answer a message, in order within a conversation, and an
 * apology rather than silence. Refuses nothing that can be stored. Never decides what the documents say: that is
 * answering's.
 */

export type { About } from './about.ts'
export { createActions } from './actions/index.ts'
export type { Waited } from './await-answer.ts'
export { type Conversation, createConversation } from './conversation.ts'
export type { Action, Asked, ConversationOptions } from './dependencies.ts'
export type { Received } from './receive.ts'
export type { Question, Reply } from './rows.ts'
export type { TranscriptMessage } from './transcript.ts'
