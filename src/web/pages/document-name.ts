import type { DocumentSummary } from '../../documents/index.ts'

/** As a clerk names it: "Kế hoạch triển khai …". The type is not said twice, and a name in capitals stays in capitals. */
export function documentName({ type, title, file }: Pick<DocumentSummary, 'type' | 'title' | 'file'>): string {
  if (!title) return file
  if (!type || title.toLocaleLowerCase('vi').startsWith(type.toLocaleLowerCase('vi'))) return title
  const [first = '', second = ''] = title
  const isSentence = second === second.toLocaleLowerCase('vi')
  return `${type} ${isSentence ? first.toLocaleLowerCase('vi') + title.slice(first.length) : title}`
}

/** A date the document leaves half blank shows where the blank is: "ngày … tháng 6 năm 2026". */
export function dateWords(dateText: string | null): string {
  if (!dateText?.trim()) return '(để trống)'
  return dateText.replace(/ngày\s+tháng/iu, 'ngày … tháng').replace(/tháng\s+năm/iu, 'tháng … năm')
}
