/** How sure the recognition was, for a whole file and for the pages a person should look at. */

export type PageConfidence = { page: number; confidence: number; chars: number }

/** Below this, about one word in ten is wrong and the page is not to be relied on unseen. */
const CHECK_BELOW = 75

/** Mean of the pages by the letters they hold, rounded, 0 to 100. */
export function totalConfidence(pages: PageConfidence[]): number {
  const chars = pages.reduce((sum, page) => sum + page.chars, 0)
  const weighted = pages.reduce((sum, page) => sum + page.confidence * page.chars, 0)
  return chars === 0 ? 0 : Math.round(weighted / chars)
}

/** Notes for a person: that the text was recognised, and which pages to compare with the original. */
export function lowConfidenceNotes(pages: PageConfidence[]): string[] {
  if (pages.length === 0) return []
  const overall = `chữ được nhận dạng từ ảnh ở ${pages.length} trang, độ tin cậy trung bình ${totalConfidence(pages)}%`
  const weak = pages.filter((page) => page.confidence < CHECK_BELOW)
  const listed = weak.map(
    ({ page, confidence }) => `trang ${page}: độ tin cậy ${Math.round(confidence)}%, cần so lại với bản gốc`,
  )
  return [overall, ...listed]
}
