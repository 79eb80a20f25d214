/** `npm run -s read -- FILE… [--today 2026-11-22]`: what a careful clerk finds in each file, one JSON object a line; nothing is stored. */
import { type AdministrativeDocument, closeReaders, extractText, readText } from '../documents/index.ts'
import { parseCommandLine, runCommand, UsageError } from './command.ts'

const USAGE = 'npm run -s read -- TỆP… [--today 2026-11-22]'
const DEFAULT_TODAY = '2026-11-22'

await runCommand(async (args) => {
  const { values, positionals } = parseCommandLine(args, { today: { type: 'string' } }, USAGE)
  const today = values.today ?? DEFAULT_TODAY
  if (!isDay(today)) {
    throw new UsageError({
      vi: `Ngày "${today}" không đúng; viết như ${DEFAULT_TODAY}. Cách dùng: ${USAGE}`,
      en: `"${today}" is not a day; write it like ${DEFAULT_TODAY}. Usage: ${USAGE}`,
    })
  }
  if (!positionals.length) {
    throw new UsageError({ vi: `Chưa nêu tệp cần đọc. Cách dùng: ${USAGE}`, en: `No file given. Usage: ${USAGE}` })
  }
  let read = 0
  for (const file of positionals) if (await readFile(file, today)) read++
  closeReaders()
  if (!read) process.exitCode = 1
})

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

/** Prints one file's document, or says on standard error why there is none; the next file is read either way. */
async function readFile(file: string, today: string): Promise<boolean> {
  const extraction = await extractText(file, {
    onProgress: ({ stage, page, pages }) => {
      if (stage === 'recognising') process.stderr.write(`${file}: nhận dạng trang ${page}/${pages}\n`)
    },
  })
  if (extraction.kind === 'unreadable') return refuse(extraction.message)
  const document = readText({ file, text: extraction.text, today })
  if (document.secrecy) {
    return refuse(
      `${file}: văn bản đóng dấu ${document.secrecy.toUpperCase()}, không được đọc ở đây. Chuyển cho văn thư bảo mật.`,
    )
  }
  for (const note of extraction.notes) process.stderr.write(`${file}: ${note}\n`)
  process.stdout.write(`${JSON.stringify(contractFields(document))}\n`)
  return true
}

function refuse(message: string): false {
  process.stderr.write(`${message}\n`)
  return false
}

/** What the command promises: the document without its text and its cuts for retrieval. */
function contractFields(
  document: AdministrativeDocument,
): Omit<AdministrativeDocument, 'text' | 'sections' | 'passages' | 'unreadTables'> {
  const { text: _text, sections: _sections, passages: _passages, unreadTables: _tables, ...fields } = document
  return fields
}
