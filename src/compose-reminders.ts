import { join } from 'node:path'
import { todayInVietnam } from './cli/today.ts'
import type { Config } from './config.ts'
import type { Action } from './conversation/index.ts'
import type { Delivery } from './delivery/index.ts'
import { openReview, type Review } from './documents/index.ts'
import { openRegister } from './duties/index.ts'
import type { Log } from './log.ts'
import type { People } from './people/index.ts'
import {
  answerAboutDuties,
  type CalendarFeeds,
  type ChatParts,
  createTick,
  type DutyDesk,
  openCalendarFeeds,
  openDutyDesk,
  type ReviewDoor,
  watchPolicy,
  withCalendars,
} from './reminders/index.ts'
import { databaseNow, type Store } from './store/index.ts'

type Parts = { config: Config; log: Log; store: Store; people: People; delivery: Pick<Delivery, 'owe'> }

export type ComposedReminders = {
  /** Finds what is due and owes it; safe in several processes at once. */
  tick(): Promise<void>
  /** What officials answer to reminders in the chat. */
  act: Action
  /** The same from the office's pages. */
  desk: DutyDesk
  /** A unit's due dates at secret addresses. */
  feeds: CalendarFeeds
}

/** Reminders joined to posts, preferences, the outbox and the review of what was read. */
export function composeReminders({ config, log, store, people, delivery }: Parts): ComposedReminders {
  const { knowledgeFolder, dataFolder } = config.settings
  const known = {
    store,
    register: openRegister(store),
    policy: watchPolicy(knowledgeFolder, ({ path, detail }) => log.warn('reminder_policy_refused', { path, detail })),
    clock: () => databaseNow(store),
  }
  const draftsFolder = join(dataFolder, 'drafts')
  const outbox = withCalendars(delivery, { ...known, folder: draftsFolder })
  const shared = { ...known, posts: people.posts.list, outbox, log }
  const tick = createTick({ ...shared, wishesOf: people.preferences.of })
  const chat: ChatParts = {
    ...shared,
    review: reviewDoor(openReview({ store, today: todayInVietnam })),
    draftsFolder,
  }
  return {
    desk: openDutyDesk({ ...chat, policyFolder: knowledgeFolder }),
    feeds: openCalendarFeeds(known),
    tick: async () => {
      const { promised, owed } = await tick()
      if (promised + owed > 0) log.info('reminders_told', { promised, owed })
    },
    act: async (asked) => {
      const reply = await answerAboutDuties(chat, asked)
      if (!reply) return null
      const { text, choices = [], subject, document } = reply
      return {
        ...{ text, choices, outcome: 'chat', citations: [], latencyMs: 0, forgets: false },
        ...(subject !== undefined && { subject }),
        ...(document && { document }),
      }
    },
  }
}

const KINDS = { report: 'rule', task: 'duty' } as const

/** The review service as the chat asks it: one entry, or all of a document that was shown. */
function reviewDoor(review: Review): ReviewDoor {
  const find = async ({ kind, id, documentId }: Parameters<ReviewDoor['confirm']>[0]) =>
    (await review.document(documentId))?.entries.find((entry) => entry.kind === KINDS[kind] && entry.id === id)
  return {
    proposals: async (documentId) => {
      const document = await review.document(documentId)
      const entries = (document?.entries ?? []).filter(
        ({ kind, state, vanishedAt }) => kind !== 'target' && state === 'proposed' && vanishedAt === null,
      )
      return (
        document && {
          title: document.title ?? document.file,
          version: document.version,
          entries: entries.map(({ quote }) => quote),
        }
      )
    },
    confirm: async (entry, by) => {
      const seen = await find(entry)
      return seen ? said(await review.confirm(seen, { by }), 'Đã xác nhận; trợ lý nhắc đơn vị theo lịch.') : GONE
    },
    reject: async (entry, by) => {
      const seen = await find(entry)
      const why = 'Cán bộ điều phối báo không đúng khi được hỏi trong trò chuyện.'
      return seen ? said(await review.reject(seen, { by, why }), 'Đã bỏ khỏi sổ; trợ lý không nhắc mục này.') : GONE
    },
    confirmAll: async ({ documentId, version }, by) => {
      let confirmed = 0
      for (const kind of ['rule', 'duty'] as const) {
        const outcome = await review.confirmAll({ documentId, version, kind }, { by })
        if (outcome.kind !== 'done') return said(outcome, '')
        confirmed += outcome.confirmed
      }
      return `Đã xác nhận ${confirmed} mục; trợ lý nhắc các đơn vị theo lịch.`
    },
  }
}

const GONE = 'Mục này không còn trong văn bản.'

function said(outcome: { kind: string; why?: string }, done: string): string {
  if (outcome.kind === 'done') return done
  if (outcome.kind === 'refused') return outcome.why ?? ''
  return outcome.kind === 'overtaken'
    ? 'Văn bản vừa được đọc lại hoặc có người sửa; đồng chí xem lại rồi xác nhận.'
    : GONE
}
