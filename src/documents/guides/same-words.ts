import { z } from 'zod'
import { readSideFile } from './side-file.ts'

const FILE = 'services/same-words.yaml'
const schema = z.strictObject({ groups: z.array(z.array(z.coerce.string().min(1)).min(2)).default([]) })

/** The glossary's list whose words mean one thing wherever they stand. Regional words are read with the question. */
const ABBREVIATIONS = 'glossary/viet-tat.yaml'
const listSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
/** Shorter ones are other words as often. */
const MIN_CHARS = 3

/** Groups of phrases that mean one thing in questions about services, the glossary's abbreviations joined in. Throws `GuideError`. */
export function loadSameWords(folder: string): string[][] {
  const groups = (readSideFile(folder, FILE, schema)?.groups ?? []).map((group) => [...group])
  const groupOf = new Map(groups.flatMap((group) => group.map((phrase) => [phrase.toLowerCase(), group])))
  for (const [said, meaning] of plainEntries(folder)) {
    if (groupOf.has(said)) continue
    const group = groupOf.get(meaning)
    if (group) group.push(said)
    else groups.push([meaning, said])
    const joined = group ?? groups.at(-1) ?? []
    groupOf.set(said, joined).set(meaning, joined)
  }
  return groups
}

/** Entries of the glossary with one meaning, in lower case. */
function plainEntries(folder: string): [said: string, meaning: string][] {
  const listed = Object.entries(readSideFile(folder, ABBREVIATIONS, listSchema) ?? {})
  return listed.flatMap(([said, meant]): [string, string][] => {
    const [meaning, ...others] = typeof meant === 'string' ? [meant] : meant
    const isPlain = meaning !== undefined && others.length === 0 && said.length >= MIN_CHARS
    return isPlain ? [[said.toLowerCase(), meaning.toLowerCase()]] : []
  })
}
