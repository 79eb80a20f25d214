const decoder = new TextDecoder('utf-8', { fatal: true })
const WHOLE_NUMBER = /^-?\d+$/

/** `JSON.parse` hands its reviver each number as it was written; the types do not know yet. */
type ExactReviver = (key: string, value: unknown, context: { source?: string }) => unknown

const keepLongNumbers: ExactReviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && WHOLE_NUMBER.test(source)
    ? source
    : value

/** UTF-8 JSON, identifiers beyond 2^53 kept whole as strings; undefined when it is neither. */
export function parseExactJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes), keepLongNumbers as (key: string, value: unknown) => unknown)
  } catch {
    return undefined
  }
}
