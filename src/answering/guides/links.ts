/** Where a text leads: only hosts of the office's allow-list may be named to a citizen. */

const HOST =
  /(?<![\p{L}\d.@-])(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|io|me|app|link|xyz|top|site|online|cc|ly|gl)(?![\p{L}\d])/giu

/** Every host a text names, in lower case. */
export function hostsIn(text: string): string[] {
  return (text.match(HOST) ?? []).map((host) => host.toLowerCase())
}

/** An entry that begins with a dot stands for every host below it. */
export function isListed(host: string, officialHosts: readonly string[]): boolean {
  return officialHosts.some((listed) => (listed.startsWith('.') ? host.endsWith(listed) : host === listed))
}

/** The text without the lines that lead elsewhere. */
export function withoutStrangeLinks(text: string, officialHosts: readonly string[]): string {
  return text
    .split('\n')
    .filter((line) => hostsIn(line).every((host) => isListed(host, officialHosts)))
    .join('\n')
}
