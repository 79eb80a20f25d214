/** A reader process: opens one file after another for the main process, which never parses a binary itself. */
import { ReadingStopped } from './extraction.ts'
import { readBinary } from './read-binary.ts'
import type { ReaderMessage, ReadRequest, ReadResult } from './reader-protocol.ts'

process.on('disconnect', () => process.exit(0))
process.on('message', (request: ReadRequest) => {
  void read(request).then((result) => send({ kind: 'done', result }))
})

function send(message: ReaderMessage): void {
  process.send?.(message)
}

async function read(request: ReadRequest): Promise<ReadResult> {
  try {
    return await readBinary(request, (progress) => send({ kind: 'progress', progress }))
  } catch (error) {
    if (error instanceof ReadingStopped) return { kind: 'unreadable', reason: error.reason, place: error.place }
    // A parser met bytes it cannot make sense of; its own words are in English and may quote the file.
    return { kind: 'unreadable', reason: 'damaged' }
  }
}
