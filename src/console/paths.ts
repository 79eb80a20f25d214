/** Where the office's pages are. */
export const CONSOLE_PATH = '/quan-tri'

/** Where one sets up a second factor of one's own. */
export const FACTOR_PATH = `${CONSOLE_PATH}/tai-khoan/xac-thuc`

/** One's own sessions. */
export const SESSIONS_PATH = `${CONSOLE_PATH}/tai-khoan/phien`

/** Only a path of the office's own pages: nobody is sent elsewhere after signing in. */
export function ownPath(wanted: string | undefined): string {
  const isOwn = wanted !== undefined && /^\/quan-tri(?:\/[\w\-/]*)?$/.test(wanted)
  return isOwn ? wanted : CONSOLE_PATH
}

const HERE = 'http://own'

/** Back to a page of ours with what a form just did; anything else leads to the first page. */
export function backTo(wanted: unknown, results: Readonly<Record<string, string>>): string {
  const asked = typeof wanted === 'string' && URL.canParse(wanted, HERE) ? new URL(wanted, HERE) : null
  const isOwn = asked?.origin === HERE && ownPath(asked.pathname) === asked.pathname
  const url = asked && isOwn ? asked : new URL(CONSOLE_PATH, HERE)
  for (const [name, value] of Object.entries(results)) url.searchParams.set(name, value)
  return `${url.pathname}${url.search}${url.hash}`
}
