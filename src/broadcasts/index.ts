/**
 * Notices of the office: meetings with their papers to posts, announcements and lessons to those who agreed, emergencies to
 * both. Owns writing, a second person's approval of exactly the words they saw, fixing whom it goes to, owing it in batches,
 * receipts and "Đã nhận". Promises that nobody approves what they wrote, that a subscriber without consent gets nothing, that
 * each recipient gets a notice once, and that internal papers go to posts alone. Sends nothing itself: the outbox does, at
 * its own pace.
 */

export type { Audience, PostAudience } from './audience.ts'
export type { Broadcast, BroadcastKind, BroadcastState, Content } from './broadcast.ts'
export {
  type Broadcasts,
  type Changed,
  createBroadcasts,
} from './broadcasts.ts'
export type { BroadcastsOptions, Paper } from './dependencies.ts'
export type { PostReceipt, Receipts } from './receipts.ts'
export { broadcastTextFor } from './words.ts'
