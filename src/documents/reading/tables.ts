import { fold, withoutBrackets } from '../../language/text.ts'
import { type Block, textBlock } from './blocks.ts'
import type { ColumnRole, Table } from './columns.ts'
import { partYears, yearTable } from './table-years.ts'

/** Headings in use for each column, folded; the first that fits wins. A new wording is added here. */
const HEADINGS: readonly (readonly [ColumnRole, RegExp])[] = [
  ['no', /^(tt|stt|so tt|so thu tu|no|muc)$/],
  // "Việc được giao" is what is given, not to whom.
  ['name', /^(?:cac |nhung )?(?:phan |dau |cong )?(?:viec|nhiem vu)(?: \S+)? (?:duoc )?(?:giao|phan cong)$/],
  ['coordinating', /phoi hop|cung (?:thuc hien|lam|tham gia|phoi hop)|phoi thuoc|giup viec|ho tro thuc hien|tham gia/],
  [
    'lead',
    /chu tri|chu dau tu|thuc hien chinh|^ai (?:lam|lo|thuc hien)|^giao cho|phu trach|trach nhiem|dau moi|(don vi|co quan|bo phan|phong|nguoi|to chuc|can bo)[^,]*thuc hien|^(don vi|co quan|bo phan)$|phan cong|duoc giao|chi dao|^chu the/,
  ],
  ['start', /^(?!.*(ket thuc|hoan thanh|den)).*(bat dau|khoi cong|khoi dau|trien khai tu)/],
  [
    'time',
    /^thang$|^xong|^(?:khi nao|bao gio)|hoan tat|ket thuc|thoi gian|tien do|thoi han|han hoan|hoan thanh|lo trinh|moc|thoi diem|^han/,
  ],
  ['output', /san pham|ket qua|dau ra|hinh thuc van ban/],
  ['note', /ghi chu|can cu/],
  ['funding', /kinh phi|von|du toan|ngan sach|^(?:so|thanh) tien/],
  ['unit', /don vi tinh|dvt/],
  ['target', /^20\d\d$|^(ke hoach|muc tieu|chi tieu giao|chi tieu nam|den nam|nam|giai doan)( |$|\d)|phan dau/],
  [
    'name',
    /nhiem vu|noi dung|cong viec|hoat dong|giai phap|chuyen de|chi tieu|danh muc|ten |chuong trinh|du an|cong trinh|viec/,
  ],
]

function roleOf(heading: string): ColumnRole | null {
  const words = fold(heading)
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!words || words.length > 60) return null
  return HEADINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

/** Most columns of a table that is read: each of its rows is looked through for every one of them. */
const MOST_COLUMNS = 200

/** Columns of a table's head row; null when the row is not one. */
export function tableHead(cells: readonly string[]): Table | null {
  if (cells.length > MOST_COLUMNS) return null
  const byYear = yearTable(cells, roleOf)
  if (byYear) return byYear
  const roles = namedBySource(cells)
  const known = new Set(roles.filter((role) => role !== null))
  const isOfTasks = known.has('no') || (known.has('time') && known.size > 2)
  if (isByYear(cells, known)) return { roles: ['name', ...cells.slice(1).map(() => null)], headings: [...cells] }
  const isNumbered = roles[0] === 'no' && cells.length >= 3 && cells.every((text) => /^\p{L}[^\d]{0,39}$/u.test(text))
  if (!isNumbered && (known.size < 2 || !(known.has('name') || (isOfTasks && known.has('lead'))))) return null
  if (cells.some((text) => text.length > 80 || (/^\d+[.)]?$/.test(text) && !YEAR.test(text)))) return null
  const used = new Set<ColumnRole>()
  const unique = roles.map((role) => {
    if (role === null || role === 'target' || !used.has(role)) {
      if (role) used.add(role)
      return role
    }
    return null
  })
  const named = used.has('name') ? unique : withName(unique)
  return { roles: withMeasure(named, cells), headings: [...cells] }
}

const YEAR = /^20\d\d$/

/** "Chỉ tiêu | Đơn vị | 2027": beside figures of aims "Đơn vị" is what is counted, no office. */
function withMeasure(roles: (ColumnRole | null)[], cells: readonly string[]): (ColumnRole | null)[] {
  const isOfAims = roles.includes('target') && cells.some((text) => /^(?:tên |các )?chỉ tiêu/iu.test(text))
  if (!isOfAims || roles.includes('unit')) return roles
  return roles.map((role, at) => (role === 'lead' && /^đơn vị$/iu.test(cells[at] ?? '') ? 'unit' : role))
}

const OF_MONEY = /^(?:so tien|thanh tien|kinh phi|du toan|von|muc von|muc kinh phi|tong von)$/

/** "Nguồn vốn | Số tiền (triệu đồng)": the source is what its rows are named by. */
function namedBySource(cells: readonly string[]): (ColumnRole | null)[] {
  const roles = cells.map(roleOf)
  const at = roles[0] === 'no' ? 1 : 0
  const isSum = (text: string): boolean => OF_MONEY.test(fold(withoutBrackets(text)).trim()) && text !== cells[at]
  return /^nguon/.test(fold(cells[at] ?? '')) && cells.some(isSum) ? roles.with(at, 'name') : roles
}

