// A line through some points: the squares on its errors, and where it stands on the cost curve and the contour map.
// Facts: two lists, whatever they are called: x, then y.
{
  const { el, digits, clamp, snap, picture, handle, slider, speaker, path } = live
  const TEXT = {
    zh: {
      point: "w 和 b", weight: "w", curve: b => `代价随 w 变（b = ${b}）`, map: "代价的等高线图", mean: "平均",
      say: (areas, cost) => `正方形的面积是 <b class="c1">${areas.join("、")}</b>，平均 <b class="c3">${cost}</b>，就是代价。`,
      none: cost => `正方形都缩没了：<b class="c3">代价 ${cost}</b>。`,
    },
    en: {
      point: "w and b", weight: "w", curve: b => `cost over w (b = ${b})`, map: "contour map of the cost", mean: "mean",
      say: (areas, cost) => `The squares measure <b class="c1">${areas.join(", ")}</b>; their mean, <b class="c3">${cost}</b>, is the cost.`,
      none: cost => `The squares are gone: <b class="c3">cost ${cost}</b>.`,
    },
  }
  const STEP = 0.1, REACH = 2, LEVELS = [0.5, 2, 5, 10, 20, 30]
  const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length

  live.figures.squares = (box, facts, language) => {
    const text = TEXT[language], [xs, ys] = Object.values(facts)
    const x1 = mean(xs), x2 = mean(xs.map(x => x * x)), y1 = mean(ys), xy = mean(xs.map((x, n) => x * ys[n]))
    const bestW = (xy - x1 * y1) / (x2 - x1 * x1), bestB = y1 - bestW * x1
    const W = [snap(bestW - REACH, STEP), snap(bestW + REACH, STEP)], B = [snap(bestB - REACH, STEP), snap(bestB + REACH, STEP)]
    const state = { w: snap(bestW - 1, STEP), b: snap(bestB, STEP) }
    const errors = (w, b) => xs.map((x, n) => w * x + b - ys[n])
    const cost = (w, b) => mean(errors(w, b).map(error => error * error))
    const highest = 10 * Math.ceil(Math.max(...W.flatMap(w => B.map(b => cost(w, b)))) / 10)
    let toW, toWB

    const set = (w, b) => {
      state.w = clamp(snap(w, STEP), ...W)
      state.b = clamp(snap(b, STEP), ...B)
      show()
    }
    const scene = picture(box, "plane", drawPlane)
    const curve = picture(box, "curve", drawCurve)
    const map = picture(box, "map", drawMap)
    const onCurve = handle(curve.svg, {
      label: text.weight, name: "c3",
      drag: left => set(toW(left), state.b),
      step: (right, up) => set(state.w + (right || up) * STEP, state.b),
    })
    const onMap = handle(map.svg, {
      label: text.point, name: "c3",
      drag: (left, top) => set(...toWB(left, top)),
      step: (right, up) => set(state.w + right * STEP, state.b + up * STEP),
    })
    map.svg.addEventListener("click", event => { // a tap beside the dot brings it there
      const { left, top } = map.svg.getBoundingClientRect()
      if (!onMap.element.contains(event.target)) set(...toWB(event.clientX - left, event.clientY - top))
    })
    const say = speaker(box)
    const sliders = [
      slider(box, { label: "w", min: W[0], max: W[1], step: STEP, places: 1, change: w => set(w, state.b) }),
      slider(box, { label: "b", min: B[0], max: B[1], step: STEP, places: 1, change: b => set(state.w, b) }),
    ]

    function show() {
      const { w, b } = state, areas = errors(w, b).map(error => error * error), now = cost(w, b)
      const said = say(now < 0.005 ? text.none(digits(now)) : text.say(areas.map(area => digits(area)), digits(now)))
      for (const each of [scene, curve, map]) each.describe(said)
      sliders[0].set(w)
      sliders[1].set(b)
      Object.assign(box.dataset, { w, b, cost: now })
      for (const each of [scene, curve, map]) each.redraw()
    }

    // The points, the line, and a square on each error: to the right below a point, to the left above it.
    function drawPlane(layer, width, height) {
      const unit = Math.min(width / 10, (height - 22) / 8.6), left = Math.min(width / 2 - 2 * unit, 4.2 * unit)
      const x = value => left + value * unit, y = value => height - 22 - (value + 0.6) * unit
      const far = (width - left) / unit, { w, b } = state
      layer.append(el("path", { d: path([[0, y(0)], [width, y(0)]]), class: "axis" }), el("path", { d: path([[left, height - 22], [left, 0]]), class: "axis" }))
      for (let tick = 0; tick <= Math.max(...xs); tick++) layer.append(el("text", { x: x(tick), y: height - 6, class: "mid" }, tick))
      for (let tick = 2; y(tick) > 26; tick += 2) layer.append(el("text", { x: left - 6, y: y(tick) + 4, class: "end" }, tick))
      layer.append(el("text", { x: x(Math.max(...xs) + 1), y: height - 6, class: "mid var" }, "x"), el("text", { x: left - 6, y: 14, class: "end var" }, "y"))
      layer.append(el("path", { d: path([-left / unit, far].map(at => [x(at), y(w * at + b)])), class: "line c0" }))
      errors(w, b).forEach((error, n) => {
        const side = Math.abs(error) * unit, [px, py] = [x(xs[n]), y(ys[n])]
        const corner = error > 0 ? [px - side, py - side] : [px, py]
        layer.append(
          el("rect", { x: corner[0], y: corner[1], width: side, height: side, class: "area c1", "data-sample": n, "data-area": error * error }),
          el("path", { d: path([[px, py], [px, py - Math.sign(error) * side]]), class: "line c1" }),
          el("circle", { cx: px, cy: py, r: 5, class: "mark" }),
        )
        const share = error > 0 ? 0.3 : 0.7 // where the line does not pass
        if (side > 30) layer.append(el("text", { x: corner[0] + share * side, y: clamp(corner[1] + share * side + 4, 14, height - 28), class: "mid halo ink" }, digits(error * error)))
      })
      const side = Math.sqrt(cost(w, b)) * unit, low = y(0) - 6
      layer.append(
        el("rect", { x: width - 8 - side, y: low - side, width: side, height: side, class: "line dashed c3" }),
        el("text", { x: width - 8, y: low - side - 6, class: "end c3" }, `${text.mean} ${digits(cost(w, b))}`),
      )
    }

    const axisW = (layer, x, base) => {
      for (let tick = Math.ceil(W[0]); tick <= W[1]; tick++) layer.append(el("text", { x: x(tick), y: base + 16, class: "mid" }, (tick === Math.round(mean(W)) ? "w = " : "") + digits(tick, 0)))
    }

    // The cost over w for the b of now: the map, cut along its dashed line.
    function drawCurve(layer, width, height) {
      const left = 26, base = height - 22, top = 22
      const x = w => left + ((w - W[0]) / (W[1] - W[0])) * (width - left - 12), y = value => base - (value / highest) * (base - top)
      toW = at => W[0] + ((at - left) / (width - left - 12)) * (W[1] - W[0])
      layer.append(el("path", { d: path([[left, base], [width, base]]), class: "axis" }))
      for (const tick of [0, highest / 2, highest]) layer.append(el("text", { x: left - 6, y: y(tick) + 4, class: "end" }, tick))
      axisW(layer, x, base)
      layer.append(el("text", { x: left + 4, y: 13 }, text.curve(digits(state.b, 1))))
      const at = Array.from({ length: 81 }, (_, n) => W[0] + (n / 80) * (W[1] - W[0]))
      const now = cost(state.w, state.b)
      layer.append(
        el("path", { d: path(at.map(w => [x(w), y(cost(w, state.b))])), class: "line soft" }),
        el("path", { d: path([[x(state.w), base], [x(state.w), y(now)]]), class: "line dashed thin c3" }),
      )
      onCurve.at(x(state.w), y(now), state.w, `w = ${digits(state.w, 1)}, ${digits(now)}`, W)
    }

    // Lines of equal cost: mean x² dw² + 2 mean x dw db + db² = level − lowest, ellipses around the best w and b.
    function drawMap(layer, width, height) {
      const left = 26, base = height - 22, top = 22
      const x = w => left + ((w - W[0]) / (W[1] - W[0])) * (width - left - 12), y = b => base - ((b - B[0]) / (B[1] - B[0])) * (base - top)
      toWB = (px, py) => [W[0] + ((px - left) / (width - left - 12)) * (W[1] - W[0]), B[0] + ((base - py) / (base - top)) * (B[1] - B[0])]
      const clip = `clip-${box.closest("figure")?.id ?? "map"}`
      layer.append(el("clipPath", { id: clip }, el("rect", { x: left, y: top, width: width - left - 12, height: base - top })))
      const lowest = cost(bestW, bestB), narrow = Math.sqrt(x2 - x1 * x1)
      const inside = el("g", { "clip-path": `url(#${clip})` })
      layer.append(inside, el("rect", { x: left, y: top, width: width - left - 12, height: base - top, class: "frame" }))
      const at = { b: bestB - 1, w: bestW + x1 / x2, low: lowest + 1 - x1 * x1 / x2 } // where the levels are written
      for (const level of LEVELS.filter(level => level > lowest)) {
        const reach = Math.sqrt(level - lowest)
        const ellipse = Array.from({ length: 241 }, (_, n) => {
          const dw = reach * Math.cos(n * Math.PI / 120) / narrow, db = reach * Math.sin(n * Math.PI / 120) - x1 * dw
          return [x(bestW + dw), y(bestB + db)]
        })
        inside.append(el("path", { d: path(ellipse), class: "area pale c0" }), el("path", { d: path(ellipse), class: "line soft thin", "data-level": level }))
        const w = at.w + Math.sqrt((level - at.low) / x2)
        if (level >= 2 && x(w) < width - 20) inside.append(el("text", { x: x(w), y: y(at.b) + 4, class: "mid halo ink" }, level))
      }
      inside.append(
        el("path", { d: path([[left, y(state.b)], [width, y(state.b)]]), class: "line dashed thin" }),
        el("path", { d: path([[x(state.w), base], [x(state.w), y(state.b)]]), class: "line dashed thin c3" }),
      )
      axisW(layer, x, base)
      for (let tick = Math.ceil(B[0]); tick <= B[1]; tick++) layer.append(el("text", { x: left - 6, y: y(tick) + 4, class: "end" }, digits(tick, 0)))
      layer.append(el("text", { x: left + 4, y: 13 }, text.map), el("text", { x: left - 6, y: 13, class: "end var" }, "b"))
      onMap.at(x(state.w), y(state.b), state.w, `w = ${digits(state.w, 1)}, b = ${digits(state.b, 1)}`, W)
    }

    show()
  }
}
