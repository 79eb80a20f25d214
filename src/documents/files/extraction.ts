/** What comes out of one file: its text, or one reason why there is none. */

export type Format = 'txt' | 'md' | 'docx' | 'pdf' | 'xlsx' | 'png' | 'jpg'

export type UnreadableReason =
  | 'missing'
  | 'empty'
  | 'too_large'
  | 'unsupported_format'
  | 'not_what_it_says'
  | 'encrypted'
  | 'macros'
  | 'legacy_office'
  | 'damaged'
  | 'too_many_pages'
  | 'archive_bomb'
  | 'image_too_large'
  | 'needs_ocr'
  | 'no_text'
  | 'too_slow'
  | 'too_much_memory'
  | 'reader_failed'

export type ExtractedText = {
  kind: 'text'
  text: string
  format: Format
  pages?: number
  /** Mean confidence of optical recognition, 0 to 100; absent when nothing was recognised optically. */
  confidence?: number
  /** What a person should know about how the text was had, in Vietnamese. */
  notes: string[]
}

export type Unreadable = {
  kind: 'unreadable'
  reason: UnreadableReason
  /** Why, with the place inside the file where one is known; and what to do about it. Vietnamese. */
  why: string
  remedy: string
  /** One Vietnamese sentence or two: file, place, reason, remedy. */
  message: string
}

export type Extraction = ExtractedText | Unreadable

const EXPLANATIONS: Record<UnreadableReason, { why: string; remedy: string }> = {
  missing: { why: 'không tìm thấy hoặc không đọc được tệp', remedy: 'Kiểm tra tên tệp, đường dẫn và quyền đọc.' },
  empty: { why: 'tệp rỗng', remedy: 'Chép lại tệp từ bản gốc.' },
  too_large: {
    why: 'tệp hoặc nội dung lớn hơn giới hạn cho phép',
    remedy: 'Tách văn bản thành nhiều tệp nhỏ hơn hoặc nhờ quản trị nâng giới hạn.',
  },
  unsupported_format: {
    why: 'loại tệp này chưa được hỗ trợ',
    remedy: 'Lưu lại thành .docx, .pdf, .xlsx, .txt, .md, .png hoặc .jpg.',
  },
  not_what_it_says: {
    why: 'nội dung không đúng với đuôi tên tệp',
    remedy: 'Kiểm tra tệp gốc và đặt lại đúng đuôi tên tệp.',
  },
  encrypted: { why: 'tệp được bảo vệ bằng mật khẩu', remedy: 'Gỡ mật khẩu rồi lưu lại tệp.' },
  macros: {
    why: 'tệp có chứa macro nên không được mở vì lý do an toàn',
    remedy: 'Lưu lại dạng .docx hoặc .xlsx không macro.',
  },
  legacy_office: {
    why: 'tệp Office kiểu cũ (.doc, .xls, .ppt) hoặc được mã hóa',
    remedy: 'Mở bằng Word hoặc Excel, gỡ mật khẩu nếu có và lưu lại thành .docx hoặc .xlsx.',
  },
  damaged: { why: 'tệp bị hỏng hoặc sai cấu trúc', remedy: 'Mở và lưu lại tệp từ phần mềm gốc, rồi chép lại.' },
  too_many_pages: { why: 'tệp có quá nhiều trang', remedy: 'Tách thành nhiều tệp nhỏ hơn.' },
  archive_bomb: {
    why: 'tệp nén bung ra lớn bất thường',
    remedy: 'Không mở tệp này; xin lại bản gốc từ nơi gửi.',
  },
  image_too_large: {
    why: 'ảnh lớn hơn giới hạn điểm ảnh cho phép',
    remedy: 'Quét hoặc chụp lại ở độ phân giải 200–300 dpi.',
  },
  needs_ocr: {
    why: 'tệp chỉ có ảnh chụp, không có lớp chữ, mà nhận dạng chữ đang tắt',
    remedy: 'Bật nhận dạng chữ hoặc nộp bản Word/PDF có chữ.',
  },
  no_text: {
    why: 'không tìm thấy chữ nào trong tệp',
    remedy: 'Kiểm tra tệp có đúng là văn bản, quét lại rõ hơn hoặc nộp bản Word.',
  },
  too_slow: {
    why: 'đọc quá thời gian cho phép nên đã dừng',
    remedy: 'Tách tệp, hoặc lưu lại từ phần mềm gốc rồi thử lại.',
  },
  too_much_memory: {
    why: 'đọc tệp cần quá nhiều bộ nhớ nên đã dừng',
    remedy: 'Tách tệp, hoặc lưu lại từ phần mềm gốc rồi thử lại.',
  },
  reader_failed: {
    why: 'trình đọc tệp dừng đột ngột',
    remedy: 'Lưu lại tệp từ phần mềm gốc rồi thử lại; nếu vẫn lỗi, báo quản trị.',
  },
}

/** Why a file cannot be opened and what to do about it, without naming the file. */
export function explainUnreadable(reason: UnreadableReason): string {
  const { why, remedy } = EXPLANATIONS[reason]
  return `${why.charAt(0).toLocaleUpperCase('vi')}${why.slice(1)}. ${remedy}`
}

/** The one entry an unreadable file gets. `place` narrows it down ("trang 12", "word/document.xml"). */
export function unreadable(file: string, reason: UnreadableReason, place?: string): Unreadable {
  const { why, remedy } = EXPLANATIONS[reason]
  const where = place ? `${file} (${place})` : file
  return {
    kind: 'unreadable',
    reason,
    why: place ? `${why} (${place})` : why,
    remedy,
    message: `${where}: ${why}. ${remedy}`,
  }
}

/** Thrown inside a reader when a limit or a fault ends the file; the reader process turns it into a value. */
export class ReadingStopped extends Error {
  override name = 'ReadingStopped'
  readonly reason: UnreadableReason
  readonly place: string | undefined

  constructor(reason: UnreadableReason, place?: string, options?: ErrorOptions) {
    super(place ? `${reason}: ${place}` : reason, options)
    this.reason = reason
    this.place = place
  }
}
