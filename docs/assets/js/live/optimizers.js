// Eight optimizers go down one bowl, the sum of (w x + b − 2x)² over x = 1, 2, 3: the reader moves the epochs.
// Facts: for each kind of rate (same, own) and each optimizer the lists of w and of b, one number an epoch.
{
  const { el, tag, digits, picture, slider, choice, speaker, path } = live
  const TEXT = {
    zh: {
      epochs: "轮", spoken: "轮", rates: "学习率", kinds: ["都用 0.01", "各用各的"], racers: "看哪一个", start: "起点",
      say: (epoch, name, w, b, away, home) => `第 ${epoch} 轮，<b class="c0">${name}</b>：w = ${w}，b = ${b}，离谷底 ${away}。八个里有 <b class="c2">${home} 个到了</b>。`,
    },
    en: {
      epochs: "epoch", spoken: "epoch", rates: "learning rate", kinds: ["0.01 for all", "each its own"], racers: "which one to follow", start: "start",
      say: (epoch, name, w, b, away, home) => `Epoch ${epoch}, <b class="c0">${name}</b>: w = ${w}, b = ${b}, ${away} from the bottom. <b class="c2">${home} of 8 are there</b>.`,
    },
  }
  const NAMES = ["SGD", "ASGD", "Rprop", "Adagrad", "RMSprop", "Adam", "Adamax", "LBFGS"], KINDS = ["same", "own"]
  const NEAR = 0.1, BOTTOM = [2, 0], SPAN = { w: [-0.5, 3.7], b: [-1.2, 2.8] }, LEVELS = [0.5, 3, 12, 35, 80, 160, 300]
  // The bowl around its bottom: a u² + 2 c u v + d v² with u = w − 2 and v = b; an ellipse is where that equals a level.
  const [a, c, d] = [14, 6, 3]

  live.figures.optimizers = (box, facts, language) => {
    const text = TEXT[language]
    const paths = KINDS.map(kind => NAMES.map(name => {
      const [w, b] = ["w", "b"].map(letter => facts[`${letter}_${kind}_${name.toLowerCase()}`])
      return w.map((each, epoch) => [each, b[epoch]])
    }))
    const distance = ([w, b]) => Math.hypot(w - BOTTOM[0], b - BOTTOM[1])
    // The first epoch from which on it stays near the bottom.
    const arrivals = paths.map(each => each.map(way => way.findLastIndex(at => distance(at) >= NEAR) + 1))
    const last = paths[0][0].length - 1
    let epoch = 5, kind = 1, chosen = 0

    const rates = choice(box, text.rates, text.kinds, index => { kind = index; show() })
    const scene = picture(box, "plane", draw)
    const say = speaker(box)
    const time = slider(box, { label: text.epochs, spoken: text.spoken, min: 0, max: last, step: 1, places: 0, change: to => { epoch = Math.round(to); show() } })
    const racers = choice(box, text.racers, NAMES, index => { chosen = index; show() })
    racers.buttons[0].parentElement.classList.add("racers")
    const signs = racers.buttons.map(button => button.appendChild(tag("span")))

    function show() {
      const now = paths[kind].map(way => way[epoch]), there = arrivals[kind].map(each => epoch >= each), [w, b] = now[chosen]
      scene.describe(say(text.say(epoch, NAMES[chosen], digits(w), digits(b), digits(distance(now[chosen])), there.filter(Boolean).length)))
      rates.set(kind)
      time.set(epoch)
      racers.set(chosen)
      signs.forEach((sign, n) => {
        sign.textContent = digits(distance(now[n]))
        sign.className = there[n] ? "there" : ""
      })
      Object.assign(box.dataset, { epoch, kind: KINDS[kind], chosen: NAMES[chosen], there: NAMES.filter((_, n) => there[n]).join(" ") })
      scene.redraw()
    }

    function draw(layer, width, height) {
      const left = 10, base = height - 24, top = 6
      const scale = Math.min((width - 2 * left) / (SPAN.w[1] - SPAN.w[0]), (base - top) / (SPAN.b[1] - SPAN.b[0]))
      const middle = [(SPAN.w[0] + SPAN.w[1]) / 2, (SPAN.b[0] + SPAN.b[1]) / 2]
      const x = w => width / 2 + (w - middle[0]) * scale, y = b => (top + base) / 2 - (b - middle[1]) * scale
      const on = ([w, b]) => [x(w), y(b)]
      for (const level of LEVELS) {
        const ring = Array.from({ length: 97 }, (_, n) => {
          const turn = n * Math.PI / 48, reach = Math.sqrt(level)
          const v = reach * Math.sin(turn) / Math.sqrt(d - c * c / a), u = reach * Math.cos(turn) / Math.sqrt(a) - (c / a) * v
          return on([BOTTOM[0] + u, BOTTOM[1] + v])
        })
        layer.append(el("path", { d: path(ring), class: "axis", "data-level": level }))
      }
      const now = paths[kind].map(way => way[epoch])
      paths[kind].forEach((way, n) => {
        if (n !== chosen && epoch) layer.append(el("path", { d: path(way.slice(0, epoch + 1).map(on)), class: "line soft thin", opacity: 0.55 }))
      })
      const trail = paths[kind][chosen].slice(0, epoch + 1)
      if (epoch) layer.append(el("path", { d: path(trail.map(on)), class: "line c0" }))
      const [bottomX, bottomY] = on(BOTTOM)
      layer.append(el("circle", { cx: bottomX, cy: bottomY, r: NEAR * scale, class: "line c2" }))
      now.forEach((at, n) => {
        if (n === chosen) return
        const [cx, cy] = on(at)
        layer.append(el("circle", { cx, cy, r: 4, class: `mark ${epoch >= arrivals[kind][n] ? "c2" : "grey"}`, "data-name": NAMES[n], "data-w": at[0], "data-b": at[1] }))
      })
      const [cx, cy] = on(now[chosen])
      layer.append(el("circle", { cx, cy, r: 6, class: "mark c0", "data-name": NAMES[chosen], "data-w": now[chosen][0], "data-b": now[chosen][1] }))
      const free = [on(BOTTOM), on(paths[kind][chosen][0])]  // a name stands only where it hides none and no dot
      for (const n of [chosen, ...now.keys()]) {
        const at = on(now[n])
        if (free.some(each => Math.abs(each[0] - at[0]) < 60 && Math.abs(each[1] - at[1]) < 22)) continue
        const under = now.map(on).filter(([x, y]) => x > at[0] + 3 && x < at[0] + 75 && y > at[1] - 24 && y < at[1] + 3)
        if (under.length) continue
        free.push(at)
        layer.append(el("text", { x: at[0] + 9, y: at[1] - 6, class: n === chosen ? "c0 halo" : "halo" }, NAMES[n]))
      }
      const [startX, startY] = on(paths[kind][chosen][0])
      layer.append(el("text", { x: startX, y: startY + 22, class: "mid halo" }, text.start))
      layer.append(el("text", { x: bottomX, y: bottomY + 26, class: "mid c2 halo" }, "(2, 0)"))
      layer.append(el("text", { x: width - 6, y: height - 6, class: "end" }, "w →"), el("text", { x: 6, y: 16 }, "b ↑"))
    }
    show()
  }
}
