/** Office XML read as a stream: only the wanted elements become small trees, one at a time. */
import { SaxesParser } from 'saxes'
import { ReadingStopped } from './extraction.ts'
import type { FileLimits } from './limits.ts'

/** Names and attributes without their prefix: producers differ in prefixes, not in local names. */
export type XmlElement = { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }

export type XmlSource = { chunks: AsyncIterable<Buffer>; part: string; limits: FileLimits }

const MAX_ELEMENTS_PER_TREE = 1_000_000

/** Calls `take` with each outermost element whose name is wanted, in document order. */
export async function eachElement(source: XmlSource, wanted: string[], take: (el: XmlElement) => void): Promise<void> {
  const { part, limits } = source
  const stop = (cause?: unknown): ReadingStopped => new ReadingStopped('damaged', part, { cause })
  const wantedNames = new Set(wanted)
  const stack: XmlElement[] = []
  let depth = 0
  let elements = 0
  const parser = new SaxesParser({})
  parser.on('error', (error) => {
    throw stop(error)
  })
  parser.on('doctype', () => {
    throw stop('document type declarations do not occur in office files')
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > limits.maxXmlDepth) throw stop('nested too deeply')
    const name = localName(tag.name)
    if (stack.length === 0 && !wantedNames.has(name)) return
    elements += 1
    if (elements > MAX_ELEMENTS_PER_TREE) throw new ReadingStopped('too_large', part)
    const element: XmlElement = { name, attributes: localAttributes(tag.attributes), children: [] }
    stack.at(-1)?.children.push(element)
    stack.push(element)
  })
  parser.on('text', (text) => {
    stack.at(-1)?.children.push(text)
  })
  parser.on('closetag', () => {
    depth -= 1
    const closed = stack.pop()
    if (!closed || stack.length > 0) return
    elements = 0
    take(closed)
  })
  const decoder = new TextDecoder()
  for await (const chunk of source.chunks) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
}

/** Every wanted element of a small part. */
export async function readElements(source: XmlSource, wanted: string[]): Promise<XmlElement[]> {
  const elements: XmlElement[] = []
  await eachElement(source, wanted, (element) => elements.push(element))
  return elements
}

/** First child element of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((node): node is XmlElement => typeof node !== 'string' && node.name === name)
}

/** Child elements, of that name where one is given. */
export function children(element: XmlElement | undefined, name?: string): XmlElement[] {
  const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string'
  return (element?.children ?? []).filter(isElement).filter((node) => !name || node.name === name)
}

/** The `val` attribute of a child, the way office XML writes most properties. */
export function childValue(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes.val
}

/** An on/off property: present without a value means on. */
export function isOn(element: XmlElement | undefined, name: string): boolean | undefined {
  const property = child(element, name)
  if (!property) return undefined
  return !['0', 'false', 'off', 'none'].includes(property.attributes.val ?? 'true')
}

/** All text below an element. */
export function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((node) => (typeof node === 'string' ? node : textOf(node))).join('')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function localAttributes(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]))
}
