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
