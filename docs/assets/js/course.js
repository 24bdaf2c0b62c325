// The language switch keeps the section: navigation.tracking keeps location.hash up to date.
for (const link of document.querySelectorAll(".course-language"))
  for (const event of ["click", "auxclick", "contextmenu"])
    link.addEventListener(event, () => { link.hash = location.hash })

// What scrolls sideways can be scrolled with the keyboard.
const scrollable = ".maths, .listing-output pre, .md-typeset__table, figure.result"
const reach = () => {
  for (const box of document.querySelectorAll(scrollable))
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0
    else box.removeAttribute("tabindex")
}
addEventListener("resize", reach)
reach()

// Material searches on keyup; a word picked from an input method or pasted sends none.
for (const query of document.querySelectorAll(".md-search__input"))
  query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")))
