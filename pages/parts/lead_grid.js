// Draws the rows, and reports ticks, the row that was opened, and the column to order by.

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const grid = parentElement.querySelector(".lead-grid")
  if (!grid) return
  const ticked = grid.of === data.of ? grid.ticked : new Set(data.ticked)
  if (grid.of !== data.of) grid.scrollTop = 0
  Object.assign(grid, { of: data.of, ticked })

  const table = make("table", { ariaLabel: "Leads" })
  // Columns give way to each other before any of them goes out of sight.
  const whole = 30 + data.columns.reduce((sum, column) => sum + column.width, 0)
  table.style.minWidth = `${0.7 * whole}px`
  table.append(widths(data.columns, whole), head(), body())
  grid.replaceChildren(table)
  grid.dataset.drawn = data.of
  show()

  function head() {
    const row = make("tr")
    const all = make("input", { type: "checkbox", ariaLabel: "Tick every lead on this page" })
    all.onchange = () => tick(data.rows.map((one) => one.id), all.checked)
    row.append(cell("th", "tick", all))
    for (const column of data.columns) {
      const label = make("button", { type: "button", title: column.help, textContent: column.label + column.mark })
      label.onclick = () => setTriggerValue("order", column.field)
      const th = cell("th", column.look, column.can_order ? label : make("span", { textContent: column.label }))
      th.scope = "col"
      th.ariaSort = column.sort
      row.append(th)
    }
    const top = make("thead")
    top.append(row)
    return top
  }

  function body() {
    const rows = make("tbody")
    for (const one of data.rows) {
      const row = make("tr")
      row.dataset.id = one.id
      const box = make("input", { type: "checkbox", ariaLabel: `Tick ${one.name}` })
      box.onclick = (event) => {
        event.stopPropagation()
        tick(event.shiftKey && grid.last ? between(grid.last, one.id) : [one.id], box.checked)
        grid.last = one.id
      }
      row.append(cell("td", "tick", box))
      one.cells.forEach((text, index) => row.append(value(data.columns[index], text)))
      row.onclick = (event) => {
        if (event.target.closest(".tick")) return
        open(one.id)
      }
      rows.append(row)
    }
    return rows
  }

  function value(column, text) {
    if (column.look === "main") {
      return cell("td", "main", make("button", { type: "button", title: text, textContent: text }))
    }
    const td = cell("td", column.look)
    if (column.bar && text) {
      const bar = make("span", { className: "bar" })
      bar.style.setProperty("--part", `${Number(text)}%`)
      td.append(bar)
    }
    td.append(text)
    td.title = text
    return td
  }

  function between(from, to) {
    const ids = data.rows.map((one) => one.id)
    const ends = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b)
    return ends[0] < 0 ? [to] : ids.slice(ends[0], ends[1] + 1)
  }

  function tick(ids, isOn) {
    for (const id of ids) isOn ? ticked.add(id) : ticked.delete(id)
    show()
    setStateValue("ticked", { of: data.of, ids: [...ticked] })
  }

  function open(id) {
    data.open = id
    show()
    setTriggerValue("open", id)
  }

  function show() {
    for (const row of grid.querySelectorAll("tbody tr")) {
      const id = Number(row.dataset.id)
      row.classList.toggle("open", id === data.open)
      row.classList.toggle("ticked", ticked.has(id))
      row.ariaCurrent = id === data.open ? "true" : null
      row.querySelector("input").checked = ticked.has(id)
    }
    const all = grid.querySelector("thead input")
    all.checked = data.rows.length > 0 && data.rows.every((one) => ticked.has(one.id))
    all.indeterminate = ticked.size > 0 && !all.checked
    const opened = grid.querySelector("tr.open")
    if (opened) keepInSight(opened)
  }

  function keepInSight(row) {
    const top = row.offsetTop - grid.querySelector("thead").offsetHeight
    if (top < grid.scrollTop) grid.scrollTop = top
    const below = row.offsetTop + row.offsetHeight - grid.clientHeight
    if (below > grid.scrollTop) grid.scrollTop = below
  }
}

function widths(columns, whole) {
  const group = make("colgroup")
  const tick = make("col")
  tick.style.width = "30px"
  group.append(tick)
  for (const column of columns) {
    const col = make("col")
    col.style.width = `${100 * column.width / whole}%`
    group.append(col)
  }
  return group
}

function cell(kind, look, ...parts) {
  const td = make(kind, { className: look })
  td.append(...parts)
  return td
}

function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties)
}
