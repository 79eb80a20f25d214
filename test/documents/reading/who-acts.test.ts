import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'

const duties = (...lines: string[]) =>
  readText({ file: 'x.txt', text: `KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n${lines.join('\n')}\n`, today: '2026-11-22' }).tasks

describe('who acts', () => {
  test.each([
    [
      '- Mỗi tháng, các phòng, đơn vị và các khóm gửi số liệu cây xanh về Phòng Kinh tế.',
      ['Các phòng, đơn vị', 'Các khóm'],
    ],
    ['- Trường hợp phát sinh, các đơn vị phản ánh về Phòng Kinh tế để tổng hợp.', ['Các đơn vị']],
    ['- Chế độ giao ban: các đơn vị báo cáo miệng tại cuộc họp.', ['Các đơn vị']],
    ['- Sửa chữa các tuyến đường bị lún; Công an xã chủ trì phân luồng xe.', ['Công an xã']],
    ['- Bưu điện phối hợp với buôn trưởng chi trả lương hưu tại nhà.', ['Bưu điện']],
    ['- Các cơ quan, đơn vị, thôn, làng đăng ký cây trồng.', ['Các cơ quan, đơn vị', 'Các thôn, làng']],
    ['- Định kỳ quý, năm các khóm, đơn vị báo cáo số cây đã trồng.', ['Các khóm', 'Các đơn vị']],
    ['- Các trường học trên địa bàn cho mượn sân tập buổi chiều.', ['Các trường học trên địa bàn']],
    ['- Ban nhân dân các ấp báo trước lịch phun thuốc.', ['Ban nhân dân ấp']],
    ['- Mỗi khu phố tổ chức một buổi tổng vệ sinh vào cuối tháng.', ['Các khu phố']],
    ['- Mỗi xóm có 02 điểm tập kết rác do dân tự quản.', []],
    [
      '- Khảo sát việc quản lý, sử dụng hệ thống loa truyền thanh tại các thôn vùng cao: Ban Văn hóa - Xã hội chủ trì, tháng 5/2027.',
      ['Ban Văn hóa - Xã hội'],
    ],
  ])('%s', (line, lead) => {
    expect(duties(line)[0]?.lead).toEqual(lead)
  })

  test('a partner ends before what is done together', () => {
    expect(duties('- Bưu điện phối hợp với buôn trưởng chi trả lương hưu tại nhà.')[0]?.coordinating).toEqual([
      'Trưởng buôn',
    ])
  })

  test('a name that is defined as short for a body means that body', () => {
    const [, task] = duties(
      '- Kiện toàn Ban Chỉ huy Phòng thủ dân sự xã Mỹ Lộc (sau đây gọi tắt là Ban Chỉ huy).',
      '- Ban Chỉ huy tổ chức trực 24/24 giờ khi có lũ.',
    )
    expect(task?.lead[0]).toMatch(/^Ban Chỉ huy Phòng thủ dân sự/)
  })

  test('a heading of several bodies names each, and an item that begins to name one is its own', () => {
    const { tasks } = readText({
      file: 'x.txt',
      text: `KẾ HOẠCH
X

IV. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế

- Hướng dẫn kỹ thuật làm muối sạch.

2. Trạm Y tế phường

- Khám sức khỏe cho diêm dân.

3. Tổ dân phố; Hợp tác xã Muối Bãi Dài

- Tổ dân phố vận động giữ vệ sinh đường làng.

- Hợp tác xã tổ chức thu mua muối.

- Tổ chức ngày hội muối vào tháng 3.

4. Hạt Kiểm lâm khu vực, Đồn Biên phòng Bãi Dài

- Hướng dẫn nghiệp vụ khi phường đề nghị.
`,
      today: '2026-11-22',
    })
    expect(tasks.slice(2).map(({ lead }) => lead)).toEqual([
      ['Tổ dân phố'],
      ['Hợp tác xã Muối Bãi Dài'],
      ['Tổ dân phố', 'Hợp tác xã Muối Bãi Dài'],
      ['Hạt Kiểm lâm', 'Đồn Biên phòng Bãi Dài'],
    ])
  })

  test.each([
    'Chữ viết tắt: VP: Văn phòng HĐND và UBND phường; TTDVTH: Trung tâm Dịch vụ tổng hợp phường; Đ.BP: Đồn Biên phòng Mũi Cát.',
    'Ghi chú: VP là Văn phòng HĐND và UBND phường, TTDVTH là Trung tâm Dịch vụ tổng hợp phường, Đ.BP là Đồn Biên phòng Mũi Cát.',
    '(Viết tắt: VP - Văn phòng HĐND và UBND phường; TTDVTH - Trung tâm Dịch vụ tổng hợp phường; Đ.BP - Đồn Biên phòng Mũi Cát)',
    'Trong Phụ lục: VP = Văn phòng HĐND và UBND phường; TTDVTH = Trung tâm Dịch vụ tổng hợp phường; Đ.BP = Đồn Biên phòng Mũi Cát',
  ])('short forms of this key stand for their offices in the table: %s', (key) => {
    const table = `TT\tNhiệm vụ\tChủ trì\tPhối hợp\n1\tLắp camera bến cá\tVP\tTTDVTH, Đ.BP\n2\tNạo vét rạch\tTTDVTH\tVP`
    const { tasks } = readText({
      file: 'x.txt',
      text: `KẾ HOẠCH\nX\n\nPHỤ LỤC\n${key}\n\n${table}\n`,
      today: '2026-11-22',
    })
    expect(tasks.map(({ lead }) => lead)).toEqual([
      ['Văn phòng HĐND và UBND phường'],
      ['Trung tâm Dịch vụ tổng hợp phường'],
    ])
    expect(tasks[0]?.coordinating).toEqual(['Trung tâm Dịch vụ tổng hợp phường', 'Đồn Biên phòng Mũi Cát'])
  })

  test('a table of short forms is a key, a row that sets two offices side by side is none', () => {
    const { tasks } = readText({
      file: 'x.txt',
      text: `KẾ HOẠCH
X

PHỤ LỤC I

STT\tTừ viết tắt\tViết đầy đủ
1\tTTDVTH\tTrung tâm Dịch vụ tổng hợp phường
2\tVP\tVăn phòng HĐND và UBND phường

PHỤ LỤC II

TT\tNhiệm vụ\tChủ trì\tPhối hợp
1\tNạo vét rạch\tTTDVTH\tVP
2\tKẻ vạch đường\tVP\tVăn phòng Đảng ủy

Ghi chú: mỗi quý rà soát một lần.
`,
      today: '2026-11-22',
    })
    expect(tasks.map(({ lead }) => lead)).toEqual([
      ['Trung tâm Dịch vụ tổng hợp phường'],
      ['Văn phòng HĐND và UBND phường'],
    ])
  })

  test('a key of other things names no office', () => {
    const [task] = duties(
      'Chữ viết tắt: VP: vùng phát triển; CS: chỉ số.',
      '- Văn phòng HĐND và UBND xã lập bản đồ VP.',
    )
    expect(task?.coordinating).toEqual([])
    expect(task?.lead).toEqual(['Văn phòng HĐND và UBND xã'])
  })
})

test('what articles on meetings and on forces of a set of rules tell is a duty', () => {
  const { tasks } = readText({
    file: 'x.txt',
    text: 'QUY CHẾ\nX\n\nĐiều 1. Lực lượng tại chỗ\n\n1. Mỗi ấp thành lập 01 đội dân phòng.\n\nĐiều 2. Chế độ họp\n\n1. Ban Chỉ đạo họp mỗi quý một lần.\n',
    today: '2026-11-22',
  })
  expect(tasks.map(({ section }) => section)).toEqual(['khoản 1 Điều 1', 'khoản 1 Điều 2'])
})

test('a heading that says whose supervision it is gives those below to that body', () => {
  const { tasks } = readText({
    file: 'x.txt',
    text: 'KẾ HOẠCH\nX\n\nIII. NỘI DUNG GIÁM SÁT\n\n1. Giám sát của Ban Kinh tế- Ngân sách\n\n- Giám sát việc thu, chi ngân sách xã.\n',
    today: '2026-11-22',
  })
  expect(tasks.map(({ lead }) => lead)).toEqual([['Ban Kinh tế - Ngân sách']])
})
