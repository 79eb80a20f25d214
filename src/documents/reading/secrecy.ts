import { fold } from '../../language/text.ts'
import type { Secrecy } from '../administrative-document.ts'
import type { Block } from './blocks.ts'

/** Where a stamp may stand: the first page's head, before the title and preamble. */
const HEAD_BLOCKS = 25

/**
 * The secrecy mark of the paper itself: a stamp alone on a line of the head ("MẬT", "TỐI MẬT", "TUYỆT MẬT"), or a line
 * "Độ mật: Tối mật". "Trừ văn bản mật" in a sentence is no mark.
 */
export function readSecrecy(blocks: readonly Block[]): Secrecy | null {
  for (const [at, block] of blocks.entries()) {
    const stated = /^độ (?:bảo )?mật\s*[:：]\s*(?:\(\s*)?(tuyệt mật|tối mật|mật)/iu.exec(block.plain)?.[1]
    if (stated) return markOf(stated)
    if (at >= HEAD_BLOCKS || block.plain.length > 30) continue
    const stamp = /^[\s[(*"“]*(TUYỆT MẬT|TỐI MẬT|MẬT)[\s\])*"”.]*$/u.exec(block.plain)?.[1]
    if (stamp) return markOf(stamp)
  }
  return null
}

function markOf(words: string): Secrecy {
  const folded = fold(words)
  return folded.startsWith('tuyet') ? 'tuyệt mật' : folded.startsWith('toi') ? 'tối mật' : 'mật'
}

/** "Lưu hành nội bộ" on the paper itself: alone on a line of the head or foot. */
export function isInternalUse(blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) => block.plain.length <= 60 && /^[\s[(*]*(?:tài liệu )?(?:chỉ )?lưu hành nội bộ/iu.test(block.plain),
  )
}
