import type { Chats, Shown } from './fake-telegram-chats.ts'
import type { UpdateQueue } from './fake-telegram-updates.ts'

/** Somebody with Telegram on a phone. Where a group is named, what is done is done there. */
export type FakePerson = {
  id: string
  say(text: string, where?: FakeGroup, more?: Record<string, unknown>): number
  /** Follows a link `t.me/<bot>?start=<payload>`, or presses the button Start. */
  start(payload?: string): void
  /** Presses the button of that label on the newest message that has it. */
  press(label: string, where?: FakeGroup): void
  edit(messageId: number, text: string): void
  sendFile(content: Record<string, unknown>, caption?: string): void
  block(): void
  unblock(): void
  /** What the bot showed in this person's chat, oldest first. */
  sees(): Shown[]
}

export type FakeGroup = { id: string; sees(): Shown[]; expel(): void }

type Ground = { chats: Chats; updates: UpdateQueue; username: string; botId: number }

export function fakePerson({ chats, updates, username, botId }: Ground, id: string, name: string): FakePerson {
  const from = { id: Number(id), first_name: name }
  const chat = chats.open(id, 'private', name)
  const membership = (status: string): void => {
    const about = { id: Number(id), type: 'private' }
    const member = { user: { id: botId, is_bot: true, first_name: username }, status }
    updates.push({ my_chat_member: { chat: about, from, date: 0, new_chat_member: member } })
  }
  const say: FakePerson['say'] = (text, where, more = {}) =>
    chats.receive(where?.id ?? id, from, { text, entities: entitiesOf(text), ...more })
  return {
    id,
    say,
    start: (payload = '') => void say(`/start ${payload}`.trim()),
    press: (label, where) => {
      const there = where?.id ?? id
      const shown = chats.shown.findLast((each) => each.chatId === there && buttonOf(each, label))
      const button = shown && buttonOf(shown, label)
      if (!shown || !button) throw new Error(`no button "${label}" in chat ${there}`)
      chats.press(there, from, shown, button)
    },
    edit: (message_id, text) => {
      const about = { id: Number(id), type: 'private' }
      updates.push({ edited_message: { message_id, from, chat: about, date: 0, edit_date: 1, text } })
    },
    sendFile: (content, caption) =>
      void chats.receive(id, from, {
        ...content,
        ...(caption ? { caption, caption_entities: entitiesOf(caption) } : {}),
      }),
    block: () => {
      chat.state = 'blocked'
      membership('kicked')
    },
    unblock: () => {
      chat.state = 'open'
      membership('member')
    },
    sees: () => chats.shown.filter(({ chatId }) => chatId === id),
  }
}

export function fakeGroup({ chats }: Ground, id: string, title: string): FakeGroup {
  const chat = chats.open(id, 'supergroup', title)
  return {
    id,
    sees: () => chats.shown.filter(({ chatId }) => chatId === id),
    expel: () => {
      chat.state = 'left'
    },
  }
}

function buttonOf({ rows }: Shown, label: string): Shown['rows'][number][number] | undefined {
  return rows.flat().find(({ text, callback_data }) => text === label && callback_data !== undefined)
}

/** The commands and names Telegram marks in a text. */
export function entitiesOf(text: string): { type: string; offset: number; length: number }[] {
  const found = [...text.matchAll(/(?<![\w/])\/[a-z0-9_]+(?:@\w+)?|(?<!\w)@\w{5,}/gi)]
  return found.map(({ 0: fragment, index }) => ({
    type: fragment.startsWith('/') ? 'bot_command' : 'mention',
    offset: index,
    length: fragment.length,
  }))
}
