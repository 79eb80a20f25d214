/** One photograph made fit to be kept: in a process of its own, for what a stranger sends may exhaust whoever opens it. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

export const MAX_PHOTO_BYTES = 8 * 1024 * 1024
const MAX_KEPT_BYTES = 2 * 1024 * 1024
const WITHIN_MS = 20_000
const PROCESS = join(import.meta.dirname, 'photo-process.ts')

/** A JPEG of at most 1,600 pixels a side without anything but the picture; null for whatever is none. */
export function remakePhoto(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (bytes.length === 0 || bytes.length > MAX_PHOTO_BYTES) return Promise.resolve(null)
  return new Promise((resolve) => {
    const options = { encoding: 'buffer', timeout: WITHIN_MS, maxBuffer: MAX_KEPT_BYTES, env: {} } as const
    const child = execFile(process.execPath, ['--max-old-space-size=128', PROCESS], options, (error, stdout) =>
      resolve(error || stdout.length === 0 ? null : new Uint8Array(stdout)),
    )
    // A process that ended early closes its input: how it ended says enough.
    child.stdin?.on('error', () => {})
    child.stdin?.end(bytes)
  })
}
