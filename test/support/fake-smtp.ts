/**
 * A mail server on loopback (the package smtp-server, letters read by postal-mime): asks for a login, takes letters, and
 * refuses, delays or drops them on demand with the codes real servers use.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type SmtpFault =
  /** The reply to the recipient, or to the letter. */
  | { at: 'recipient' | 'letter'; code: number; says: string }
  /** The letter is taken and nothing is said any more. */
  | { at: 'letter'; does: 'stall' }
  /** The letter is taken and the connection ends before the reply. */
  | { at: 'letter'; does: 'cut' }

export type FakeSmtp = {
  port: number
  user: string
  password: string
  letters: Letter[]
  /** The next letter fares so. */
  fail(fault: SmtpFault): void
  close(): Promise<void>
}

export type Letter = Email & { recipients: string[]; raw: string }

const USER = 'tro-ly@xa.example.vn'
const PASSWORD = 'mật-khẩu-thư-9f27'

export async function startFakeSmtp(): Promise<FakeSmtp> {
  const letters: Letter[] = []
  const faults: SmtpFault[] = []
  const faultAt = (at: SmtpFault['at']): SmtpFault | undefined => (faults[0]?.at === at ? faults.shift() : undefined)
  const server = new SMTPServer({
    ...{ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, closeTimeout: 100, logger: false },
    onAuth: ({ username, password }, _session, done) =>
      username === USER && password === PASSWORD
        ? done(null, { user: username })
        : done(replyOf(535, '5.7.8 Authentication credentials invalid')),
    onRcptTo: (_address, _session, done) => {
      const fault = faultAt('recipient')
      done(fault && 'code' in fault ? replyOf(fault.code, fault.says) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const fault = faultAt('letter')
        if (fault && 'code' in fault) return done(replyOf(fault.code, fault.says))
        letters.push(await readLetter(Buffer.concat(chunks), session))
        if (!fault) return done(null)
        if (fault.does === 'cut') dropConnections(server)
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    ...{ user: USER, password: PASSWORD, letters },
    port: (server.server.address() as AddressInfo).port,
    fail: (fault) => void faults.push(fault),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function replyOf(responseCode: number, says: string): Error {
  return Object.assign(new Error(says), { responseCode })
}

function dropConnections(server: SMTPServer): void {
  for (const connection of (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections) {
    connection._socket.destroy()
  }
}

async function readLetter(raw: Buffer, { envelope }: SMTPServerSession): Promise<Letter> {
  const recipients = envelope.rcptTo.map(({ address }) => address)
  return { ...(await PostalMime.parse(raw)), recipients, raw: raw.toString() }
}
