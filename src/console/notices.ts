import type { Notice } from './pages/layout.ts'

/** What a form just did, carried over the redirect by its word: nobody's text is shown from an address. */
const NOTICES = {
  'da-xac-nhan': { tone: 'good', text: 'Đã xác nhận.' },
  'da-sua': { tone: 'good', text: 'Đã ghi nội dung sửa.' },
  'da-loai': { tone: 'good', text: 'Đã loại khỏi sổ; xem lại ở mục "Đã loại".' },
  'da-mo-lai': { tone: 'good', text: 'Đã đưa lại thành mục chờ xác nhận.' },
  'da-gop': { tone: 'good', text: 'Đã gộp hai mục.' },
  'da-giai-quyet': { tone: 'good', text: 'Đã ghi lựa chọn.' },
  'da-cong-khai': { tone: 'good', text: 'Văn bản nay công khai: người dân hỏi và đọc được.' },
  'da-noi-bo': { tone: 'good', text: 'Văn bản nay là nội bộ: chỉ cán bộ đã liên kết của xã được trả lời từ đó.' },
  'da-them': { tone: 'good', text: 'Đã thêm.' },
  'da-co': { tone: 'bad', text: 'Chức danh này đã có.' },
  'da-ban-giao': { tone: 'good', text: 'Đã bàn giao; việc và lời nhắc theo người mới.' },
  'da-thu-hoi-lich': { tone: 'good', text: 'Đã thu hồi đường dẫn lịch; lịch đã đăng ký thôi cập nhật.' },
  'ten-da-dung': { tone: 'bad', text: 'Tên đăng nhập này đã có người dùng; anh/chị chọn tên khác.' },
  'da-luu-thong-bao': { tone: 'good', text: 'Đã lưu. Chưa gửi cho ai; xem trước rồi gửi duyệt.' },
  'da-trinh': { tone: 'good', text: 'Đã gửi duyệt. Người khác có quyền duyệt sẽ thấy ở trang Thông báo.' },
  'da-duyet': { tone: 'good', text: 'Đã duyệt; trợ lý đang gửi.' },
  'da-gui-lai': { tone: 'good', text: 'Đã gửi lại cho người soạn.' },
  'da-huy': { tone: 'good', text: 'Đã hủy; không gửi cho ai.' },
  'da-nhac': { tone: 'good', text: 'Đã nhắc những người chưa báo nhận.' },
  'vua-nhac': { tone: 'bad', text: 'Vừa gửi hoặc vừa nhắc chưa lâu; nhắc lại sau ít nhất 4 giờ.' },
  'da-ghi': { tone: 'good', text: 'Đã ghi nhận.' },
  'da-ghi-nop': { tone: 'good', text: 'Đã ghi nhận đã nộp; trợ lý ngừng nhắc việc này.' },
  'da-ghi-khong-nop': { tone: 'good', text: 'Đã ghi không phải nộp; trợ lý không nhắc nữa.' },
  'da-ghi-nhan': { tone: 'good', text: 'Đã ghi nơi nhận xác nhận.' },
  'da-tra-lai': { tone: 'good', text: 'Đã trả lại; trợ lý báo đơn vị và nhắc tiếp đến khi nộp lại.' },
  'da-tra-loi': { tone: 'good', text: 'Đã ghi và báo lại đơn vị.' },
  'da-gia-han': { tone: 'good', text: 'Đã lùi hạn và báo đơn vị; lời nhắc theo hạn mới.' },
  'da-nhac-viec': { tone: 'good', text: 'Đã gửi lời nhắc đến đơn vị.' },
  'se-nhac': {
    tone: 'good',
    text: 'Đang ngoài khung giờ gửi; lời nhắc đã xếp, gửi ngay khi mở khung giờ của ngày làm việc tới.',
  },
  'da-hoan-tac': { tone: 'good', text: 'Đã hoàn tác; trợ lý nhắc tiếp như trước.' },
  'da-goi': { tone: 'good', text: 'Đã ghi là đã báo trực tiếp.' },
  'da-bao-lanh-dao': { tone: 'good', text: 'Đã gửi tin gộp đến lãnh đạo.' },
  'khong-ai-nhan': {
    tone: 'bad',
    text: 'Chưa gửi được: chưa ai của đơn vị này liên kết tài khoản nhận tin. Anh/chị lấy mã liên kết ở trang Con người.',
  },
  'thieu-ly-do': { tone: 'bad', text: 'Chưa ghi: cần có lý do để người sau hiểu vì sao thay đổi.' },
  'han-moi-som': { tone: 'bad', text: 'Chưa ghi: hạn mới phải sau hạn ghi trong văn bản.' },
  'chua-du': { tone: 'bad', text: 'Chưa ghi: anh/chị kiểm tra lại các ô vừa nhập.' },
  'viec-khong-con': { tone: 'bad', text: 'Việc này không còn trong sổ: văn bản đã thay đổi.' },
  'da-ghi-so': { tone: 'good', text: 'Đã ghi các thay đổi của bảng tính vào sổ.' },
  'da-giao': { tone: 'good', text: 'Đã giao cho đơn vị mới; lời nhắc đi theo.' },
  'chua-chon-tep': { tone: 'bad', text: 'Anh/chị chọn một tệp rồi nạp lại.' },
  'khong-phai-so': {
    tone: 'bad',
    text: 'Không đọc được sổ: anh/chị nạp đúng tệp .xlsx tải từ trang này, giữ nguyên dòng tiêu đề và cột Mã.',
  },
  'khong-con': { tone: 'bad', text: 'Mục này không còn nữa: tệp đã thay đổi. Trang dưới đây là bản mới nhất.' },
  'co-nguoi-sua': {
    tone: 'bad',
    text: 'Có người vừa sửa mục này trước anh/chị. Trang dưới đây là bản mới nhất, mời xem lại.',
  },
  'da-dung': { tone: 'good', text: 'Đã dừng; có hiệu lực từ tin nhắn sau.' },
  'da-chay-lai': { tone: 'good', text: 'Đã cho chạy lại.' },
  'da-nhan-phieu': { tone: 'good', text: 'Anh/chị đã nhận phiếu.' },
  'da-gui-tra-loi': { tone: 'good', text: 'Đã gửi trả lời vào cuộc trò chuyện của người dân.' },
  'da-chuyen-phieu': { tone: 'good', text: 'Đã chuyển phiếu và báo cho người dân.' },
  'da-dong-phieu': { tone: 'good', text: 'Đã đóng phiếu; người dân được mời đánh giá.' },
  'phieu-cua-nguoi-khac': { tone: 'bad', text: 'Chưa làm được: phiếu đã có người khác nhận, hoặc đã đóng.' },
  'phieu-da-xoa': { tone: 'bad', text: 'Phiếu này không còn: người dân đã xóa dữ liệu của mình.' },
  'da-luu': { tone: 'good', text: 'Đã lưu.' },
} as const satisfies Record<string, Notice>

export type NoticeWord = keyof typeof NOTICES

export function noticeOf(word: string | undefined): Notice | null {
  return word !== undefined && Object.hasOwn(NOTICES, word) ? NOTICES[word as NoticeWord] : null
}
