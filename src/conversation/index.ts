/**
 * One person's conversation with the assistant. Owns taking a message in (cleaned, identifiers masked, stored once, then
 * enqueued), answering it (history, the reset and erase words, the choice of commune), and the page's view of it.
 * Promises one answer a message, in order within a conversation, and an apology rather than silence. Refuses nothing
 * that can be stored. Never decides what the documents say: that is answering's.
 */
export type { Waited } from './await-answer.ts'
export { type Conversation, createConversation } from './conversation.ts'
export type { ConversationOptions } from './dependencies.ts'
export type { Received } from './receive.ts'
export type { TranscriptMessage } from './transcript.ts'
