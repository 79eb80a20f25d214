import { expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'

const read = (table: string) =>
  readText({
    file: 'x.txt',
    text: `KẾ HOẠCH\nX\n\nI. NHIỆM VỤ\n\n- Rà soát vườn tạp.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Tám\n\n${table}\n`,
    today: '2026-11-22',
  })

const HEAD = 'TT\tCông việc\tChủ trì\tPhối hợp\tThời gian bắt đầu\tThời gian kết thúc'

test('a cell broken over two lines does not shift the cells after it', () => {
  const paper = read(
    `PHỤ LỤC 1\nDANH MỤC\n\n${HEAD}\n1\tTrồng cây\tPhòng Kinh tế\tCông an xã;\ncác ấp\tTháng 3/2027\tTháng 5/2027\n2\tCấp giấy cho\n30 hộ\tCông an xã\tPhòng Kinh tế\tQuý III/2027\tQuý IV/2027`,
  )
  const rows = paper.tasks.filter(({ from }) => from === 'appendix')
  expect(rows.map(({ name, lead, coordinating, start, end }) => ({ name, lead, coordinating, start, end }))).toEqual([
    {
      name: 'Trồng cây',
      lead: ['Phòng Kinh tế'],
      coordinating: ['Công an xã', 'Các ấp'],
      start: '2027-03-01',
      end: '2027-05-31',
    },
    {
      name: 'Cấp giấy cho 30 hộ',
      lead: ['Công an xã'],
      coordinating: ['Phòng Kinh tế'],
      start: '2027-07-01',
      end: '2027-12-31',
    },
  ])
})

test('a time in a column of units is no unit, and a name outside the grammar is kept beside known ones', () => {
  const paper = read(
    `PHỤ LỤC 1\nDANH MỤC\n\nTT\tCông việc\tChủ trì\tPhối hợp\n1\tTrồng cây\tTháng 3/2027\tNhóm Thiện nguyện Hướng Dương; Công an xã`,
  )
  expect(paper.tasks.at(0)).toMatchObject({ lead: [], coordinating: ['Nhóm Thiện nguyện Hướng Dương', 'Công an xã'] })
})

test('a table of costs sets no aims', () => {
  const paper = read(
    'PHỤ LỤC 2\nDỰ TOÁN KINH PHÍ\n\nTT\tNội dung\tNăm 2026 (triệu đồng)\tNăm 2027 (triệu đồng)\n1\tTập huấn\t120\t150',
  )
  expect(paper.targets).toEqual([])
})

test('a table in the body whose work stands under a heading of its own is one of tasks', () => {
  const paper = readText({
    file: 'x.txt',
    text: `KẾ HOẠCH\nX\n\nIII. NHIỆM VỤ\n\nThời gian\tChuyên đề giám sát\tChủ trì\tĐơn vị phối hợp\tKết quả\nTháng 3/2027\tKhám, chữa bệnh\tBan VH-XH\tTrạm Y tế\tBáo cáo\nTháng 5/2027\tThu, chi ngân sách\tBan KT-NS\tPhòng Kinh tế\tBáo cáo\n`,
    today: '2026-11-22',
  })
  expect(paper.tasks.map(({ name, lead, end }) => [name, lead, end])).toEqual([
    ['Khám, chữa bệnh', ['Ban Văn hóa - Xã hội'], '2027-03-31'],
    ['Thu, chi ngân sách', ['Ban Kinh tế - Ngân sách'], '2027-05-31'],
  ])
})
