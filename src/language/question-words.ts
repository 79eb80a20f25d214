/** Which words of a question only ask or greet, and what kind of answer they ask for. */

/** By unmarked words, since half of all questions come without marks. Longer phrases are tried first. */
const ASKING = phrases(`
  bao nhieu|bao nhieu nam|bao lau|bao gio|bao xa|nhu the nao|nhu nao|the nao|ra sao|lam sao|vi sao|tai sao|sao|vi li do gi|
  la gi|lam gi|cai gi|nhung gi|dieu gi|viec gi|gi|la ai|nhung ai|ai|o dau|noi nao|cho nao|tu dau|dau|khi nao|luc nao|
  ngay nao|nam nao|ngay may|may gio|may|nao|co phai|phai khong|dung khong|hay khong|hay chua|duoc khong|co duoc khong|
  co khong|khong|chua|bn|ntn|hay cho biet|cho biet|hay neu|hay liet ke|liet ke|ke ten|neu ro|the thi|the con|the`)
const GREETING = phrases(`
  xin chao|chao|xin hoi|cho hoi|cho em hoi|cho minh hoi|cho toi hoi|cho xin|hoi ti|hoi chut|em hoi|toi hoi|minh hoi|
  lam on|vui long|de nghi|giup em|giup toi|giup minh|giup voi|giup|cam on|xin|da|thua|oi|a|ah|u|uh|nhe|nha|nhi|nhe a|
  vay|vay a|voi a|the a|ha|hu|han|hen|nhi|day|do|co a|duoc a|ad|admin|shop|bot|em|anh|chi|bac|co chu|chau|tui|
  minh|ban oi|anh chi|a c|moi nguoi`)

type Phrases = { longest: number; words: ReadonlySet<string> }

function phrases(list: string): Phrases {
  const words = new Set(list.split('|').map((phrase) => phrase.trim()))
  return { longest: Math.max(...[...words].map((phrase) => phrase.split(' ').length)), words }
}

export type WordRole = 'asking' | 'greeting' | 'matter'

/** The role of each word, by its unmarked form. */
export function rolesOf(bare: readonly string[]): WordRole[] {
  const roles: WordRole[] = bare.map(() => 'matter')
  assign(roles, bare, { phrases: GREETING, role: 'greeting' })
  assign(roles, bare, { phrases: ASKING, role: 'asking' })
  return roles
}

function assign(
  roles: WordRole[],
  bare: readonly string[],
  { phrases: known, role }: { phrases: Phrases; role: WordRole },
): void {
  for (let start = 0; start < bare.length; ) {
    const length = lengthAt(bare, start, known)
    roles.fill(role, start, start + length)
    start += Math.max(1, length)
  }
}

function lengthAt(bare: readonly string[], start: number, known: Phrases): number {
  for (let length = Math.min(known.longest, bare.length - start); length > 0; length--) {
    if (known.words.has(bare.slice(start, start + length).join(' '))) return length
  }
  return 0
}
