import { fold } from '../../language/text.ts'
import { type ChatClient, type Commune, RefusedError, type Reply, type Role } from './client.ts'
import { ROLES, WORDS } from './words.ts'

/** Where lines come from and go to; `read` gives null when there are no more. */
export type Terminal = {
  read(prompt: string): Promise<string | null>
  write(text: string): void
}

type Asked = { client: ChatClient; terminal: Terminal }

/** Who is asking, then questions and answers until the lines end. */
export async function talk({ client, terminal }: Asked): Promise<void> {
  terminal.write(WORDS.notice)
  if (!(await introduce({ client, terminal }))) return
  terminal.write(WORDS.ready)
  for (;;) {
    const line = (await terminal.read('> '))?.trim()
    if (line === undefined) return
    if (line === '/xa') {
      if (!(await introduce({ client, terminal }))) return
    } else if (line !== '') {
      terminal.write(await answerTo(client, line))
    }
  }
}

/** Chooses commune, role and unit; false when the lines ended or there is nothing to choose from. */
async function introduce({ client, terminal }: Asked): Promise<boolean> {
  const { communes, isDemonstration } = await client.communes()
  if (communes.length === 0) {
    terminal.write(WORDS.noCommune)
    return false
  }
  const names = communes.map(({ name }) => name)
  const commune = await pick(terminal, { title: WORDS.whichCommune, names, items: communes })
  if (!commune) return false
  const choice = await pickRole(terminal, commune, isDemonstration)
  if (!choice) return false
  await client.choose({ commune: commune.slug, ...choice })
  return true
}

async function pickRole(
  terminal: Terminal,
  commune: Commune,
  isDemonstration: boolean,
): Promise<{ role: Role; unit: string | null } | null> {
  const citizen = { role: 'citizen', unit: null } as const
  if (!isDemonstration || commune.units.length === 0) return citizen
  const items = Object.keys(ROLES) as Role[]
  const role = await pick(terminal, { title: WORDS.whichRole, names: Object.values(ROLES), items })
  if (role === null) return null
  if (role === 'citizen') return citizen
  const unit = await pick(terminal, { title: WORDS.whichUnit, names: commune.units, items: commune.units })
  return unit === null ? null : { role, unit }
}

type Menu<Item> = { title: string; names: readonly string[]; items: readonly Item[] }

/** One of a numbered list, by number or name; the only one without asking; null when the lines ended. */
async function pick<Item>(terminal: Terminal, { title, names, items }: Menu<Item>): Promise<Item | null> {
  const [only, ...others] = items
  if (only !== undefined && others.length === 0) return only
  terminal.write([title, ...names.map((name, at) => `  ${at + 1}. ${name}`)].join('\n'))
  for (;;) {
    const line = await terminal.read('> ')
    if (line === null) return null
    const said = fold(line.trim())
    const at = /^\d+$/.test(said)
      ? Number(said) - 1
      : names.findIndex((name) => fold(name) === said || fold(name).endsWith(` ${said}`))
    const item = items[at]
    if (item !== undefined) return item
    terminal.write(WORDS.notOffered)
  }
}

async function answerTo(client: ChatClient, question: string): Promise<string> {
  try {
    return show(await client.ask(question))
  } catch (error) {
    if (error instanceof RefusedError) return error.message
    if (error instanceof TypeError) return WORDS.lost
    throw error
  }
}

function show({ text, choices, citations }: Reply): string {
  const quotes = citations.map(({ quote, url }) => `  “${quote}”\n  ${url}`)
  return [
    '',
    text,
    ...(quotes.length > 0 ? ['', WORDS.quote, ...quotes] : []),
    ...(choices.length > 0 ? ['', WORDS.choose, ...choices.map((choice, at) => `  ${at + 1}. ${choice}`)] : []),
    '',
  ].join('\n')
}
