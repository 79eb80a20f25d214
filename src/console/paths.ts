/** Where the office's pages are. */
export const CONSOLE_PATH = '/quan-tri'

/** Only a path of the office's own pages: nobody is sent elsewhere after signing in. */
export function ownPath(wanted: string | undefined): string {
  const isOwn = wanted !== undefined && /^\/quan-tri(?:\/[\w\-/]*)?$/.test(wanted)
  return isOwn ? wanted : CONSOLE_PATH
}
