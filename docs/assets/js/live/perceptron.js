// A perceptron over the four points of AND, OR and XOR: w1, w2 and b turn and shift the line, wrong points light up.
// Facts: none; the four points are what the gates are.
{
  const { el, tag, digits, clamp, snap, picture, handle, slider, choice, speaker, path } = live
  const TEXT = {
    zh: {
      gates: "学哪一个", most: "已达 ", line: "移动直线", turn: "转动直线", output: answer => `输出 ${answer}`,
      when: "时输出 1", hint: "实心点移动直线，空心点转动直线", join: "、", of: right => `四个里<b>对 ${right} 个</b>`,
      all: '<b class="c2">四个全对</b>：一条直线就把 1 和 0 分开了。', wrong: points => `，<b class="c3">错的是 ${points}</b>。`,
    },
    en: {
      gates: "which one to learn", most: "best ", line: "shift the line", turn: "turn the line",
      output: answer => `output ${answer}`, when: "gives 1", hint: "filled dot shifts, hollow dot turns", join: ", ", of: right => `<b>${right} of 4 right</b>`,
      all: '<b class="c2">All four right</b>: one line parts the 1s from the 0s.', wrong: points => `; <b class="c3">wrong: ${points}</b>.`,
    },
  }
  const INPUTS = [[0, 0], [0, 1], [1, 0], [1, 1]]
  const GATES = { AND: [0, 0, 0, 1], OR: [0, 1, 1, 1], XOR: [0, 1, 1, 0] }
  const NAMES = Object.keys(GATES)
  const STEP = 0.05, W = [-2, 2], B = [-3, 3]

  // The part of a rectangle in which a linear function is at least 0.
  const part = (corners, value) => corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % corners.length]
    const here = value(corner), there = value(next), share = here / (here - there)
    const crossing = here >= 0 === there >= 0 ? [] : [corner.map((each, axis) => each + share * (next[axis] - each))]
    return here >= 0 ? [corner, ...crossing] : crossing
  })

  live.figures.perceptron = (box, facts, language) => {
    const text = TEXT[language]
    const state = { gate: 0, w: [1, -0.5], b: 0.25, best: [], used: false }
    let x, y, back, pivot // from the plane to the picture and back; the point around which the line is turned

    const z = ([x1, x2]) => snap(state.w[0] * x1 + state.w[1] * x2 + state.b, STEP)
    // The point of the line that is nearest to the middle of the four.
    const foot = () => {
      const [w1, w2] = state.w, far = (w1 / 2 + w2 / 2 + state.b) / (w1 * w1 + w2 * w2)
      return [0.5 - far * w1, 0.5 - far * w2]
    }
    const set = (w, b) => {
      state.w = w.map(each => clamp(snap(each, STEP), ...W))
      state.b = clamp(snap(b, STEP), ...B)
      state.used = true
      show()
    }
    const through = ([x1, x2], [w1, w2]) => set([w1, w2], -w1 * x1 - w2 * x2)
    const turn = angle => {
      const length = Math.hypot(...state.w)
      through(pivot, [length * Math.cos(angle), length * Math.sin(angle)])
    }

    const gates = choice(box, text.gates, NAMES, index => { state.gate = index; show() })
    const counts = gates.buttons.map(button => button.appendChild(tag("small")))
    const scene = picture(box, "plane", draw)
    const hint = scene.svg.appendChild(el("text", { class: "hint" }, text.hint))
    const shift = handle(scene.svg, {
      label: text.line,
      drag: (left, top) => through(back(left, top), state.w),
      step: (right, up) => set(state.w, state.b + (right || up) * STEP),
    })
    const tip = handle(scene.svg, {
      label: text.turn, name: "hollow",
      grab: () => { pivot = foot() },
      drag: (left, top) => {
        const [x1, x2] = back(left, top)
        turn(Math.atan2(x2 - pivot[1], x1 - pivot[0]))
      },
      step: (right, up) => turn(Math.atan2(state.w[1], state.w[0]) - (right || -up) * Math.PI / 36),
    })
    const say = speaker(box)
    const formula = box.appendChild(tag("p", { class: "formula", "aria-hidden": true }))
    const sliders = [
      slider(box, { label: "w₁", spoken: "w1", min: W[0], max: W[1], step: STEP, change: w1 => set([w1, state.w[1]], state.b) }),
      slider(box, { label: "w₂", spoken: "w2", min: W[0], max: W[1], step: STEP, change: w2 => set([state.w[0], w2], state.b) }),
      slider(box, { label: "b", min: B[0], max: B[1], step: STEP, change: b => set(state.w, b) }),
    ]

    function show() {
      const targets = GATES[NAMES[state.gate]]
      const wrong = INPUTS.filter((input, index) => (z(input) >= 0) !== (targets[index] === 1))
      const right = 4 - wrong.length
      state.best[state.gate] = Math.max(state.best[state.gate] ?? 0, right)
      const points = wrong.map(input => `(${input.join(", ")})`).join(text.join)
      const said = say(right === 4 ? text.all : text.of(right) + text.wrong(points))
      scene.describe(`${NAMES[state.gate]}: ${said}`)
      formula.innerHTML = `z = ${digits(state.w[0])} x₁ ${term(state.w[1])} x₂ ${term(state.b)}<span>z ≥ 0 ${text.when}</span>`
      gates.set(state.gate)
      counts.forEach((count, index) => {
        const best = state.best[index]
        count.textContent = best === undefined ? "" : ` ${text.most}${best}/4`
        count.className = best === 4 ? "c2" : ""
      })
      ;[...state.w, state.b].forEach((value, index) => sliders[index].set(value))
      hint.style.display = state.used ? "none" : ""
      Object.assign(box.dataset, { gate: NAMES[state.gate], w1: state.w[0], w2: state.w[1], b: state.b, right, wrong: JSON.stringify(wrong) })
      scene.redraw()
    }
    const term = value => `${value < 0 ? "−" : "+"} ${digits(Math.abs(value))}`

    function draw(layer, width, height) {
      const unit = Math.min(width, height) / 2.1
      x = x1 => width / 2 + (x1 - 0.5) * unit
      y = x2 => height / 2 - (x2 - 0.5) * unit
      back = (left, top) => [0.5 + (left - width / 2) / unit, 0.5 - (top - height / 2) / unit]
      const corners = [[0, 0], [width, 0], [width, height], [0, height]].map(([left, top]) => back(left, top))
      const exact = ([x1, x2]) => state.w[0] * x1 + state.w[1] * x2 + state.b
      for (const [answer, value] of [[0, corner => -exact(corner)], [1, exact]]) {
        const region = part(corners, value)
        const name = `c${answer}`
        if (region.length > 2) layer.append(el("path", { d: path(region.map(([x1, x2]) => [x(x1), y(x2)])) + "Z", class: `area ${name}` }))
        const [x1, x2] = corners.reduce((far, corner) => (value(corner) > value(far) ? corner : far))
        if (value([x1, x2]) <= 0) continue
        const left = x1 < 0.5, low = x2 < 0.5
        layer.append(el("text", { x: left ? 10 : width - 10, y: low ? height - 10 : 21, class: `ink ${left ? "" : "end"}` }, text.output(answer)))
      }
      const [w1, w2] = state.w, length = Math.hypot(w1, w2)
      for (const dot of [shift, tip]) dot.element.style.display = length ? "" : "none"
      if (length) {
        const [f1, f2] = foot(), n = [w1 / length, w2 / length]
        const along = [-1, 1].map(side => [x(f1 - side * 9 * n[1]), y(f2 + side * 9 * n[0])])
        layer.append(el("path", { d: path(along), class: "line" }))
        const inside = (left, top) => [clamp(left, 16, width - 16), clamp(top, 16, height - 16)]
        const grip = inside(x(f1), y(f2)), reach = 34 + 18 * length
        const end = inside(grip[0] + n[0] * reach, grip[1] - n[1] * reach)
        layer.append(el("path", { d: path([grip, end]), class: "line" }))
        shift.at(...grip, state.b, `b = ${digits(state.b)}`, B)
        const angle = Math.round(Math.atan2(w2, w1) * 180 / Math.PI)
        tip.at(...end, angle, `w1 = ${digits(w1)}, w2 = ${digits(w2)}`, [-180, 180])
      }
      const targets = GATES[NAMES[state.gate]]
      INPUTS.forEach((input, index) => {
        const [left, top] = [x(input[0]), y(input[1])], target = targets[index], sum = z(input)
        const wrong = (sum >= 0) !== (target === 1)
        const shape = target ? el("circle", { r: 14 }) : el("rect", { x: -12.5, y: -12.5, width: 25, height: 25, rx: 2 })
        shape.setAttribute("class", `mark c${target}`)
        const point = el("g", { transform: `translate(${left} ${top})`, "data-point": input.join(""), "data-z": sum, "data-wrong": wrong }, shape,
          el("text", { y: 5, class: "on" }, target), el("text", { y: input[1] ? -28 : 38, class: "mid ink" }, `z = ${digits(sum)}`))
        if (wrong) point.append(el("circle", { r: 21, class: "line c3" }), el("text", { x: 32, y: 6, class: "cross c3" }, "✗"))
        layer.append(point)
      })
      hint.setAttribute("x", width / 2)
      hint.setAttribute("y", height - 12)
    }

    show()
  }
}
