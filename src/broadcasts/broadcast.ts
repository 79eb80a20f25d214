/** What a notice of the office is to the rest of the program. */

export type BroadcastKind = 'meeting' | 'announcement' | 'lesson' | 'emergency'

export type BroadcastState = 'draft' | 'waiting' | 'approved' | 'cancelled'

/** What its writers decide. */
export type Content = {
  kind: BroadcastKind
  /** In whose name, as people read it: "UBND xã …". */
  sender: string
  title: string
  text: string
  /** Meetings only. */
  meetingAt: Date | null
  place: string | null
  /** Posts it goes to; a meeting has no other recipients, an announcement none of these. */
  postIds: number[]
  documentIds: number[]
}

export type Broadcast = Content & {
  id: number
  communeId: number
  state: BroadcastState
  revision: number
  /** Numbers of the people who wrote it. */
  writers: number[]
  createdAt: Date
  submittedAt: Date | null
  decidedAt: Date | null
  decidedBy: number | null
  /** Why it was sent back or cancelled. */
  reason: string | null
}

/** Whose consent a kind needs; null for what goes to posts alone. */
export const CONSENT = {
  meeting: null,
  announcement: 'broadcasts',
  lesson: 'lessons',
  emergency: 'broadcasts',
} as const satisfies Record<BroadcastKind, 'broadcasts' | 'lessons' | null>

/** Whether posts are told, and asked to say that they got it. */
export function goesToPosts(kind: BroadcastKind): boolean {
  return kind === 'meeting' || kind === 'emergency'
}
