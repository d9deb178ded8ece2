// Streamlit's buttons take letters and digits only and it keeps `r` for itself: these keys stand for what they can take.

const INSTEAD = { r: "x", "?": "h" }

export default function () {
  const heard = (event) => {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.key === "/") {
      const search = document.querySelector(".st-key-text input")
      if (!search) return
      stop(event)
      search.focus()
      search.select()
    } else if (INSTEAD[event.key]) {
      stop(event)
      const key = INSTEAD[event.key]
      const code = `Key${key.toUpperCase()}`
      event.target.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))
    }
  }
  window.addEventListener("keydown", heard, true)
  return () => window.removeEventListener("keydown", heard, true)
}

function stop(event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName || "") && target.type !== "checkbox"
}
