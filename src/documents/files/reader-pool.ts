/**
 * The pool of reader processes. Each opens one file at a time under a heap limit, a watch on its memory and a timer,
 * may neither write files nor open sockets nor start programs, and is replaced after some files or on any limit.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { UnreadableReason } from './extraction.ts'
import type { ReaderMessage, ReadProgress, ReadRequest, ReadResult } from './reader-protocol.ts'

export type ReadJob = { request: ReadRequest; onProgress: (progress: ReadProgress) => void }

type QueuedJob = ReadJob & { resolve: (result: ReadResult) => void }
type Reader = { process: ChildProcess; filesRead: number; heapMib: number; idleTimer: NodeJS.Timeout | undefined }

const PROGRAM_ROOT = realpathSync(join(import.meta.dirname, '..', '..', '..'))
const MAX_READERS = Math.max(1, Math.min(2, availableParallelism()))
const FILES_A_READER = 50
const IDLE_MS = 5_000
const MEMORY_WATCH_MS = 50

export class ReaderPool {
  readonly #idle: Reader[] = []
  readonly #queue: QueuedJob[] = []
  #busy = 0
  /** Largest resident memory seen of any reader process, in MiB. */
  peakResidentMib = 0

  /** Reads one file in the next free process; always resolves. */
  read(job: ReadJob): Promise<ReadResult> {
    return new Promise((resolve) => {
      this.#queue.push({ ...job, resolve })
      this.#startNext()
    })
  }

  /** Ends the idle processes; those at work end when their file does. */
  close(): void {
    for (const reader of this.#idle.splice(0)) retire(reader)
  }

  #startNext(): void {
    const job = this.#busy < MAX_READERS ? this.#queue.shift() : undefined
    if (!job) return
    this.#busy += 1
    void this.#run(job).then((result) => {
      this.#busy -= 1
      job.resolve(result)
      this.#startNext()
    })
  }

  async #run(job: QueuedJob): Promise<ReadResult> {
    const reader = this.#take(job.request.limits.maxHeapMib)
    const result = await this.#readWith(reader, job)
    reader.filesRead += 1
    if (reader.filesRead >= FILES_A_READER || !reader.process.connected) retire(reader)
    else this.#rest(reader)
    return result
  }

  #take(heapMib: number): Reader {
    const at = this.#idle.findIndex((reader) => reader.heapMib === heapMib && reader.process.connected)
    const [reader = startReader(heapMib)] = at < 0 ? [] : this.#idle.splice(at, 1)
    clearTimeout(reader.idleTimer)
    reader.process.ref()
    reader.process.channel?.ref()
    return reader
  }

  /** An idle reader keeps nobody waiting for the program to end. */
  #rest(reader: Reader): void {
    reader.process.unref()
    reader.process.channel?.unref()
    reader.idleTimer = setTimeout(() => {
      const at = this.#idle.indexOf(reader)
      if (at >= 0) this.#idle.splice(at, 1)
      retire(reader)
    }, IDLE_MS)
    reader.idleTimer.unref()
    this.#idle.push(reader)
  }

  #readWith({ process: child }: Reader, { request, onProgress }: ReadJob): Promise<ReadResult> {
    const { limits } = request
    return new Promise((resolve) => {
      const finish = (result: ReadResult): void => {
        clearInterval(memoryWatch)
        clearTimeout(stallTimer)
        clearTimeout(fileTimer)
        child.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error')
        // What a killed process still has to say interests nobody.
        child.on('error', () => {})
        resolve(result)
      }
      const kill = (reason: UnreadableReason): void => {
        child.kill('SIGKILL')
        if (child.connected) child.disconnect()
        finish({ kind: 'unreadable', reason })
      }
      const memoryWatch = setInterval(() => {
        const residentMib = readResidentMib(child.pid)
        this.peakResidentMib = Math.max(this.peakResidentMib, residentMib)
        if (residentMib > limits.maxResidentMib) kill('too_much_memory')
      }, MEMORY_WATCH_MS)
      const stallTimer = setTimeout(() => kill('too_slow'), limits.stallMs)
      const fileTimer = setTimeout(() => kill('too_slow'), limits.fileMs)
      child.on('error', () => finish({ kind: 'unreadable', reason: 'reader_failed' }))
      child.on('exit', (_code, signal) => finish({ kind: 'unreadable', reason: reasonOfExit(signal) }))
      child.on('message', (message: ReaderMessage) => {
        if (message.kind === 'done') return finish(message.result)
        stallTimer.refresh()
        onProgress(message.progress)
      })
      child.send(request)
    })
  }
}

/** V8 aborts when the heap limit is reached; any other sudden end is the reader's own fault. */
function reasonOfExit(signal: NodeJS.Signals | null): UnreadableReason {
  return signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGKILL' ? 'too_much_memory' : 'reader_failed'
}

/** Node's own flags for a reader: a small heap, and no right but to read the program. */
export function readerFlags(heapMib: number): string[] {
  return [
    `--max-old-space-size=${heapMib}`,
    '--permission',
    `--allow-fs-read=${join(PROGRAM_ROOT, 'src')}`,
    `--allow-fs-read=${join(PROGRAM_ROOT, 'node_modules')}`,
    // Where the modules are reached over a link, both its ends are looked at.
    `--allow-fs-read=${realpathSync(join(PROGRAM_ROOT, 'node_modules'))}`,
    `--allow-fs-read=${join(PROGRAM_ROOT, 'package.json')}`,
    '--allow-addons',
    '--allow-worker',
    '--disable-warning=SecurityWarning',
  ]
}

function startReader(heapMib: number): Reader {
  const child = fork(join(import.meta.dirname, 'reader-process.ts'), [], {
    execArgv: readerFlags(heapMib),
    env: {},
    cwd: PROGRAM_ROOT,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  return { process: child, filesRead: 0, heapMib, idleTimer: undefined }
}

function retire(reader: Reader): void {
  clearTimeout(reader.idleTimer)
  reader.process.kill('SIGKILL')
}

/** Resident memory as Linux reports it; elsewhere 0, and the heap limit alone holds. */
function readResidentMib(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
