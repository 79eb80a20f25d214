/**
 * How every command ends: 0 when done, 2 on bad usage, 1 on failure, each failure with one sentence and its remedy on
 * standard error, in Vietnamese or (LANGUAGE=en) English, and no stack trace unless LOG_LEVEL=debug.
 */
import { parseArgs } from 'node:util'
import { ConfigError, environmentToTellBy, isDebugging, messageLanguage } from '../config.ts'
import { KnowledgeFolderError, ManifestError } from '../documents/index.ts'
import { JobsError, type JobsErrorCode } from '../jobs/index.ts'
import { GlossaryError } from '../retrieval/index.ts'
import { StoreError, type StoreErrorCode } from '../store/index.ts'

type Sentence = { vi: string; en: string }

/** The person called the command wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly sentence: Sentence

  constructor(sentence: Sentence) {
    super(sentence.en)
    this.sentence = sentence
  }
}

/** The command cannot do its work, for a reason a person can mend. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly sentence: Sentence

  constructor(sentence: Sentence, cause?: unknown) {
    super(sentence.en, { cause })
    this.sentence = sentence
  }
}

const STORE_SENTENCES = {
  in_use: (place) => ({
    vi: `Thư mục dữ liệu ${place} đang được một tiến trình khác dùng; dừng tiến trình đó rồi chạy lại.`,
    en: `The data folder ${place} is in use by another process; stop it and try again.`,
  }),
  corrupt: (place) => ({
    vi: `Không mở được dữ liệu trong ${place}; chương trình không xóa dữ liệu nào. Đổi tên thư mục này để giữ lại, rồi chạy lại hoặc chép bản sao lưu vào chỗ cũ.`,
    en: `The data in ${place} cannot be opened; nothing was deleted. Rename that folder to keep it, then start again or put a backup in its place.`,
  }),
  unreachable: (place) => ({
    vi: `Không kết nối được PostgreSQL tại ${place}; kiểm tra DATABASE_URL, tài khoản và máy chủ có đang chạy không.`,
    en: `PostgreSQL at ${place} cannot be reached; check DATABASE_URL, the account and that the server is running.`,
  }),
  newer_version: (place) => ({
    vi: `Cơ sở dữ liệu ${place} thuộc phiên bản mới hơn chương trình này; cập nhật chương trình, dữ liệu giữ nguyên.`,
    en: `The database ${place} belongs to a newer version of this program; update the program, the data is untouched.`,
  }),
  migration_failed: (place) => ({
    vi: `Không nâng cấp được cơ sở dữ liệu ${place}; bước dở dang đã được hoàn lại. Chạy lại với LOG_LEVEL=debug để xem nguyên nhân.`,
    en: `The database ${place} could not be upgraded; the unfinished step was undone. Run again with LOG_LEVEL=debug to see why.`,
  }),
  not_empty: (table) => ({
    vi: `Nơi nhận đã có dữ liệu (bảng ${table}), không nhập đè. Tạo cơ sở dữ liệu mới, hoặc đổi tên thư mục dữ liệu đang có, rồi nhập lại trước khi mở trợ lý lần đầu.`,
    en: `The receiving store already holds data (table ${table}) and nothing was put over it. Make a new database, or rename the present data folder, and import before the assistant is started for the first time.`,
  }),
  rows_refused: (table) => ({
    vi: `Dữ liệu trong tệp không khớp nhau (bảng ${table}); chưa ghi gì vào nơi nhận. Xuất lại ở máy cũ rồi nhập lại.`,
    en: `The rows in the file do not go together (table ${table}); nothing was written. Export again on the old machine and import that.`,
  }),
  not_writable: (place) => ({
    vi: `Không ghi được vào thư mục ${place}; kiểm tra quyền hoặc đặt DATA_DIR sang thư mục khác.`,
    en: `The folder ${place} cannot be written to; check its permissions or set DATA_DIR to another folder.`,
  }),
} satisfies Record<StoreErrorCode, (place: string) => Sentence>

const JOBS_SENTENCES = {
  redis_url_missing: {
    vi: 'Thiếu REDIS_URL; đặt REDIS_URL (ví dụ redis://127.0.0.1:6379) rồi chạy lại.',
    en: 'REDIS_URL is missing; set it (for example redis://127.0.0.1:6379) and try again.',
  },
  redis_unreachable: {
    vi: 'Không kết nối được Redis; kiểm tra REDIS_URL và máy chủ Redis có đang chạy không.',
    en: 'Redis cannot be reached; check REDIS_URL and that the server is running.',
  },
  closed: {
    vi: 'Chương trình đang dừng nên không nhận thêm việc; chạy lại sau ít giây.',
    en: 'The program is stopping and takes no more work; try again in a few seconds.',
  },
} satisfies Record<JobsErrorCode, Sentence>

/** Runs a command's body and ends the process with the contract's exit codes. */
export async function runCommand(body: (args: string[]) => Promise<void>): Promise<void> {
  // A reader that closes early (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    await body(process.argv.slice(2))
  } catch (error) {
    complain(error)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

/** One line on standard error; the cause too when LOG_LEVEL=debug. */
export function complain(error: unknown): void {
  const environment = environmentToTellBy()
  process.stderr.write(`${sentenceOf(error)[messageLanguage(environment)]}\n`)
  if (isDebugging(environment)) console.error(error)
}

/** What a person is told of a failure, whoever tells it. */
export function sentenceOf(error: unknown): Sentence {
  if (error instanceof UsageError || error instanceof CommandError) return error.sentence
  if (error instanceof ConfigError) return { vi: error.vi, en: error.en }
  if (error instanceof StoreError) return STORE_SENTENCES[error.code](error.place)
  if (error instanceof JobsError) return JOBS_SENTENCES[error.code]
  return knowledgeSentence(error) ?? systemSentence(error) ?? UNEXPECTED
}

function knowledgeSentence(error: unknown): Sentence | null {
  if (error instanceof KnowledgeFolderError) {
    return {
      vi: `Không đọc được thư mục kiến thức ${error.folder}; kiểm tra thư mục có tồn tại và được phép đọc, hoặc đặt KNOWLEDGE_DIR.`,
      en: `The knowledge folder ${error.folder} cannot be read; check that it exists and may be read, or set KNOWLEDGE_DIR.`,
    }
  }
  if (error instanceof ManifestError) {
    return {
      vi: `Tệp ${error.path}: ${error.detail}; sửa tệp này rồi chạy lại, dữ liệu đã có vẫn giữ nguyên.`,
      en: `The file ${error.path} is not of the expected form (${error.detail}); mend it and try again, nothing stored was touched.`,
    }
  }
  if (error instanceof GlossaryError) {
    return {
      vi: `Không đọc được tệp từ điển ${error.file}; sửa tệp theo mẫu YAML "từ: nghĩa" rồi chạy lại.`,
      en: `The glossary file ${error.file} cannot be read; mend it as YAML of the form "word: meaning" and try again.`,
    }
  }
  return null
}

function systemSentence(error: unknown): Sentence | null {
  const { code, port = '' } = (error ?? {}) as { code?: string; port?: number | string }
  if (code === 'EADDRINUSE') {
    return {
      vi: `Cổng ${port} đang được chương trình khác dùng; đặt PORT sang số khác (ví dụ PORT=8090 npm start).`,
      en: `Port ${port} is in use by another program; set PORT to another number (for example PORT=8090 npm start).`,
    }
  }
  return null
}

const UNEXPECTED: Sentence = {
  vi: 'Có lỗi ngoài dự kiến; chạy lại với LOG_LEVEL=debug để xem chi tiết và gửi cho người hỗ trợ.',
  en: 'An unexpected fault occurred; run again with LOG_LEVEL=debug for details to send to support.',
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** `node:util` parseArgs with our words for a mistake. Throws `UsageError`. */
export function parseCommandLine<O extends Options>(
  args: string[],
  options: O,
  usage: string,
): ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (cause) {
    const what = cause instanceof Error ? (/'([^']+)'/.exec(cause.message)?.[1] ?? '') : ''
    throw new UsageError({
      vi: `Không hiểu tùy chọn ${what}. Cách dùng: ${usage}`,
      en: `Option ${what} is not understood. Usage: ${usage}`,
    })
  }
}
