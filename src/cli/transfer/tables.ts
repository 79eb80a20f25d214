/** What each table is, in the words of an office, and what of it an export for reading leaves out. */

export type TableWords = {
  says: string
  /** Why the whole table stays out of an export for reading. */
  leftOut?: LeftOut
  /** Columns that do. */
  without?: readonly string[]
  /** Column of a picture, which such an export holds as a file of its own. */
  picture?: string
}

/**
 * secret: whoever has it could enter, or speak in somebody's name. passing: the program's own, gone in minutes.
 * derived: made anew from the papers at any time.
 */
type LeftOut = 'secret' | 'passing' | 'derived'

export const LEFT_OUT_WORDS: Readonly<Record<LeftOut, string>> = {
  secret: 'bí mật đăng nhập hoặc mã',
  passing: 'việc đang dở của máy, mất sau ít phút hoặc ít ngày',
  derived: 'máy tự làm lại từ văn bản',
}

const PAPERS: Record<string, TableWords> = {
  commune: { says: 'Các xã, phường được phục vụ; số 0 là phần dùng chung.' },
  document: { says: 'Văn bản đã đọc: số, ngày, người ký, toàn văn, công khai hay nội bộ.' },
  section: { says: 'Mục, điều, phụ lục của từng văn bản.' },
  passage: { says: 'Từng đoạn của văn bản, là lời được trích khi trả lời.', without: ['tokens'] },
  commune_vectors: { says: 'Cách tìm theo nghĩa đang dùng cho mỗi xã.', leftOut: 'derived' },
  passage_vector: { says: 'Số liệu tìm theo nghĩa của từng đoạn.', leftOut: 'derived' },
  unit: { says: 'Cơ quan, đơn vị có trong văn bản, với mọi cách viết.' },
  duty: { says: 'Nhiệm vụ đọc ra từ văn bản, cán bộ đã xác nhận hoặc sửa hay chưa.' },
  reporting_rule: { says: 'Chế độ báo cáo đọc ra từ văn bản.' },
  target: { says: 'Chỉ tiêu đọc ra từ văn bản.' },
  target_result: { says: 'Kết quả thực hiện chỉ tiêu do cơ quan ghi.' },
  review_change: { says: 'Ai xác nhận, sửa, bác điều máy đọc, khi nào, vì sao.' },
  ingestion_run: { says: 'Các lần đọc thư mục văn bản.' },
}

const REGISTER: Record<string, TableWords> = {
  occurrence: { says: 'Sổ việc: từng kỳ báo cáo, từng hạn của mỗi đơn vị, đã nộp hay chưa, số văn bản nộp.' },
  occurrence_event: { says: 'Diễn biến của từng kỳ: ai nói gì, ngày nào.' },
  office_date: { says: 'Ngày hạn do cơ quan tự đặt.' },
  reminder_message: { says: 'Lời nhắc đã gửi hoặc đang chờ gửi cho cán bộ.' },
  reminder_step: { says: 'Từng mốc nhắc đã qua.' },
  reminder_pause: { says: 'Những lần cơ quan tạm dừng nhắc, và lý do.' },
  calendar_feed: { says: 'Lịch hạn của đơn vị đã cấp địa chỉ; địa chỉ thì không có ở đây.', without: ['digest'] },
}

const PEOPLE: Record<string, TableWords> = {
  person: { says: 'Người: cán bộ có tên, số điện thoại do cơ quan ghi; người dân chỉ là một con số.' },
  post: { says: 'Chức danh của cơ quan.' },
  holding: { says: 'Ai giữ chức danh nào, từ khi nào tới khi nào.' },
  login: {
    says: 'Tài khoản vào trang quản trị: tên đăng nhập, ngày tạo, ngày khóa.',
    without: ['password_hash', 'totp_secret', 'totp_last_step'],
  },
  session: { says: 'Phiên đăng nhập đang mở.', leftOut: 'secret' },
  sign_in_link: { says: 'Đường dẫn đăng nhập dùng một lần.', leftOut: 'secret' },
  link_code: { says: 'Mã liên kết chức danh.', leftOut: 'secret' },
  link_attempt: { says: 'Số lần gõ sai mã, mật khẩu.', leftOut: 'passing' },
  consent: { says: 'Đồng ý nhận bài học, thông báo, trả lời sau: câu chữ nào, ngày nào, rút lại ngày nào.' },
  preference: { says: 'Mỗi người muốn được nhắc thế nào.' },
  audit_entry: { says: 'Nhật ký quản trị: ai làm gì, khi nào. Chỉ có con số, không có tên và lời.' },
  zalo_oa: { says: 'Zalo OA đã nối; khóa truy cập thì không có ở đây.', without: ['access_token', 'refresh_token'] },
  setting: { says: 'Cài đặt của cơ quan trên trang quản trị.' },
}

