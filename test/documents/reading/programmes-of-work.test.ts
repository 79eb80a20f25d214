import { describe, expect, test } from 'vitest'
import type { Task } from '../../../src/documents/administrative-document.ts'
import { readPlan } from '../../support/read-plan.ts'

type Row = Pick<Task, 'name' | 'lead' | 'start' | 'end'>

function duties(matter: string, heading?: string): Row[] {
  return readPlan(matter, heading).tasks.map(({ name, lead, start, end }) => ({ name, lead, start, end }))
}

describe('a programme of work by month', () => {
  const heading = 'I. LỊCH CÔNG TÁC THEO THÁNG'
  const matter = `Quý I

Tháng 01: Ban hành kế hoạch; phân công cán bộ xuống bản (Phòng Kinh tế).

Tháng 3: các thôn dọn đường làng; hội thi dân vận khéo.`

  test('plans each activity in its month, led by those in brackets after it alone', () => {
    expect(duties(matter, heading)).toEqual([
      { name: 'Ban hành kế hoạch', lead: [], start: '2027-01-01', end: '2027-01-31' },
      { name: 'phân công cán bộ xuống bản', lead: ['Phòng Kinh tế'], start: '2027-01-01', end: '2027-01-31' },
      { name: 'các thôn dọn đường làng', lead: ['Các thôn'], start: '2027-03-01', end: '2027-03-31' },
      { name: 'hội thi dân vận khéo', lead: [], start: '2027-03-01', end: '2027-03-31' },
    ])
  })

  test('is cited under its quarter', () => {
    expect(readPlan(matter, heading).tasks[0]?.section).toBe('I, Quý I')
  })
})

describe('a table', () => {
  test('with the units left of the duties gives a cell left blank to the unit above', () => {
    const rows = duties(
      'Đơn vị chủ trì\tNhiệm vụ\tThời gian\nCông an xã\tTuần tra đêm tại chợ\tQuý II/2027\n\tLắp đặt camera\tQuý III/2027',
    )
    expect(rows.map(({ lead }) => lead)).toEqual([['Công an xã'], ['Công an xã']])
  })

  test('with the units right of the duties leaves a blank cell blank', () => {
    const rows = duties(
      'TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tTuần tra đêm tại chợ\tCông an xã\tQuý II/2027\n2\tLắp đặt camera\t\tQuý III/2027',
    )
    expect(rows.map(({ lead }) => lead)).toEqual([['Công an xã'], []])
  })

  test('of places to be seen to by a day is one of duties', () => {
    const [row] = duties(
      'Điểm rác\tĐơn vị chủ trì\tĐơn vị phối hợp\tXong trước\nSau chợ Gò\tHội Nông dân xã\tCông an xã\t30/4/2027',
    )
    expect(row).toEqual({ name: 'Sau chợ Gò', lead: ['Hội Nông dân xã'], start: null, end: '2027-04-30' })
  })

  test('may number its months', () => {
    const [row] = duties('Tháng\tNội dung\tChủ thể\n3\tKhảo sát trạm bơm\tBan Pháp chế')
    expect(row).toEqual({ name: 'Khảo sát trạm bơm', lead: ['Ban Pháp chế'], start: '2027-03-01', end: '2027-03-31' })
  })
})

describe('an item of several bodies', () => {
  test('is the labelled one’s in every sentence that names nobody else', () => {
    const rows = duties('1. Trạm Y tế xã: Là cơ quan thường trực. Theo dõi, đôn đốc các thôn.')
    expect(rows.map(({ lead }) => lead)).toEqual([['Trạm Y tế xã'], ['Trạm Y tế xã']])
  })

  test('has a duty for each that acts after a semicolon', () => {
    const rows = duties('1. Hội Nông dân xã phụ trách vườn mẫu; Đoàn Thanh niên xã duy trì 14 đội hình tình nguyện.')
    expect(rows.map(({ name, lead }) => [name, lead])).toEqual([
      ['Hội Nông dân xã phụ trách vườn mẫu', ['Hội Nông dân xã']],
      ['Đoàn Thanh niên xã duy trì 14 đội hình tình nguyện.', ['Đoàn Thanh niên xã']],
    ])
  })
})

describe('the time of a duty', () => {
  test('is not one that was over before the paper was issued', () => {
    const [row] = duties('1. Số hóa sổ hộ tịch giai đoạn trước năm 2007, hoàn thành trong quý II/2027.')
    expect(row).toMatchObject({ start: '2027-04-01', end: '2027-06-30' })
  })

  test('begins on the first of two days of one month', () => {
    const [row] = duties('1. Tổ chức tiếp xúc cử tri từ ngày 07 đến ngày 18/6/2027.')
    expect(row).toMatchObject({ start: '2027-06-07', end: '2027-06-18' })
  })

  test('that begins with a school year has no end', () => {
    const [row] = duties('1. Các trường học dạy học bạ số từ năm học 2026 - 2027.')
    expect(row?.end).toBeNull()
  })
})

describe('a paper cut by its pages', () => {
  test('keeps a place with its name', () => {
    const [row] = duties(
      '- Phối hợp với doanh nghiệp viễn thông xóa vùng lõm sóng tại các thôn, trong đó có thôn Hạ và thôn\n\nCồn Bần trước mùa mưa năm 2027.',
    )
    expect(row?.name).toContain('thôn Cồn Bần')
  })

  test('is signed though "(đã ký)" stands beside the capacity', () => {
    expect(readPlan('1. Trạm Y tế xã khám lưu động.').identity).toMatchObject({
      signer: 'Nông Văn Sơn',
      signerTitle: 'CHỦ TỊCH',
    })
  })
})
