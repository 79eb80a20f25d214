const EACH_OF_THEM =
  /(^[\s\-+•]*|[;:]\s+)([Mm]ỗi)(?=\s+(?:phòng|ban|ngành|cơ quan|đơn vị|trường|thôn|bản|ấp|khu|khóm|buôn|xóm|tổ)(?!\p{L}))/giu

/** "Mỗi phòng, đơn vị gửi …" asks every one of them: said like "Các phòng, đơn vị", in as many letters. */
export function eachAsAll(text: string): string {
  return text.replace(
    EACH_OF_THEM,
    (_, before: string, each: string) => `${before}${each.startsWith('M') ? 'Các' : 'các'}`,
  )
}
