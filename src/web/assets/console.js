/* Small comforts of the office's pages; every page works without them. */

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy)
    const said = button.parentElement?.querySelector('[data-copied]')
    text.select()
    try {
      await navigator.clipboard.writeText(text.value)
      if (said) said.textContent = 'Đã sao chép; anh/chị mở nhóm Zalo rồi dán.'
    } catch {
      // Without a secure address browsers keep the clipboard to themselves: the text stands selected.
      const isCopied = document.execCommand('copy')
      if (said)
        said.textContent = isCopied ? 'Đã sao chép; anh/chị mở nhóm Zalo rồi dán.' : 'Anh/chị bấm Ctrl+C để sao chép.'
    }
  })
}

for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print())

// A chosen filter applies at once; without scripts its button does.
for (const form of document.querySelectorAll('form[data-at-once]')) {
  form.addEventListener('change', () => form.requestSubmit())
}

const lookAgain = document.querySelector('[data-look-again]')
if (lookAgain) setTimeout(() => location.reload(), Number(lookAgain.dataset.lookAgain) * 1000)

// How far the sending of files is; without scripts the browser sends them as it does.
for (const form of document.querySelectorAll('[data-upload]')) {
  const bar = form.querySelector('progress')
  const says = form.querySelector('[data-upload-says]')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.value = total > 0 ? (100 * loaded) / total : 0
      says.textContent = loaded < total ? `Đã gửi ${Math.round(bar.value)}%` : 'Đã gửi xong, đang xếp đọc…'
    })
    request.addEventListener('load', () => {
      if (request.status < 400) location.assign(request.responseURL)
      else {
        const isText = request.getResponseHeader('content-type')?.startsWith('text/plain')
        says.textContent = isText ? request.responseText : 'Chưa tải lên được; anh/chị thử lại hoặc báo người quản trị.'
        bar.hidden = true
      }
    })
    request.addEventListener('error', () => {
      says.textContent = 'Mất kết nối khi gửi; tệp vẫn còn ở máy anh/chị, bấm lại để gửi.'
      bar.hidden = true
    })
    bar.hidden = false
    request.open('POST', form.action)
    request.send(new FormData(form))
  })
}

/** Reviewing from the keyboard: one letter a step, never while somebody types. */
const review = document.querySelector('[data-review]')
if (review) {
  const entries = [...review.querySelectorAll('.entry')]
  const current = () => entries.findIndex((entry) => entry.contains(document.activeElement))
  const goTo = (at) => {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, at))]
    entry?.closest('details')?.setAttribute('open', '')
    entry?.focus()
    entry?.scrollIntoView({ block: 'nearest' })
  }
  const unfold = (entry, name) => {
    const fold = entry.querySelector(`[data-fold="${name}"]`)
    if (!fold) return
    fold.open = true
    return fold
  }
  const acts = {
    j: (at) => goTo(at + 1),
    k: (at) => goTo(at - 1),
    x: (at) => entries[at]?.querySelector('[data-viec="xac-nhan"], [data-viec="lay-theo-tep"]')?.click(),
    s: (at) =>
      entries[at] && unfold(entries[at], 'sua')?.querySelector('input:not([type="hidden"]), textarea')?.focus(),
    l: (at) => entries[at] && unfold(entries[at], 'loai')?.querySelector('input:not([type="hidden"])')?.focus(),
    g: (at) => entries[at] && unfold(entries[at], 'loai')?.querySelector('select')?.focus(),
    v: (at) => entries[at]?.querySelector('a[href^="#doan-"]')?.click(),
  }
  document.addEventListener('keydown', (event) => {
    const { target, key } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (key === 'Escape') {
      const entry = entries[current()]
      for (const fold of entry?.querySelectorAll('details[open]') ?? []) fold.open = false
      entry?.focus()
      return
    }
    if (target.closest('input, textarea, select')) return
    const act = acts[key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act(current())
  })
  // After a form the page comes back at its entry: the next step begins there.
  const back = /^#muc-/.test(location.hash) && document.querySelector(location.hash)
  if (back) back.focus()
}

// On a phone the menu scrolls sideways: the page that is open stands in view.
const openItem = document.querySelector('.console-menu [aria-current="page"]')
const menu = openItem?.closest('.console-menu')
if (menu) menu.scrollLeft = openItem.offsetLeft - (menu.clientWidth - openItem.clientWidth) / 2
