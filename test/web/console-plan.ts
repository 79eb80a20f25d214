/** A plan of a made-up commune with sixteen tasks in a table and a report, due around a given day. */

const UNITS = ['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Trạm Y tế', 'Văn phòng HĐND và UBND'] as const

const TASKS = [
  'Số hóa bản đồ quy hoạch sử dụng đất',
  'Rà soát hộ kinh doanh, hỗ trợ dùng hóa đơn điện tử',
  'Lập danh mục sản phẩm đưa lên sàn thương mại điện tử',
  'Cập nhật cơ sở dữ liệu đất trồng lúa',
  'Mở lớp kỹ năng số cho người cao tuổi',
  'Số hóa sổ hộ tịch giai đoạn 1990 - 2010',
  'Đưa thư viện xã lên mạng',
  'Kiện toàn Tổ công nghệ số cộng đồng ở các thôn',
  'Lập hồ sơ sức khỏe điện tử cho trẻ em dưới 6 tuổi',
  'Kết nối đơn thuốc điện tử',
  'Tuyên truyền đăng ký khám bệnh bằng VNeID',
  'Khám sàng lọc cho người cao tuổi',
  'Niêm yết mã QR thủ tục hành chính',
  'Trang bị máy quét cho bộ phận một cửa',
  'Ký số toàn bộ văn bản đi',
  'Chỉnh lý tài liệu lưu trữ năm 2025',
] as const

export const PLAN_TASKS = TASKS.length

/** The text as an office pastes it out of its word processor. `today` is ISO; the first tasks fall due within days of it. */
export function planText(today: string): string {
  const day = (days: number): string => {
    const date = Temporal.PlainDate.from(today).add({ days })
    return `${date.day}/${date.month}/${date.year}`
  }
  const rows = TASKS.map((task, at) => {
    const unit = UNITS[Math.floor(at / 4)] ?? UNITS[0]
    return [
      String(at + 1),
      task,
      unit,
      UNITS[(Math.floor(at / 4) + 1) % UNITS.length],
      `Trước ${day(3 + at * 12)}`,
    ].join('\t')
  })
  const signed = Temporal.PlainDate.from(today).subtract({ days: 40 })
  return `ỦY BAN NHÂN DÂN
XÃ BÌNH PHÚ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 46/KH-UBND

Bình Phú, ngày ${String(signed.day).padStart(2, '0')} tháng ${String(signed.month).padStart(2, '0')} năm ${signed.year}

KẾ HOẠCH
Chuyển đổi số xã Bình Phú năm ${today.slice(0, 4)}

I. MỤC TIÊU

- 100% hồ sơ thủ tục hành chính được số hóa.
- 80% người trưởng thành có tài khoản định danh điện tử mức 2.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế, Phòng Văn hóa - Xã hội, Trạm Y tế báo cáo kết quả thực hiện về Văn phòng HĐND và UBND trước ngày 05 hằng tháng.

2. Văn phòng HĐND và UBND theo dõi, tổng hợp, báo cáo Chủ tịch UBND xã trước ngày 20/12 hằng năm.

Phụ lục
DANH MỤC NHIỆM VỤ

STT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành
${rows.join('\n')}
`
}
