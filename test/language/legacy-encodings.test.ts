import { expect, test } from 'vitest'
import { convertLegacy } from '../../src/language/legacy-encodings.ts'

test.each([
  [
    'Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp - tù do - h¹nh phóc',
    'tcvn3',
    'Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập - tự do - hạnh phúc',
  ],
  ['COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM', 'vni', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['Ñoäc laäp - Töï do - Haïnh phuùc', 'vni', 'Độc lập - Tự do - Hạnh phúc'],
])('%s is %s', (written, encoding, meant) => {
  expect(convertLegacy(written)).toEqual({ text: meant, encoding })
})

test.each([
  'Ủy ban nhân dân xã được giao nhiệm vụ của năm 2026',
  'Phòng tài chính có hòm thư tại nhà số 5 và là nơi có tám cán bộ',
  'Le conseil général a décidé que le président sera élu à Évian, déjà prévu',
  'Plain text without any marks at all',
])('%s stays as it is', (text) => {
  expect(convertLegacy(text)).toEqual({ text, encoding: null })
})

test('a file of mixed encodings comes out whole', () => {
  const { text } = convertLegacy('Ủy ban nhân dân xã đã giao nhiệm vụ\nPhßng Kinh tÕ chñ tr×, phèi hîp víi C«ng an x·')
  expect(text).toBe('Ủy ban nhân dân xã đã giao nhiệm vụ\nPhòng Kinh tế chủ trì, phối hợp với Công an xã')
})
