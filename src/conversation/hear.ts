/** A voice message as the words heard in it. The sound is fetched once, heard, and kept nowhere. */
import type { InboundAttachment } from '../channels/index.ts'
import type { Account } from '../people/index.ts'
import type { ConversationOptions } from './dependencies.ts'
import type { Question } from './rows.ts'

/** Some minutes of speech; what is longer is no question. */
const MAX_SOUND_BYTES = 5 * 1024 * 1024

/** Null where nobody can hear here, or nothing was understood. Where the sound lies is forgotten in either case. */
export async function hear(options: ConversationOptions, question: Question, account: Account): Promise<string | null> {
  const { store, delivery, transcribe } = options
  const [sound] = question.attachments.filter(({ kind }) => kind === 'voice')
  if (!sound || !transcribe) return null
  const bytes = await fetchSound(delivery.channel(account.channel), account.endpoint, sound)
  const heard = bytes && (await transcribe(bytes, sound.name))
  await store.query('UPDATE message SET text = coalesce($2, text), attachments = NULL WHERE id = $1', [
    question.id,
    heard,
  ])
  return heard
}

type Fetching = ReturnType<ConversationOptions['delivery']['channel']>

async function fetchSound(channel: Fetching, endpoint: string, sound: InboundAttachment): Promise<Uint8Array | null> {
  try {
    return (await channel?.fetch?.(endpoint, sound, MAX_SOUND_BYTES)) ?? null
  } catch {
    // Gone at the provider, or too long: the person is asked to type.
    return null
  }
}
