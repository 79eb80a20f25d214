/** Paragraph and character styles with what they inherit, as far as the text of a document depends on them. */
import { child, children, childValue, isOn, type XmlElement } from '../xml.ts'

export type RunLook = { bold: boolean; hidden: boolean; white: boolean; font: string }

export type ParagraphStyle = RunLook & {
  /** 1 to 9 for headings, 0 for body text. */
  headingLevel: number
  numberingId: string | null
  numberingLevel: number
  /** A line of an automatic table of contents. */
  isContents: boolean
}

export type Styles = {
  of(styleId: string | undefined): ParagraphStyle
  /** Whether tables of that style have lines around their cells. */
  drawsBorders(styleId: string | undefined): boolean
}

const PLAIN: ParagraphStyle = {
  bold: false,
  hidden: false,
  white: false,
  font: '',
  headingLevel: 0,
  numberingId: null,
  numberingLevel: 0,
  isContents: false,
}
const MAX_INHERITANCE = 20

/** Resolves `word/styles.xml`, given its `docDefaults` and `style` elements. */
export function readStyles(elements: XmlElement[]): Styles {
  const defaults = elements.find((element) => element.name === 'docDefaults')
  const base = { ...PLAIN, ...runLook(child(child(defaults, 'rPrDefault'), 'rPr'), PLAIN) }
  const styles = elements.filter((element) => element.name === 'style')
  const byId = new Map(styles.map((style) => [style.attributes.styleId ?? '', style]))
  const standard = styles.find((style) => style.attributes.type === 'paragraph' && style.attributes.default === '1')
  const resolved = new Map<string, ParagraphStyle>()
  const resolve = (id: string, depth: number): ParagraphStyle => {
    const known = resolved.get(id)
    if (known) return known
    const element = byId.get(id)
    if (!element || depth > MAX_INHERITANCE) return base
    const parentId = childValue(element, 'basedOn')
    const style = readStyle(element, parentId ? resolve(parentId, depth + 1) : base)
    resolved.set(id, style)
    return style
  }
  return {
    of: (id) => resolve(id ?? standard?.attributes.styleId ?? '', 0),
    drawsBorders: (id) => children(child(child(byId.get(id ?? ''), 'tblPr'), 'tblBorders')).some(isDrawn),
  }
}

/** Whether one edge of a table or cell is drawn. */
export function isDrawn(edge: XmlElement): boolean {
  return !/^(nil|none)?$/.test(edge.attributes.val ?? '')
}

function readStyle(element: XmlElement, parent: ParagraphStyle): ParagraphStyle {
  const name = (childValue(element, 'name') ?? '').toLowerCase()
  const paragraph = child(element, 'pPr')
  const numbering = child(paragraph, 'numPr')
  return {
    ...parent,
    ...runLook(child(element, 'rPr'), parent),
    headingLevel: headingLevel(name, paragraph) ?? parent.headingLevel,
    numberingId: childValue(numbering, 'numId') ?? parent.numberingId,
    numberingLevel: Number(childValue(numbering, 'ilvl') ?? parent.numberingLevel),
    isContents: /^(toc|mục lục) ?\d/u.test(name) || parent.isContents,
  }
}

function headingLevel(styleName: string, paragraph: XmlElement | undefined): number | undefined {
  const named = /^heading (\d)$/.exec(styleName)?.[1]
  return named ? Number(named) : outlineLevel(paragraph)
}

/** Heading level from the outline level written on a paragraph or style: 9 there means body text. */
export function outlineLevel(paragraph: XmlElement | undefined): number | undefined {
  const written = childValue(paragraph, 'outlineLvl')
  if (written === undefined) return undefined
  const level = Number(written)
  return level >= 0 && level <= 8 ? level + 1 : 0
}

/** How a run looks, given what it inherits. */
export function runLook(properties: XmlElement | undefined, inherited: RunLook): RunLook {
  const fonts = child(properties, 'rFonts')?.attributes
  const colour = childValue(properties, 'color')
  const shaded = children(properties, 'shd').some((shade) => !/^(auto|ffffff)?$/i.test(shade.attributes.fill ?? ''))
  return {
    bold: isOn(properties, 'b') ?? inherited.bold,
    hidden: isOn(properties, 'vanish') ?? inherited.hidden,
    white: colour === undefined ? inherited.white : /^ffffff$/i.test(colour) && !shaded,
    font: fonts?.ascii ?? fonts?.hAnsi ?? inherited.font,
  }
}
