/** Texts kept so that a copy of the database alone does not give them away: AES-256-GCM, bound to where they stand. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^sealed1:([\w-]+)$/

export type Seals = {
  /** The text itself where no key is set. */
  seal(text: string, place: string): string
  /** Null when it was sealed under another key, or for another place, or no key is set. */
  open(stored: string, place: string): string | null
}

/** `key`: 32 bytes, or null for keeping texts as they are. `place` names the row and field: moved elsewhere, a sealed text does not open. */
export function createSeals(key: Buffer | null): Seals {
  return {
    seal: (text, place) => {
      if (!key) return text
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(place))
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `sealed1:${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`
    },
    open: (stored, place) => {
      const [, packed] = SEALED.exec(stored) ?? []
      if (packed === undefined) return stored
      return key ? openPacked(key, Buffer.from(packed, 'base64url'), place) : null
    },
  }
}

function openPacked(key: Buffer, packed: Buffer, place: string): string | null {
  const tagEnd = NONCE_BYTES + TAG_BYTES
  try {
    const decipher = createDecipheriv(ALGORITHM, key, packed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(place))
      .setAuthTag(packed.subarray(NONCE_BYTES, tagEnd))
    return Buffer.concat([decipher.update(packed.subarray(tagEnd)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
