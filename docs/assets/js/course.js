// The language switch keeps the section: navigation.tracking keeps location.hash up to date.
for (const link of document.querySelectorAll(".course-language"))
  for (const event of ["click", "auxclick", "contextmenu"])
    link.addEventListener(event, () => { link.hash = location.hash })

// What scrolls sideways can be scrolled with the keyboard.
const reach = new ResizeObserver(entries => {
  for (const { target: box } of entries)
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0
    else box.removeAttribute("tabindex")
})
const scrollable = ".maths, .listing-output pre, .jp-OutputArea pre, .scroll, figure.result"
const equip = element => {
  if (element.matches(scrollable)) reach.observe(element)
  else if (element.matches(".md-code__nav")) {
    element.setAttribute("role", "none") // no landmark for one button
    for (const button of element.querySelectorAll("[data-clipboard-target]")) // Material would leave out blanks at the end
      button.dataset.clipboardText = document.querySelector(button.dataset.clipboardTarget).textContent.slice(0, -1)
  }
}
document.querySelectorAll(`${scrollable}, .md-code__nav`).forEach(equip)
new MutationObserver(changes => { // Material adds copy buttons
  for (const { addedNodes } of changes)
    for (const node of addedNodes)
      if (node instanceof Element) equip(node)
}).observe(document.querySelector("article"), { childList: true, subtree: true })

// A long program that is closed from its title, which stays in sight, does not leave the reader far below it.
addEventListener("toggle", ({ target }) => {
  const covered = document.querySelector(".md-header").offsetHeight
  if (target.matches(".program:not([open])") && target.getBoundingClientRect().top < covered) target.scrollIntoView()
}, true)

// The label that opens the drawer becomes a button; the focus moves along, and an Escape or a Tab out of it closes it.
const drawer = document.getElementById("__drawer")
const label = document.querySelector(".md-header__button[for=__drawer]")
const button = document.createElement("button")
for (const { name, value } of label.attributes) button.setAttribute(name, value)
button.append(...label.childNodes)
button.ariaExpanded = "false"
button.addEventListener("click", () => drawer.click())
label.replaceWith(button)
drawer.addEventListener("change", () => {
  button.ariaExpanded = String(drawer.checked)
  const links = document.querySelectorAll(".md-nav--primary :is(a, input)")
  if (drawer.checked) [...links].find(link => link.checkVisibility({ visibilityProperty: true }))?.focus()
})
addEventListener("keydown", event => {
  if (event.key !== "Escape" || !drawer.checked) return
  drawer.click()
  button.focus()
})
addEventListener("focusin", event => {
  if (drawer.checked && !event.target.closest(".md-sidebar--primary")) drawer.click()
})

// The button of a colour scheme leads to the next one.
const schemes = [...document.querySelectorAll(".course-colours")]
const offer = chosen => schemes.forEach((button, index) => { button.hidden = index !== chosen })
schemes.forEach((button, index) => button.addEventListener("click", () => {
  const next = (index + 1) % schemes.length
  __md_set("__palette", { index: next })
  offer(setColours(next))
  schemes[next].focus()
}))
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setColours())
offer(setColours())

// Material searches on keyup; a word picked from an input method or pasted sends none.
for (const query of document.querySelectorAll(".md-search__input"))
  query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")))

// It lets go of the focus when Escape closes it: the focus returns to where it was.
const search = document.getElementById("__search")
let before
addEventListener("focusin", ({ target, relatedTarget }) => {
  if (target.matches(".md-search__input") && !relatedTarget?.closest(".md-search")) before = relatedTarget
})
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && search.checked) setTimeout(() => before?.focus({ preventScroll: true }))
}, true)

// Material lets go of the focus when a Tab leaves the search; Safari would then start again at the top of the page.
addEventListener("keydown", event => {
  if (event.key !== "Tab" || !event.target.matches(".md-search__input")) return
  const place = document.querySelector(event.shiftKey ? ".md-search" : ".md-container")
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  setTimeout(() => place.removeAttribute("tabindex"))
})

// What was read stays on this device: for each part the section reached, and whether its end was seen.
const part = document.querySelector(".standing")?.dataset.part
const places = () => {
  try { return JSON.parse(localStorage.getItem("course.read")) ?? {} } catch { return {} }
}
const keep = place => {
  try { localStorage.setItem("course.read", JSON.stringify({ ...places(), [part]: { ...places()[part], ...place, at: Date.now() } })) } catch {}
}
if (part) {
  const watch = (selector, rootMargin, place) => {
    const seen = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) keep(place(target))
    }, { rootMargin })
    document.querySelectorAll(selector).forEach(element => seen.observe(element))
  }
  watch("article > h2[id]", "0px 0px -40% 0px", heading => ({ section: heading.id, title: heading.firstChild.textContent.trim() }))
  watch(".md-footer", "0px", () => ({ done: true }))
}
const list = document.querySelector(".parts > ol")
if (list) {
  const found = Object.entries(places())
  for (const [name, { done }] of found) {
    const link = done && list.querySelector(`a[href^="${CSS.escape(name)}"]`)
    if (link) link.closest("li").classList.add("read")
  }
  const [name, last] = found.filter(([, { section }]) => section).sort(([, a], [, b]) => b.at - a.at)[0] ?? []
  const goal = name && list.querySelector(`a[href^="${CSS.escape(name)}"]`)
  if (goal) {
    const line = document.querySelector(".reading")
    line.querySelector("a").href = `${goal.href}#${last.section}`
    line.querySelector("a").textContent = `${goal.textContent} · ${last.title}`
    line.querySelector("button").addEventListener("click", () => {
      localStorage.removeItem("course.read")
      line.hidden = true
      list.querySelectorAll(".read").forEach(item => item.classList.remove("read"))
    })
    line.hidden = false
  }
}

