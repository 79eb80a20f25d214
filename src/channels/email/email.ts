import { readFile, stat } from 'node:fs/promises'
import { createTransport } from 'nodemailer'
import type { Channel, ChannelAddress, ChannelCheck, ChannelLimits, OutboundMessage, SendResult } from '../channel.ts'
import { sendableText } from '../sendable-text.ts'
import { failureOf } from './failures.ts'
import { subjectOf, wordsOf } from './letter.ts'
import { tellMailTrouble, tellMailWell } from './words.ts'

export type EmailOptions = {
  host: string
  port: number
  user: string | null
  password: string | null
  /** "Trợ lý xã … <tro-ly@…>" */
  from: string
  /** Refuse a connection that cannot be encrypted. */
  mustEncrypt: boolean
  patience?: { connectWithinMs: number; silentAfterMs: number }
}

const PATIENCE = { connectWithinMs: 15_000, silentAfterMs: 60_000 }
const IMPLICIT_TLS_PORT = 465

/** Nobody answers a letter of a machine: no choices. Office mail servers take few letters at a time. */
const LIMITS: ChannelLimits = {
  maxTextChars: 100_000,
  maxChoices: 0,
  maxChoiceChars: 0,
  maxLinks: 20,
  perSecond: 2,
  perChatIntervalMs: 1_000,
  replyWindowHours: null,
  maxDocumentBytes: 10 * 1024 * 1024,
}

const ONE_ADDRESS = /^[^\s<>@,;:"()[\]\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i

/** Mail through the office's own server: out only. A letter is plain text, so that every address in it can be seen. */
export function createEmailChannel(options: EmailOptions): Channel {
  return {
    name: 'email',
    limits: LIMITS,
    isPage: false,
    send: (to, message) => send(options, to, message),
    check: async () => [await check(options)],
  }
}

async function send(options: EmailOptions, to: ChannelAddress, message: OutboundMessage): Promise<SendResult> {
  const words = wordsOf(message)
  if (!ONE_ADDRESS.test(to.externalUserId)) return { kind: 'permanent', reason: 'no mail address', unreachable: true }
  if (sendableText(message.text).length > LIMITS.maxTextChars) return { kind: 'permanent', reason: 'text too long' }
  const attached = await attachmentsOf(message)
  if ('kind' in attached) return attached
  const { transport, handedOver } = open(options)
  try {
    const { messageId } = await transport.sendMail({
      from: options.from,
      to: { name: '', address: to.externalUserId },
      subject: subjectOf(words),
      text: words,
      attachments: attached.files,
      ...(message.key ? { messageId: messageIdOf(message.key, options.from) } : {}),
      // RFC 3834: no holiday reply is owed to a machine.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { kind: 'sent', receipt: messageId }
  } catch (error) {
    return failureOf(error, handedOver())
  } finally {
    transport.close()
  }
}

/** The same message sent again carries the same id, by which mail servers drop the second copy. */
function messageIdOf(key: string, from: string): string {
  const [, domain = 'localhost'] = /@([^\s<>@]+?)>?$/.exec(from) ?? []
  return `<message-${key.replace(/[^\w-]/g, '')}@${domain}>`
}

type Attached = {
  files: { filename: string; content: Buffer; contentTransferEncoding: 'base64'; contentType: string }[]
}

async function attachmentsOf({ document }: OutboundMessage): Promise<Attached | SendResult> {
  if (!document) return { files: [] }
  const found = await stat(document.path).catch(() => null)
  if (!found?.isFile()) return { kind: 'permanent', reason: 'document missing' }
  if (found.size > (LIMITS.maxDocumentBytes ?? 0)) return { kind: 'permanent', reason: 'document too large' }
  const isCalendar = document.mimeType === 'text/calendar'
  return {
    files: [
      {
        filename: document.name,
        content: await readFile(document.path),
        // Byte for byte: a text would have its line ends changed on the way.
        contentTransferEncoding: 'base64' as const,
        // With a method, mail programs offer to put the dates into the calendar.
        contentType: isCalendar ? 'text/calendar; charset=utf-8; method=PUBLISH' : document.mimeType,
      },
    ],
  }
}

function open({ host, port, user, password, mustEncrypt, patience = PATIENCE }: EmailOptions) {
  const isImplicit = port === IMPLICIT_TLS_PORT
  const transport = createTransport({
    ...{ host, port, secure: isImplicit, requireTLS: mustEncrypt && !isImplicit },
    ...(user && password ? { auth: { user, pass: password } } : {}),
    connectionTimeout: patience.connectWithinMs,
    greetingTimeout: patience.connectWithinMs,
    socketTimeout: patience.silentAfterMs,
  })
  let isHandedOver = false
  // The letter is asked for once the server has let us in.
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((letter) => {
      isHandedOver = true
      return letter
    })
    done()
  })
  return { transport, handedOver: () => isHandedOver }
}

async function check(options: EmailOptions): Promise<ChannelCheck> {
  const { transport } = open(options)
  try {
    await transport.verify()
    return tellMailWell(options.host)
  } catch (error) {
    return tellMailTrouble(error)
  } finally {
    transport.close()
  }
}
