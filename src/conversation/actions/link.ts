import type { Delivery } from '../../delivery/index.ts'
import { type People, type Redeemed, readLinkCode } from '../../people/index.ts'
import type { Action, Asked } from '../dependencies.ts'
import type { Reply } from '../rows.ts'
import { say } from './reply.ts'

const WORDS = {
  wrong:
    'Mã liên kết không đúng, đã dùng hoặc đã hết hạn (mỗi mã dùng một lần, trong 10 phút). Anh/chị xin mã mới ở người quản trị của xã.',
  inGroup:
    'Mã liên kết chỉ nhắn riêng cho trợ lý, không nhắn trong nhóm. Mã vừa nhắn đã bị hủy; anh/chị xin mã mới ở người quản trị của xã.',
  of_another_official:
    'Cuộc trò chuyện này đang gắn với cán bộ khác. Người quản trị của xã cần hủy liên kết cũ trước; mã của anh/chị vẫn dùng được.',
} as const

/** A code said in a private chat, typed or in a deep link, links it to a post; everybody concerned is told. */
export function linkAction({ people, delivery }: { people: People; delivery: Pick<Delivery, 'owe'> }): Action {
  return async (asked) => {
    const code = readLinkCode(asked.message.startPayload ?? '') ?? readLinkCode(asked.text)
    if (!code) return null
    if (asked.message.isGroup) {
      await people.linking.spoil(code)
      return say(WORDS.inGroup)
    }
    const redeemed = await people.linking.redeem(code, asked.account.id)
    if (redeemed.kind === 'linked') await tellEverybody({ people, delivery }, asked, redeemed)
    return replyTo(people, asked, redeemed)
  }
}

type Linked = Extract<Redeemed, { kind: 'linked' }>

async function replyTo(people: People, { account }: Asked, redeemed: Redeemed): Promise<Reply> {
  if (redeemed.kind === 'too_many') {
    const minutes = Math.ceil(redeemed.waitSeconds / 60)
    return say(`Đã nhắn sai mã nhiều lần. Anh/chị vui lòng đợi ${minutes} phút rồi nhắn lại mã mới.`)
  }
  if (redeemed.kind !== 'linked') return say(WORDS[redeemed.kind])
  const commune = (await people.get(account.id))?.commune?.name ?? ''
  return say(
    [
      `Đã liên kết cuộc trò chuyện này với chức danh ${redeemed.title}, ${commune}.`,
      'Từ đây anh/chị hỏi được việc của đơn vị và nhận nhắc việc; câu trả lời có thể nêu nội dung nội bộ, anh/chị không chuyển tiếp ra ngoài.',
      'Gõ: VIỆC (việc của đơn vị), HẠN (việc sắp đến hạn), BÁO CÁO (kỳ báo cáo tới), NHẮC NHỞ (cách nhận nhắc việc).',
    ].join('\n'),
  )
}

const CHANNELS: Record<string, string> = { telegram: 'Telegram', zalo_oa: 'Zalo', zalo_bot: 'Zalo', web: 'trang web' }

/** The old chats, the other chats, and whoever coordinates the commune: once each. */
async function tellEverybody(
  { people, delivery }: { people: People; delivery: Pick<Delivery, 'owe'> },
  { account, message }: Asked,
  { communeId, postId, title, moved, others }: Linked,
): Promise<void> {
  const where = CHANNELS[account.channel] ?? account.channel
  const warn = 'Nếu không phải đồng chí thực hiện, đồng chí báo ngay cho người quản trị của xã.'
  const notices = [
    ...moved.map((accountId) => ({
      accountId,
      text: `Chức danh ${title} vừa được liên kết với một cuộc trò chuyện khác; cuộc trò chuyện này không còn là của cán bộ. ${warn}`,
    })),
    ...others.map((accountId) => ({
      accountId,
      text: `Chức danh ${title} vừa được liên kết thêm một cuộc trò chuyện trên ${where}. ${warn}`,
    })),
    ...(await coordinators(people, { communeId, postId })).map((accountId) => ({
      accountId,
      text: `Một cuộc trò chuyện trên ${where} vừa được liên kết với chức danh ${title}.`,
    })),
  ]
  for (const notice of notices.filter(({ accountId }) => accountId !== account.id)) {
    await delivery.owe({ ...notice, key: `linked-${message.id}`, class: 'notice' })
  }
}

async function coordinators(
  people: People,
  { communeId, postId }: { communeId: number; postId: number },
): Promise<number[]> {
  const posts = await people.posts.list(communeId)
  return posts
    .filter(({ id, role }) => id !== postId && (role === 'coordinator' || role === 'administrator'))
    .flatMap(({ holders }) => holders.flatMap(({ accounts }) => accounts[0]?.accountId ?? []))
}
