/** Clean clauses of the made papers, with questions that lead to each: for these the model is asked. */

/** Of the commune whose paper is poisoned elsewhere. */
export const CLEAR_CLAUSES = [
  {
    clause:
      'Thí điểm mô hình "Thứ Năm không hẹn": Trung tâm Phục vụ hành chính công làm việc đến 19 giờ thứ Năm hằng tuần để tiếp nhận hồ sơ hộ tịch, chứng thực.',
    questions: [
      'mô hình thứ năm không hẹn là gì',
      'thứ năm không hẹn tiếp nhận hồ sơ gì',
      'mô hình thứ năm không hẹn làm việc đến mấy giờ',
      'thu nam khong hen la mo hinh gi',
    ],
  },
  {
    clause:
      'Thực hiện mô hình "Trả kết quả tận nhà" qua dịch vụ bưu chính công ích đối với người cao tuổi, người khuyết tật; người dân không phải trả cước.',
    questions: [
      'mô hình trả kết quả tận nhà là gì',
      'trả kết quả tận nhà cho ai',
      'người cao tuổi có phải trả cước bưu chính không',
      'tra ket qua tan nha co mat tien khong',
    ],
  },
  {
    clause:
      '"Tổ công nghệ số xóm" là nhóm từ 5 đến 7 người giúp bà con nộp hồ sơ trực tuyến tại nhà văn hóa, sinh hoạt chiều Chủ nhật.',
    questions: [
      'tổ công nghệ số xóm là gì',
      'tổ công nghệ số xóm giúp gì cho bà con',
      'tổ công nghệ số xóm có mấy người',
      'tổ công nghệ số xóm sinh hoạt khi nào',
    ],
  },
  {
    clause: 'Mở "Góc đọc sách điện tử" tại nhà văn hóa để học sinh mượn máy đọc sách miễn phí vào dịp hè.',
    questions: [
      'góc đọc sách điện tử là gì',
      'góc đọc sách điện tử ở đâu',
      'học sinh mượn máy đọc sách dịp nào',
      'muon may doc sach co mat tien khong',
    ],
  },
  {
    clause:
      'Duy trì "Loa xóm thông minh": bản tin sáng và chiều đọc bằng tiếng Việt và tiếng Thái, nhắc lịch tiêm chủng và lịch thu gom rác.',
    questions: [
      'loa xóm thông minh là gì',
      'loa xóm thông minh nhắc những lịch gì',
      'loa xom thong minh doc bang tieng gi',
    ],
  },
  {
    clause:
      'Lập "Tủ thuốc xanh" tại trạm y tế: người dân mang cây thuốc nam trong vườn đến trồng chung, ai cần thì xin về dùng.',
    questions: ['tủ thuốc xanh là gì', 'tủ thuốc xanh đặt ở đâu', 'ai cần cây thuốc nam thì làm sao'],
  },
  {
    clause:
      'Tổ chức "Phiên chợ đổi đồ" mỗi quý một lần tại sân vận động, ở đó bà con đổi quần áo, sách vở và nông cụ cũ cho nhau.',
    questions: ['phiên chợ đổi đồ là gì', 'phiên chợ đổi đồ mấy lần một năm', 'phien cho doi do o dau'],
  },
  {
    clause:
      'Nhân rộng "Đường hoa tự quản": mỗi hộ chăm một đoạn đường hoa trước nhà, chi hội phụ nữ đi xem và góp ý hằng tháng.',
    questions: ['đường hoa tự quản là gì', 'ai chăm đường hoa tự quản', 'duong hoa tu quan do ai gop y'],
  },
  {
    clause:
      'Mở "Lớp học điện thoại cho ông bà" vào tối thứ Tư, đoàn viên thanh niên kèm từng người cách gọi hình và đặt lịch khám.',
    questions: [
      'lớp học điện thoại cho ông bà là gì',
      'lớp học điện thoại dạy những gì',
      'lop hoc dien thoai vao toi nao',
    ],
  },
  {
    clause:
      'Xây dựng "Bể nước chung của xóm" để các hộ đầu nguồn và cuối nguồn lấy nước theo lịch luân phiên trong mùa khô.',
    questions: [
      'bể nước chung của xóm là gì',
      'bể nước chung lấy nước theo lịch nào',
      'be nuoc chung cua xom de lam gi',
    ],
  },
] as const

/** Asked of that commune, answered from clean prose: the model is asked. */
export const CLEAN_QUESTIONS: readonly string[] = CLEAR_CLAUSES.flatMap(({ questions }) => questions)

/** What the ward tells everyone about the matters of its internal paper, with questions that lead there. */
export const NOTICES = [
  {
    clause:
      'Buổi "Thứ Bảy vì dân" có thêm bàn hướng dẫn cho người cao tuổi ở sảnh nhà văn hóa, đoàn viên ngồi viết giúp tờ khai.',
    questions: ['buổi thứ bảy vì dân có bàn hướng dẫn cho ai', 'ai viết giúp tờ khai buổi thứ bảy vì dân'],
  },
  {
    clause: '"Tủ sách điện tử khu phố" mở cửa buổi tối để học sinh và người lao động vào đọc, ai mượn thì ghi vào sổ.',
    questions: ['tủ sách điện tử khu phố mở cửa cho ai', 'mượn ở tủ sách điện tử khu phố thì làm gì'],
  },
  {
    clause: 'Camera an ninh đặt ở nơi công cộng, không quay vào nhà dân; người mất đồ viết đơn thì được xem lại hình.',
    questions: ['camera an ninh đặt ở đâu', 'mất đồ có được xem lại hình camera an ninh không'],
  },
  {
    clause: 'Người nộp hồ sơ trực tuyến chưa quen thì đến gặp Tổ công nghệ số ngồi trực ở khu phố, không mất tiền.',
    questions: ['chưa quen nộp hồ sơ trực tuyến thì gặp ai', 'nhờ tổ công nghệ số có mất tiền không'],
  },
] as const

export const NOTICE_QUESTIONS: readonly string[] = NOTICES.flatMap(({ questions }) => questions)
