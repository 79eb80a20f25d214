/** Spoken words as text, through any server that speaks OpenAI's transcription wire. Nothing of the sound is kept. */
import { maskPersonalData } from '../../language/personal-data.ts'
import { clean } from '../../language/text.ts'
import { fetchThere } from '../../retrieval/fetch-there.ts'

export type SpeechEndpoint = {
  apiKey: string
  /** Null for OpenAI's own. */
  baseUrl: string | null
  model: string
  timeoutMs: number
}

/** Null where nothing was understood, or the server failed: the person is asked to type. */
export type Transcribe = (sound: Uint8Array, name: string | null) => Promise<string | null>

type Warn = (event: string, fields: Readonly<Record<string, string | number | null>>) => void

/** A question is short; what is longer is cut. */
const MAX_HEARD_CHARS = 1_000
/** The server tells the kind of sound by the name's ending; messengers record in this one. */
const UNNAMED = 'voice.ogg'

export function createTranscriber({ apiKey, baseUrl, model, timeoutMs }: SpeechEndpoint, warn: Warn): Transcribe {
  return async (sound, name) => {
    try {
      // Loaded on first use: most installations have no such server.
      const { default: OpenAI, toFile } = await import('openai')
      const client = new OpenAI({
        apiKey,
        baseURL: baseUrl ?? undefined,
        maxRetries: 0,
        timeout: timeoutMs,
        fetch: fetchThere,
      })
      const file = await toFile(sound, name && /\.\w{2,4}$/.test(name) ? name : UNNAMED)
      const { text } = await client.audio.transcriptions.create({
        file,
        model,
        language: 'vi',
        response_format: 'json',
      })
      const heard = maskPersonalData(clean(text).trim().slice(0, MAX_HEARD_CHARS)).text
      return heard === '' ? null : heard
    } catch (fault) {
      const status = (fault as { status?: unknown }).status
      warn('speech_failed', {
        fault: fault instanceof Error ? fault.name : 'unknown',
        status: typeof status === 'number' ? status : null,
      })
      return null
    }
  }
}
