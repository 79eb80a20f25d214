// What the page does better with scripts: the answer arrives in place, Enter sends, choices and thumbs do not reload.
// Everything here also works as a plain form, so any doubt ends in a reload or a message, never in a lost question.

const POLL_PAUSE_MS = 400
const RETRY_PAUSE_MS = 2000
const GIVE_UP_AFTER = 5

const messages = document.getElementById('tin-nhan')
const composer = document.getElementById('o-hoi')
// On a phone the keyboard would cover the answer.
const isTouch = window.matchMedia('(pointer: coarse)').matches
const sleep = (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs))

if (messages && composer) startChat(messages, composer)
startChoosing(document.querySelector('[data-choose]'))
openWhenWide(document.querySelector('[data-open-when-wide]'))

function startChat(log, form) {
  const field = form.elements.noiDung
  const key = form.elements.khoa
  let lastId = Math.max(0, ...[...log.querySelectorAll('[data-id]')].map((node) => Number(node.dataset.id)))
  let isPolling = false
  let isWanted = false

  const toEnd = () => {
    const last = log.lastElementChild
    const isLong = last && last.offsetHeight > window.innerHeight * 0.6
    last?.scrollIntoView({ block: isLong ? 'start' : 'end' })
    if (!isLong) window.scrollTo(0, document.body.scrollHeight)
  }

  const showPending = () => {
    if (document.getElementById('dang-cho')) return
    const waiting = document.getElementById('mau-dang-cho').content.cloneNode(true)
    log.append(waiting)
    toEnd()
  }

  const showOwn = (text, ownKey) => {
    document.getElementById('loi-chao')?.remove()
    for (const old of log.querySelectorAll('.choices')) old.remove()
    const node = document.getElementById('mau-tin-hoi').content.firstElementChild.cloneNode(true)
    node.dataset.key = ownKey
    node.querySelector('p').textContent = text
    log.append(node)
    for (const afresh of document.querySelectorAll('[data-afresh]')) afresh.hidden = false
  }

  const showFault = (text, retry) => {
    document.getElementById('dang-cho')?.remove()
    const node = document.getElementById('mau-loi').content.firstElementChild.cloneNode(true)
    node.querySelector('p').textContent = text
    node.querySelector('button').addEventListener('click', () => {
      node.remove()
      retry()
    })
    log.append(node)
    toEnd()
  }

  const take = ({ id, html, chieu }) => {
    lastId = Math.max(lastId, id)
    if (document.getElementById(`tin-${id}`)) return
    if (chieu === 'hoi') log.querySelector('[data-key]')?.remove()
    for (const old of log.querySelectorAll('.choices')) old.remove()
    const waiting = document.getElementById('dang-cho')
    if (waiting) waiting.insertAdjacentHTML('beforebegin', html)
    else log.insertAdjacentHTML('beforeend', html)
  }

  /** Shows what is new; true while an answer is still on its way. */
  const pollOnce = async () => {
    const response = await fetch(`/api/tin-nhan?dang=html&sau=${lastId}`)
    if (!response.ok) throw new Error(String(response.status))
    const { tinNhan, dangCho } = await response.json()
    tinNhan.forEach(take)
    if (!dangCho) document.getElementById('dang-cho')?.remove()
    if (tinNhan.length > 0) toEnd()
    return dangCho
  }

  const pollUntilAnswered = async () => {
    for (let failures = 0; failures < GIVE_UP_AFTER; ) {
      try {
        if (!(await pollOnce())) return
        failures = 0
        await sleep(POLL_PAUSE_MS)
      } catch {
        failures += 1
        await sleep(RETRY_PAUSE_MS)
      }
    }
    showFault('Mất kết nối với trợ lý. Câu hỏi của anh/chị đã được giữ lại.', () => {
      showPending()
      poll()
    })
  }

  /** One loop at a time; a question sent while the loop is about to end makes it look once more. */
  const poll = async () => {
    isWanted = true
    if (isPolling) return
    isPolling = true
    while (isWanted) {
      isWanted = false
      await pollUntilAnswered()
    }
    isPolling = false
  }

  const send = async (text, ownKey) => {
    showPending()
    try {
      const response = await fetch('/api/tin-nhan', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ noiDung: text, khoa: ownKey }),
      })
      if (response.status === 409) return window.location.assign('/chon')
      const { loi, daXoa } = await response.json()
      if (!response.ok) return showFault(loi ?? 'Chưa gửi được câu hỏi.', () => send(text, ownKey))
      if (daXoa) return window.location.assign('/xoa-du-lieu?xong')
      showPending()
      await poll()
    } catch {
      showFault('Chưa gửi được câu hỏi. Anh/chị kiểm tra mạng rồi thử lại.', () => send(text, ownKey))
    }
  }

  const ask = (text, ownKey) => {
    showOwn(text, ownKey)
    return send(text, ownKey)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = field.value.trim()
    if (!text) return
    const ownKey = key.value
    key.value = newKey()
    field.value = ''
    field.dispatchEvent(new Event('input'))
    if (isTouch) field.blur()
    else field.focus()
    ask(text, ownKey)
  })

  if (!CSS.supports('field-sizing', 'content')) {
    field.addEventListener('input', () => {
      field.style.height = 'auto'
      field.style.height = `${field.scrollHeight}px`
    })
  }

  field.addEventListener('keydown', (event) => {
    // While a Vietnamese input method is composing, Enter accepts the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })

  document.addEventListener('submit', (event) => {
    const target = event.target
    if (target.matches('[data-choice]')) {
      event.preventDefault()
      const { noiDung, khoa } = target.elements
      if (!isTouch) field.focus({ preventScroll: true })
      ask(noiDung.value, khoa.value)
    } else if (target.matches('[data-feedback]')) {
      event.preventDefault()
      giveFeedback(target, event.submitter)
    }
  })

  if (document.getElementById('dang-cho')) poll()
  // Coming back from a clause, the browser itself returns to where the person was reading.
  const isReturn = performance.getEntriesByType('navigation')[0]?.type === 'back_forward'
  if (lastId > 0 && !window.location.hash && !isReturn) toEnd()
}

async function giveFeedback(form, button) {
  const said = form.querySelector('[role="status"]')
  try {
    const response = await fetch('/api/danh-gia', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tinNhan: form.elements.tinNhan.value, diem: button.value }),
    })
    if (!response.ok) throw new Error(String(response.status))
    for (const thumb of form.querySelectorAll('.thumb')) {
      thumb.setAttribute('aria-pressed', String(thumb === button))
    }
    said.textContent = 'Đã ghi nhận, cảm ơn anh/chị.'
  } catch {
    said.textContent = 'Chưa ghi nhận được, anh/chị thử lại giúp.'
  }
}

/** Only the units of the commune chosen are offered, and only to those who say they work there. */
function startChoosing(form) {
  const field = form?.querySelector('[data-units]')
  if (!field) return
  const select = field.querySelector('select')
  const groups = [...select.querySelectorAll('optgroup')]
  const update = () => {
    const commune = new FormData(form).get('xa')
    field.hidden = new FormData(form).get('vaiTro') === 'citizen'
    select.required = !field.hidden
    const chosen = select.selectedOptions[0]?.closest('optgroup')
    if (chosen && chosen.dataset.commune !== commune) select.value = ''
    for (const group of groups) group.hidden = group.disabled = group.dataset.commune !== commune
  }
  form.addEventListener('change', update)
  update()
}

/** On a wide screen the contents stand beside the text; on a phone they would push it out of sight. */
function openWhenWide(details) {
  if (details && window.matchMedia('(min-width: 62rem)').matches) details.open = true
}

function newKey() {
  // randomUUID is missing on pages served over plain http from another machine.
  return (
    crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join('-')
  )
}
