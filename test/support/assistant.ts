import { vi } from 'vitest'
import type { Answer, Turn } from '../../src/answering/index.ts'
import { createCalendar } from '../../src/calendar/index.ts'
import {
  type Channel,
  type ChannelLimits,
  type InboundMessage,
  type OutboundMessage,
  pageChannel,
  type SendResult,
} from '../../src/channels/index.ts'
import { type Action, type Conversation, createActions, createConversation } from '../../src/conversation/index.ts'
import { createDelivery, type Delivery, lanesOf } from '../../src/delivery/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { type Jobs, openJobs } from '../../src/jobs/index.ts'
import { type Account, openPeople, type People } from '../../src/people/index.ts'
import type { Store } from '../../src/store/index.ts'
import { createTickets, type Tickets } from '../../src/tickets/index.ts'
import type { Ground } from './stores.ts'

type Answering = { answer(turn: Turn): Promise<Answer> }

type Sent = OutboundMessage & { to: string }

/** One process of the assistant: everything real but what answers and where an active channel sends to. */
export type Assistant = {
  store: Store
  jobs: Jobs
  people: People
  delivery: Delivery
  tickets: Tickets
  conversation: Conversation
  /** What an active channel was asked to send, in order. */
  sent: Sent[]
  log: { warn: ReturnType<typeof vi.fn>; error: ReturnType<typeof vi.fn> }
  /** Starts the workers of this process. */
  work(): void
  /** Sends one message of a person on the web page. */
  say(who: string, text: string, key?: string): Promise<number>
  close(): Promise<void>
}

export type AssistantOptions = {
  answering?: Answering['answer']
  /** How the active channel ("telegram") fares with each message. */
  send?: (to: string, text: string) => Promise<SendResult>
  limits?: Partial<ChannelLimits>
  /** How the active channel fares with changing a message it sent; it cannot where left out. */
  edit?: (receipt: string, text: string) => Promise<SendResult>
  /** Instead of what the whole program does besides answering. */
  actions?: Action[]
  wantsAttachments?: (account: Account) => Promise<boolean>
  scopeOf?: (account: Account) => Promise<{ documentIds: readonly number[]; note: string } | null>
  transcribe?: (sound: Uint8Array, name: string | null) => Promise<string | null>
  /** The bytes of a file by its reference, on the active channel. */
  files?: Readonly<Record<string, Uint8Array>>
  /** Where the desk is, as the office wrote it. */
  address?: string
  /** Why the office stopped answering. */
  whyStopped?: (communeId: number | null) => Promise<string | null>
  /** Whether the office holds a message back. */
  holdsBack?: (messageId: number) => Promise<boolean>
  isLoopback?: boolean
  publicUrl?: string | null
  now?: () => Date
}

export function answered(text: string, more: Partial<Answer> = {}): Answer {
  return { status: 'answered', text, citations: [], passages: [], latencyMs: 1, ...more }
}

export async function openAssistant(ground: Ground, options: AssistantOptions = {}): Promise<Assistant> {
  const {
    answering = async (turn: Turn) => answered(`đáp: ${turn.question}`),
    isLoopback = true,
    publicUrl = null,
  } = options
  const { store } = ground
  const log = { warn: vi.fn(), error: vi.fn() }
  const sent: Sent[] = []
  const channels = [pageChannel('web'), activeChannel(sent, options)]
  const jobs = await openJobs({ ...ground, log, lanes: lanesOf(channels) })
  const people = await openPeople({ store, isLoopback, publicUrl })
  const delivery = createDelivery({
    ...{ store, jobs, channels, log },
    ...(options.holdsBack ? { holdsBack: options.holdsBack } : {}),
  })
  const now = options.now ?? (() => new Date())
  const tickets = createTickets({
    ...{ store, people, delivery, now },
    register: openRegister(store),
    calendar: createCalendar(),
    office: () => ({ address: options.address ?? null }),
  })
  const conversation = createConversation({
    store,
    jobs,
    people,
    delivery,
    answering: { answer: answering },
    ...(options.scopeOf && { scopeOf: options.scopeOf }),
    ...(options.wantsAttachments && { wantsAttachments: options.wantsAttachments }),
    ...(options.transcribe ? { transcribe: options.transcribe } : {}),
    actions: options.actions ?? createActions({ store, people, delivery, tickets }),
    retentionDays: async () => 90,
    ...(options.whyStopped ? { whyStopped: options.whyStopped } : {}),
    now,
    log,
  })
  return {
    ...{ store, jobs, people, delivery, tickets, conversation, sent, log },
    work: () =>
      jobs.work({
        take: ({ inboxId }) => conversation.takeUp(inboxId),
        respond: ({ messageId }) => conversation.respond(messageId),
        deliver: ({ messageId }) => delivery.deliver(messageId),
        ingest: async () => {},
        embed: async () => {},
        remind: async () => {},
      }),
    say: async (who, text, key = crypto.randomUUID()) => {
      const received = await conversation.receive(onWeb(who, text, key))
      return received.kind === 'erased' ? 0 : received.messageId
    },
    close: () => jobs.close(),
  }
}

export function onWeb(who: string, text: string, key: string): InboundMessage {
  return { channel: 'web', endpoint: '', externalUserId: who, externalKey: key, text, kind: 'text' }
}

function activeChannel(sent: Sent[], { send, edit, limits, files = {} }: AssistantOptions): Channel {
  return {
    name: 'telegram',
    limits: { ...pageChannel('web').limits, maxTextChars: 4096, maxChoices: 8, ...limits },
    isPage: false,
    fetch: async (_, { reference }) => {
      const bytes = files[reference]
      if (!bytes) throw new Error('gone')
      return bytes
    },
    send: async ({ externalUserId: to }, message) => {
      sent.push({ to, ...message })
      return send ? send(to, message.text) : { kind: 'sent', receipt: null }
    },
    ...(edit && { edit: (_, receipt, message) => edit(receipt, message.text) }),
  }
}

/** A commune with one document in force and one unit, as reading would leave them. */
export async function seedCommune(store: Store, name: string, unit = 'Phòng Kinh tế'): Promise<{ slug: string }> {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  return store.db.commune.create({
    data: {
      slug,
      name,
      units: { create: { name: unit, aliases: [], members: [] } },
      documents: { create: { file: `${slug}.txt`, digest: slug, identity: {}, warnings: [], text: '' } },
    },
  })
}
