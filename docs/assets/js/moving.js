// What the scripts of moving figures share: pictures drawn in the page's own pixels, things to drag, sliders, buttons.
// A script puts live.figures.<its name> = (box, facts, language) there, fills the box, and says in box.dataset what it
// shows, which a test computes again. Colours are classes, c0 to c5, of course.css.
{
  const fill = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }
  const tag = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children)
  const el = (name, attributes = {}, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children)

  // A number as it is printed: a true minus sign, and none before a zero.
  const digits = (value, count = 2) => (Number(value.toFixed(count)) || 0).toFixed(count).replace("-", "−")

  const clamp = (value, least, most) => Math.min(most, Math.max(least, value))
  // The nearest multiple of a step, free of the dust of binary fractions.
  const snap = (value, step) => Number((Math.round(value / step) * step).toFixed(6))

  // A picture that fills the element which CSS has given a size. `draw` gets an empty layer and the size in pixels;
  // what must keep the focus stands above the layer and is never made anew.
  const picture = (parent, name, draw) => {
    const layer = el("g", { role: "img" })
    const svg = el("svg", { class: name }, layer)
    const redraw = () => {
      const { clientWidth: width, clientHeight: height } = svg
      if (!width) return
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
      layer.replaceChildren()
      draw(layer, width, height)
    }
    parent.append(svg)
    new ResizeObserver(redraw).observe(svg)
    return { svg, redraw, describe: text => layer.setAttribute("aria-label", text) }
  }

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }

  // A dot to drag. `grab` hears that it begins, `drag` where it is in the picture, `step` the arrow keys' (±1, ±1).
  const handle = (svg, { label, name = "", grab = () => {}, drag, step }) => {
    const dot = el("g", { class: `handle ${name}`, tabindex: 0, role: "slider", "aria-label": label },
      el("circle", { r: 23, class: "reach" }), el("circle", { r: 14, class: "ring" }), el("circle", { r: 9, class: "dot" }))
    let place = [0, 0], held
    // A finger on it does not scroll the page; `touch-action` has no effect inside an SVG.
    dot.addEventListener("touchstart", event => event.preventDefault(), { passive: false })
    dot.addEventListener("pointerdown", event => {
      const { left, top } = svg.getBoundingClientRect()
      held = [event.clientX - left - place[0], event.clientY - top - place[1]]
      dot.setPointerCapture(event.pointerId)
      event.preventDefault()
      dot.focus({ preventScroll: true })
      grab()
    })
    dot.addEventListener("pointermove", event => {
      if (!dot.hasPointerCapture(event.pointerId)) return
      const { left, top } = svg.getBoundingClientRect()
      drag(event.clientX - left - held[0], event.clientY - top - held[1])
    })
    dot.addEventListener("keydown", event => {
      const way = WAYS[event.key]
      if (!way || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      grab()
      step(...way)
    })
    svg.append(dot)
    return {
      element: dot,
      // Where it stands, and what it says: its value as a number and in words.
      at(x, y, value, text, [least, most]) {
        place = [x, y]
        dot.setAttribute("transform", `translate(${x} ${y})`)
        for (const [key, each] of Object.entries({ min: least, max: most, now: value, text })) dot.setAttribute(`aria-value${key}`, each)
      },
    }
  }

  const slider = (parent, { label, spoken = label, min, max, step, places, change }) => {
    const input = tag("input", { type: "range", min, max, step, "aria-label": spoken })
    const shown = tag("span", { class: "value" })
    input.addEventListener("input", () => change(Number(input.value)))
    const row = parent.appendChild(tag("div", { class: "slide" }, tag("span", { "aria-hidden": true }, label), input, shown))
    return {
      row,
      input,
      set(value) {
        input.value = value
        shown.textContent = digits(value, places)
      },
    }
  }

  // Buttons of which one is chosen.
  const choice = (parent, label, names, change) => {
    const buttons = names.map((name, index) => tag("button", { type: "button" }, name))
    buttons.forEach((button, index) => button.addEventListener("click", () => change(index)))
    parent.append(tag("div", { class: "choice", role: "group", "aria-label": label }, ...buttons))
    return { buttons, set: chosen => buttons.forEach((button, index) => { button.ariaPressed = String(index === chosen) }) }
  }

  // The sentence that says what one sees. It is heard once the hand rests: a live region that changes with each
  // pixel would never come to an end.
  const speaker = parent => {
    const seen = tag("p", { class: "say", "aria-hidden": true })
    const heard = tag("p", { class: "spoken", "aria-live": "polite" })
    parent.append(seen, heard)
    let waiting
    return html => {
      seen.innerHTML = html
      clearTimeout(waiting)
      waiting = setTimeout(() => { heard.textContent = seen.textContent }, heard.textContent ? 500 : 0)
      return seen.textContent
    }
  }

  const path = points => "M" + points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")

  Object.assign(live, { tag, el, digits, clamp, snap, picture, handle, slider, choice, speaker, path })
}
