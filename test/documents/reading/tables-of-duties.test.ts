import { expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'

const HEAD = `ỦY BAN NHÂN DÂN
XÃ LÈN HẠ

Số: 61/KH-UBND
Lèn Hạ, ngày 05 tháng 11 năm 2026

KẾ HOẠCH
Giám sát năm 2027

I. PHÂN CÔNG
`

const read = (matter: string) => readText({ file: 'x.txt', text: `${HEAD}\n${matter}\n`, today: '2026-11-22' })

test('a table without numbers, with everyday column heads, is one of duties', () => {
  const [task] = read(`Đầu mối	Việc được giao	Cùng làm	Xong khi nào
Phòng Kinh tế	Cắm biển cảnh báo điểm sâu	Trưởng bản	15/5/2027
Hội LHPN xã	Thành lập câu lạc bộ	Hội Nông dân	Quý II/2027`).tasks
  expect(task).toMatchObject({
    name: 'Cắm biển cảnh báo điểm sâu',
    lead: ['Phòng Kinh tế'],
    coordinating: ['Trưởng bản'],
    end: '2027-05-15',
  })
})

test('a month without a year is of the one year that is planned, though it comes sooner', () => {
  const tasks = read(`Tháng	Việc	Chủ trì	Người giúp việc
11	Giám sát hồ sơ trễ hẹn	Thường trực HĐND	Văn phòng HĐND và UBND`).tasks
  expect(tasks[0]).toMatchObject({ end: '2027-11-30', coordinating: ['Văn phòng HĐND và UBND'] })
})

test('a counted group of heads acts, and the front called by its short name', () => {
  const { tasks } = read(`- Giao Trưởng 11 ấp: thông báo lịch thu gom; lập danh sách người cao tuổi.
- Mặt trận giám sát việc xét hỗ trợ các hộ.
- Công tác trên mặt trận tuyên truyền được duy trì.`)
  expect(tasks.map(({ lead }) => lead[0])).toEqual(['Trưởng ấp', 'Ủy ban MTTQ Việt Nam', undefined])
})

test('a body on the next page goes on with whom the report is for', () => {
  const { tasks } = read(`1. Phòng Kinh tế

- Tổng hợp kết quả, trình UBND xã báo cáo

Sở Nông nghiệp và Môi trường trước ngày 15/12 hằng năm.`)
  expect(tasks.map(({ lead }) => lead)).toEqual([['Phòng Kinh tế']])
})