/** An address leads to a person on their channel; what a provider or a link carried may open a door. */
const TALK: Record<string, TableWords> = {
  channel_account: {
    says: 'Mỗi nơi một người trò chuyện (trang web, Zalo, Telegram, thư); địa chỉ của họ thì không có ở đây.',
    without: ['external_id', 'acting_post_id', 'acting_since'],
  },
  conversation: {
    says: 'Mỗi cuộc trò chuyện, bắt đầu và lần cuối.',
    without: ['turn_holder', 'turn_until', 'send_holder', 'send_until'],
  },
  message: {
    says: 'Câu hỏi và câu trả lời, số giấy tờ đã che; căn cứ đã dẫn, đánh giá của người hỏi.',
    without: [
      ...['external_key', 'start_payload', 'attachments', 'pressed', 'sort_order', 'receipt', 'draft_receipt'],
      ...['links', 'document', 'template'],
    ],
  },
  inbox: { says: 'Tin vừa tới, chưa được nhận vào sổ tin nhắn.', leftOut: 'passing' },
  answer_mark: { says: 'Cán bộ đánh dấu câu trả lời sai hoặc đã xong.' },
  curated_answer: { says: 'Câu trả lời do cơ quan tự viết, ai viết, ai duyệt.' },
  curated_asking: { says: 'Câu trả lời tự viết dành cho câu hỏi nào.' },
  lesson_subscription: { says: 'Ai nhận bài học mỗi ngày.' },
  lesson_progress: { says: 'Bài học đã gửi, trả lời đúng hay sai.' },
  own_reminder: { says: 'Điều mỗi người nhờ nhắc.' },
}

const CIVIC: Record<string, TableWords> = {
  ticket: { says: 'Phiếu: việc của người dân chuyển cho cán bộ.' },
  ticket_line: { says: 'Lời hai bên trong từng phiếu.', without: ['key'] },
  ticket_talk: { says: 'Ai đang nói trong phiếu nào.', leftOut: 'passing' },
  feedback: { says: 'Phản ánh của người dân, kiến nghị của cử tri, đang ở khâu nào.' },
  feedback_event: { says: 'Diễn biến, trả lời của từng phản ánh.' },
  feedback_photo: { says: 'Ảnh kèm phản ánh, mỗi ảnh một tệp trong thư mục anh.', picture: 'bytes' },
  feedback_draft: { says: 'Phản ánh đang viết dở.', leftOut: 'passing' },
  broadcast: { says: 'Thông báo của cơ quan: lời, người soạn, người duyệt.' },
  broadcast_recipient: { says: 'Thông báo gửi cho ai, đã xác nhận chưa.' },
  council_session: { says: 'Kỳ họp Hội đồng nhân dân: ngày, nơi họp, chương trình, tài liệu.' },
  council_asking: { says: 'Ai đang hỏi riêng tài liệu của một kỳ họp.', leftOut: 'passing' },
}

/** By their names. A table that is not here is written to no export for reading. */
export const TABLE_WORDS: Readonly<Record<string, TableWords>> = {
  ...PAPERS,
  ...REGISTER,
  ...PEOPLE,
  ...TALK,
  ...CIVIC,
}

/** Made only where vectors are: a store without them goes on by words, and they can be made again. */
export const VECTOR_TABLE = 'passage_vector'
