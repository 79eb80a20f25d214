import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../src/language/text.ts'
import { findUnits, unitKey } from '../../src/language/units.ts'

/** One office under the spellings that papers of one commune mix. */
const OFFICES: readonly (readonly [string, ...string[]])[] = [
  ['Phòng Văn hóa - Xã hội', 'Phòng Văn hóa-Xã hội', 'Phòng Văn hóa – Xã hội', 'Phòng VHXH', 'P. VH-XH', 'P.VHXH'],
  ['Văn phòng HĐND và UBND', 'Văn phòng HĐND&UBND', 'VP HĐND - UBND', 'VP HĐND và UBND'],
  ['Trung tâm Phục vụ hành chính công', 'TTPVHCC', 'Trung tâm PVHCC', 'TTHCC'],
  ['Ủy ban MTTQ Việt Nam', 'UBMTTQ Việt Nam', 'UB MTTQ Việt Nam', 'UBMTTQVN'],
  ['Hội Liên hiệp Phụ nữ', 'Hội LHPN', 'HLHPN'],
  ['Đoàn Thanh niên Cộng sản Hồ Chí Minh', 'Đoàn TNCS Hồ Chí Minh', 'Đoàn TNCSHCM'],
  ['Ban Chỉ huy Phòng thủ dân sự', 'Ban Chỉ huy PTDS', 'BCH PTDS'],
  ['Ban Chỉ huy Quân sự', 'BCHQS', 'BCH Quân sự'],
  ['Trạm Y tế', 'TYT'],
  ['Phòng Kinh tế', 'P. Kinh tế', 'P.Kinh tế'],
  ['Công an', 'Công an'],
]

const office = fc.integer({ min: 0, max: OFFICES.length - 1 })
const spelling = (at: number) => fc.constantFrom(...(OFFICES[at] ?? ['']))
const level = fc.constantFrom('', ' xã', ' phường')
const joiner = fc.constantFrom(', ', '; ', ' và ', ' chủ trì, phối hợp với ')

describe('the grammar of units', () => {
  test('every spelling of an office, with its commune’s level or without, is that one office', () => {
    fc.assert(
      fc.property(
        office.chain((at) => fc.tuple(fc.constant(at), spelling(at), spelling(at))),
        level,
        ([at, a, b], place) => {
          const named = findUnits(`Giao ${a}${place} thực hiện`)
          expect(named).toHaveLength(1)
          expect(named[0]?.key).toBe(unitKey(OFFICES[at]?.[0] ?? ''))
          expect(findUnits(`${b}${place} báo cáo.`)[0]?.key).toBe(named[0]?.key)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('offices named one after another are found each, in order, none taken for another', () => {
    const list = fc
      .uniqueArray(office, { minLength: 2, maxLength: 4 })
      .chain((ats) => fc.tuple(...ats.map((at) => fc.tuple(fc.constant(at), spelling(at)))))
    fc.assert(
      fc.property(list, joiner, (named, between) => {
        const text = named.map(([, words]) => words).join(between)
        const keys = named.map(([at]) => unitKey(OFFICES[at]?.[0] ?? ''))
        expect(findUnits(text).map(({ key }) => key)).toEqual(keys)
      }),
      { numRuns: 400 },
    )
  })

  test('unmarked and capital spellings of a written-out name are the same office', () => {
    fc.assert(
      fc.property(office, level, (at, place) => {
        const name = `${OFFICES[at]?.[0] ?? ''}${place}`
        const key = unitKey(OFFICES[at]?.[0] ?? '')
        for (const written of [name.toUpperCase(), name.toLowerCase(), fold(name), name.normalize('NFD')])
          expect(findUnits(written).map((unit) => unit.key)).toEqual([key])
      }),
      { numRuns: 200 },
    )
  })

  test('a group stays a group, whatever it is made of', () => {
    const nouns = fc.uniqueArray(fc.constantFrom('phòng', 'ban', 'ngành', 'đơn vị', 'cơ quan', 'đoàn thể'), {
      minLength: 1,
      maxLength: 3,
    })
    const whose = fc.constantFrom('', ' liên quan', ' thuộc xã', ' trên địa bàn', ' trực thuộc')
    fc.assert(
      fc.property(nouns, whose, (members, rest) => {
        const [found, ...others] = findUnits(`Các ${members.join(', ')}${rest} báo cáo trước ngày 20.`)
        expect(found?.group).toBe(true)
        expect(others).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('offices and places named in one breath are groups apart, each with its "các"', () => {
    const offices = fc.constantFrom('phòng', 'phòng, đơn vị', 'cơ quan, đoàn thể')
    const places = fc.constantFrom('thôn', 'khu phố', 'khóm, ấp')
    fc.assert(
      fc.property(offices, places, fc.boolean(), fc.constantFrom(', ', ' và '), (office, place, first, joint) => {
        const groups = first ? [office, place] : [place, office]
        const names = findUnits(`Các ${groups.join(joint)} báo cáo trước ngày 20.`).map((unit) => unit.name)
        expect(names).toEqual(groups.map((words) => `Các ${words}`))
      }),
      { numRuns: 100 },
    )
  })
})
