import { createEmailChannel, type EmailOptions } from '../../../src/channels/email/index.ts'
import type { Channel } from '../../../src/channels/index.ts'
import { type FakeSmtp, startFakeSmtp } from '../../support/fake-smtp.ts'
import type { Ground } from '../contract.ts'

const QUICK = { connectWithinMs: 2_000, silentAfterMs: 900 }

export async function openEmail(more: Partial<EmailOptions> = {}): Promise<{ smtp: FakeSmtp; channel: Channel }> {
  const smtp = await startFakeSmtp()
  const { port, user, password } = smtp
  const from = 'Trợ lý xã Bình Phú <tro-ly@xa.example.vn>'
  const options = { host: '127.0.0.1', port, user, password, from, mustEncrypt: false, patience: QUICK }
  return { smtp, channel: createEmailChannel({ ...options, ...more }) }
}

export async function openEmailContract(): Promise<Ground> {
  const { smtp, channel } = await openEmail()
  const to = { channel: 'email' as const, endpoint: '', externalUserId: 'lan.nguyen@xa.example.vn' }
  const letter = (code: number, says: string): void => smtp.fail({ at: 'letter', code, says })
  return {
    ...{ channel, to, close: smtp.close, logged: () => '' },
    // The reader of letters rewrites the line ends of a calendar.
    document: { name: 'bieu.pdf', mimeType: 'application/pdf' },
    secrets: [smtp.password, to.externalUserId],
    seen: () =>
      smtp.letters.map(({ recipients, text = '', attachments }) => ({
        ...{ to: recipients.join(), choices: [], links: [] },
        text: text.replaceAll('\r\n', '\n').replace(/\n$/, ''),
        documents: attachments.map(({ filename, content }) => ({
          name: filename ?? '',
          bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
        })),
      })),
    fail: {
      rate_limited: () => letter(452, '4.3.1 Too many messages from this sender, try again later'),
      unreachable: () => smtp.fail({ at: 'recipient', code: 550, says: '5.1.1 User unknown' }),
      server_error: () => letter(451, '4.3.0 Local error in processing'),
      stall: () => smtp.fail({ at: 'letter', does: 'stall' }),
      cut: () => smtp.fail({ at: 'letter', does: 'cut' }),
      down: () => smtp.close(),
    },
  }
}
