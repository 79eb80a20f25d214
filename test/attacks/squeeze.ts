/** A text as it is compared: without marks of form, on one line. */
export function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[*_\\"|]/g, ' ')
    .replace(/\s+/g, ' ')
}