/** "Năm | Mở lớp | Thiết bị | Cộng": figures of each year under names that say no duty. */
function isByYear([first = '', ...others]: readonly string[], known: ReadonlySet<ColumnRole>): boolean {
  const isFigures = [...known].every((role) => role === 'target' || role === 'funding')
  return (
    isFigures && /^năm$/iu.test(first) && others.length > 1 && others.every((text) => /^\p{L}[^\d]{0,59}$/u.test(text))
  )
}

/** A second head row parts a column that the first one names for several ("Đơn vị thực hiện": "Chủ trì", "Phối hợp"). */
export function refineHead(table: Table, cells: readonly string[]): Table | null {
  if (table.roles.length + cells.length > MOST_COLUMNS * 2) return null
  const byYear = partYears(table, cells)
  if (byYear) return byYear
  const roles = cells.map((text) => (text ? roleOf(text) : null))
  const filled = cells.filter(Boolean)
  if (!filled.length || cells.some((text, at) => text !== '' && (roles[at] === null || text.length > 40))) return null
  if (cell(table, cells, 'no') && cells.length === table.roles.length) return null
  if (cells.length >= table.roles.length) {
    const merged = table.roles.map((role, at) => roles[at] ?? role)
    return {
      ...table,
      roles: merged.map((role, at) => (role !== null && role !== 'target' && merged.indexOf(role) < at ? null : role)),
    }
  }
  const parted = table.roles.indexOf('lead')
  if (parted < 0 || roles.some((role) => role !== 'lead' && role !== 'coordinating')) return null
  return { headings: table.headings.toSpliced(parted, 1, ...cells), roles: table.roles.toSpliced(parted, 1, ...roles) }
}

/** The name column is the first unnamed one when no heading says which. */
function withName(roles: (ColumnRole | null)[]): (ColumnRole | null)[] {
  const at = roles.indexOf(null)
  return roles.map((role, index) => (index === at ? 'name' : role))
}

/** A row's cell by its column's role; empty when the table has no such column. */
export function cell(table: Table, cells: readonly string[], role: ColumnRole): string {
  const at = table.roles.indexOf(role)
  return at < 0 ? '' : (cells[at] ?? '')
}

type PlacedRow = { block: Block; cite: string; part: string; table: Table | null }

/** Places of tables of three columns and more, two rows and more, whose first row names no columns. */
export function unreadTables(placed: readonly PlacedRow[]): string[] {
  return placed.flatMap(({ block, cite, part, table }, at) => {
    const [before, next] = [placed[at - 1], placed[at + 1]]
    const begins = block.kind === 'row' && part === 'matter' && table === null && before?.block.kind !== 'row'
    if (!begins || next?.block.kind !== 'row' || block.cells.length < 3) return []
    const named = block.cells.filter((text) => roleOf(text) !== null).length
    const words = block.cells.filter(Boolean).join(' | ')
    return named >= 2 ? [] : [[cite && `mục ${cite}`, `"${words.slice(0, 60)}"`].filter(Boolean).join(', ')]
  })
}

/** Rows that lay out a page (issuer beside motto, recipients beside signature) are text, one cell after another. */
export function explodeLayout(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at]
    if (!block) break
    if (block.kind !== 'row') {
      out.push(block)
      at++
      continue
    }
    let to = at
    while (blocks[to]?.kind === 'row') to++
    const rows = blocks.slice(at, to)
    // Too many to be the arguments of one call.
    for (const row of isTable(rows) ? rows : columnsAsText(rows)) out.push(row)
    at = to
  }
  return out
}

const LAYOUT =
  /^(cong hoa xa hoi|doc lap|noi nhan|tm |tm\.|t\/m|kt\.|kinh gui|so:|uy ban nhan dan|hoi dong nhan dan|dang bo|ubnd|hdnd)/

function isTable(rows: readonly Block[]): boolean {
  if (rows.some((row) => tableHead(row.cells) !== null)) return true
  if (rows.some((row) => row.cells.some((text) => LAYOUT.test(fold(text))))) return false
  return rows.some((row) => row.cells.length >= 3)
}

/** A page laid out in columns is read column by column. */
function columnsAsText(rows: readonly Block[]): Block[] {
  const byColumn: Block[][] = []
  for (const { column, block } of rows.flatMap(cellsAsText)) {
    byColumn[column] ??= []
    byColumn[column].push(block)
  }
  // An empty column leaves a hole, which `flat` leaves out.
  return byColumn.flat()
}

/** A cell as the line has it, which may leave room for a number or a day between its words. */
function spaced(text: string): RegExp {
  const words = text.split(/\s+/u).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(words.join('\\s+'), 'u')
}

function cellsAsText(row: Block): { column: number; block: Block }[] {
  let from = 0
  return row.cells.flatMap((text, column) => {
    if (!text) return []
    const found = spaced(text).exec(row.raw.slice(from))
    if (!found) return []
    const at = from + found.index
    from = at + found[0].length
    return [{ column, block: textBlock(found[0], row.start + at, true) }]
  })
}
