export function convertLegacy(text: string): string {
  return text
}
