import type { IngestionReport } from '../documents/index.ts'

/** A run over the knowledge folder in a few lines a person reads. */
export function ingestionLines(report: IngestionReport): string[] {
  const { added, changed, unchanged, retired, refused, disturbed, remarks } = report
  return [
    `Văn bản: ${added.length} mới, ${changed.length} thay đổi, ${unchanged.length} giữ nguyên, ${retired.length} không còn, ${refused.length} bị loại.`,
    ...refused.map(({ file, reason, remedy }) => `- ${file}: ${reason}. Cách xử lý: ${remedy}`),
    ...remarks.map(({ file, reason, remedy }) => `- ${file}: đã đọc, nhưng ${reason}. Nên ${remedy}`),
    ...disturbed.map((file) => `- ${disturbedLine(file)}`),
  ]
}

function disturbedLine({ file, changed, vanished }: IngestionReport['disturbed'][number]): string {
  const what = [
    changed > 0 ? `ghi khác ${changed} mục` : '',
    vanished > 0 ? `không còn ghi ${vanished} mục` : '',
  ].filter(Boolean)
  return `${file}: tệp mới ${what.join(', ')} đã được cán bộ xác nhận; lời của cán bộ được giữ, đề nghị xem lại`
}
