import { type Change, diffLines, diffWordsWithSpace } from 'diff'
import { html } from 'hono/html'
import type { DocumentView, Versions } from '../../documents/index.ts'
import type { Operator } from '../../people/index.ts'
import { documentName } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'

export type VersionsPage = { operator: Operator; view: DocumentView; versions: Versions }

/** Beyond these two texts are not compared to the last word: the page would not come. */
const TIMEOUT_MS = 2_000
const CONTEXT_LINES = 2

/** What the new version of a paper changed, with a little of what stands around it. */
export function versionsPage({ operator, view, versions }: VersionsPage): Html {
  const changes = diffLines(versions.before, versions.after, { timeout: TIMEOUT_MS, ignoreWhitespace: true })
  const changed = changes?.filter(({ added, removed }) => added || removed).length ?? 0
  return consolePage({
    title: `So với bản trước: ${documentName(view)}`,
    active: 'documents',
    operator,
    body: html`<p class="hint"><a href="${CONSOLE_PATH}/van-ban/${view.id}">${documentName(view)}</a></p>
<h1>So với bản trước</h1>
<p class="hint legend"><del>chữ bản trước</del> <ins>chữ bản mới</ins></p>
${
  changes === undefined
    ? html`<p class="panel empty">Hai bản khác nhau quá nhiều để so từng dòng; anh/chị xem trực tiếp văn bản mới.</p>`
    : changed === 0
      ? html`<p class="panel empty">Hai bản cùng nội dung, chỉ khác cách trình bày.</p>`
      : html`<div class="panel versions">${piecesOf(changes)}</div>`
}`,
  })
}

function piecesOf(changes: Change[]): Html[] {
  const pieces: Html[] = []
  for (let at = 0; at < changes.length; at += 1) {
    const [change, next] = [changes[at], changes[at + 1]]
    if (!change) continue
    if (change.removed && next?.added) {
      pieces.push(wordsView(change.value, next.value))
      at += 1
    } else if (change.added) pieces.push(html`<p><ins>${change.value}</ins></p>`)
    else if (change.removed) pieces.push(html`<p><del>${change.value}</del></p>`)
    else pieces.push(contextView(change.value, { isFirst: at === 0, isLast: at === changes.length - 1 }))
  }
  return pieces
}

function wordsView(before: string, after: string): Html {
  const words = diffWordsWithSpace(before, after, { timeout: TIMEOUT_MS })
  if (!words) return html`<p><del>${before}</del></p><p><ins>${after}</ins></p>`
  return html`<p>${words.map(({ added, removed, value }) => (added ? html`<ins>${value}</ins>` : removed ? html`<del>${value}</del>` : value))}</p>`
}

/** The lines next to a change; what lies between is left out. */
function contextView(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): Html {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const after = isFirst ? [] : lines.slice(0, CONTEXT_LINES)
  const before = isLast ? [] : lines.slice(Math.max(after.length, lines.length - CONTEXT_LINES))
  const left = lines.length - after.length - before.length
  return html`<p class="hint">${after.join('\n')}${left > 0 ? html`<span class="gap">… ${left} dòng giữ nguyên …</span>` : ''}${before.join('\n')}</p>`
}