// Notes of terms, on hover and focus. One listener each for the whole page: Material's own tooltips cost
// a listener for every title, and half as much script time again on a page with a hundred terms.
const note = document.createElement("div")
note.id = note.className = "course-note"
note.role = "tooltip"
let term, waiting

const show = link => {
  if (link === term) return
  hide()
  term = link
  note.textContent = term.title
  term.removeAttribute("title") // or the browser would show it too
  term.setAttribute("aria-describedby", note.id)
  document.querySelector("main").append(note)
  const { left, width, bottom, top } = term.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = note
  const x = Math.min(left + width / 2 - offsetWidth / 2, document.documentElement.clientWidth - offsetWidth - 12)
  const below = bottom + offsetHeight + 12 < innerHeight || top < offsetHeight + 12
  const y = below ? bottom + 8 : top - offsetHeight - 8
  note.style.left = `${scrollX + Math.max(12, x)}px`
  note.style.top = `${scrollY + y}px`
}

const hide = () => {
  clearTimeout(waiting)
  if (!term) return
  term.title = note.textContent
  term.removeAttribute("aria-describedby")
  term = undefined
  note.remove()
}

addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch" || target === note) return clearTimeout(waiting)
  const link = target.closest(".term")
  clearTimeout(waiting)
  if (link) waiting = setTimeout(show, 150, link)
  else if (term && term !== document.activeElement) waiting = setTimeout(hide, 150)
})
addEventListener("focusin", ({ target }) => { if (target.matches(".term")) show(target) })
addEventListener("focusout", ({ target }) => { if (target === term) hide() })
addEventListener("keydown", ({ key }) => { if (key === "Escape") hide() })

// A finger's first tap shows the note, the second follows the link; a tap elsewhere, also on the note, hides it.
let first
addEventListener("pointerdown", ({ target, pointerType }) => {
  const link = target.closest(".term")
  first = pointerType === "touch" && link !== term ? link : undefined
  if (pointerType === "touch" && link !== term) hide()
})
addEventListener("click", event => {
  if (!first || event.target.closest(".term") !== first) return
  event.preventDefault()
  show(first)
})

// A figure that moves. Its script is fetched when the figure comes near the view; till then, without scripts and on
// paper, the still picture stands there. They are classic scripts, which put themselves into live.figures: browsers
// load no modules from a folder, as which the zip is opened.
const live = { figures: {} }
const scripts = document.currentScript.src
const fetched = {}
const get = name => fetched[name] ??= new Promise(done => {
  const script = document.createElement("script")
  script.src = new URL(`${name}.js`, scripts)
  script.async = false // in their order
  script.onload = done
  document.head.append(script)
})
const nearby = new IntersectionObserver(entries => {
  for (const { isIntersecting, target: figure } of entries) {
    if (!isIntersecting) continue
    nearby.unobserve(figure)
    const { live: name, facts = "{}" } = figure.dataset
    Promise.all([get("moving"), get(`live/${name}`)]).then(() => {
      const box = document.createElement("div")
      box.className = "live-box"
      figure.querySelector("div").before(box)
      live.figures[name](box, JSON.parse(facts), document.documentElement.lang)
      figure.classList.add("moves")
    })
  }
}, { rootMargin: "300px 0px" })
document.querySelectorAll("figure.live").forEach(figure => nearby.observe(figure))

// Pictures that follow one another; the stylesheet shows the first until then.
const words = document.documentElement.lang === "zh" ? ["前一张", "后一张", "第几张"] : ["previous", "next", "which picture"]
for (const figure of document.querySelectorAll("figure.steps")) {
  const pictures = [...figure.querySelectorAll(":scope > div")]
  const bar = document.createElement("p")
  bar.className = "steps-bar"
  bar.role = "group"
  bar.ariaLabel = words[2]
  bar.innerHTML = `<button type="button" aria-label="${words[0]}">←</button><span aria-live="polite"></span><button type="button" aria-label="${words[1]}">→</button>`
  const [back, count, forth] = bar.children
  let at = 0
  const go = to => {
    at = Math.min(pictures.length - 1, Math.max(0, to))
    pictures.forEach((picture, index) => picture.classList.toggle("now", index === at))
    count.textContent = `${at + 1} / ${pictures.length}`
    back.ariaDisabled = String(at === 0) // it keeps the focus
    forth.ariaDisabled = String(at === pictures.length - 1)
  }
  back.addEventListener("click", () => go(at - 1))
  forth.addEventListener("click", () => go(at + 1))
  bar.addEventListener("keydown", event => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: pictures.length - 1 }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(to)
  })
  figure.querySelector("figcaption").before(bar)
  go(0)
}
