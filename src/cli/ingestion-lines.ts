import type { IngestionReport } from '../documents/index.ts'

/** A run over the knowledge folder in a few lines a person reads. */
export function ingestionLines({ added, changed, unchanged, retired, refused }: IngestionReport): string[] {
  const counts = `Văn bản: ${added.length} mới, ${changed.length} thay đổi, ${unchanged.length} giữ nguyên, ${retired.length} không còn, ${refused.length} bị loại.`
  return [counts, ...refused.map(({ file, reason, remedy }) => `- ${file}: ${reason}. Cách xử lý: ${remedy}`)]
}
