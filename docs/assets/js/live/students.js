// A sigmoid over three students: shift it, turn it, flip what happened to one of them; the loss of each is a bar.
// Facts: two lists, the hours and whether they passed (0 or 1); w and b to begin with.
{
  const { el, digits, clamp, snap, picture, handle, slider, choice, speaker, path } = live
  const TEXT = {
    zh: {
      shift: "左右移动曲线", turn: "改变曲线的陡缓", flip: "翻转标签", hours: "小时", chance: "通过的概率", bars: "每个学生的损失",
      student: (hours, passed) => `${hours} 小时${passed ? "通过" : "没过"}`,
      hour: at => `${at} 小时`,
      say: (parts, total) => `三份损失：<b class="c1">${parts.join("、")}</b>，合计 <b class="c1">${total}</b>。`,
      done: "三个学生都在对的一侧。", wrong: many => `${many} 个学生在错的一侧。`,
    },
    en: {
      shift: "shift the curve", turn: "make the curve steeper or flatter", flip: "flip a label", hours: "hours", chance: "probability of passing",
      bars: "loss of each student", student: (hours, passed) => `${hours} h ${passed ? "passed" : "failed"}`,
      hour: at => `${at} h`,
      say: (parts, total) => `Losses <b class="c1">${parts.join(", ")}</b>, together <b class="c1">${total}</b>.`,
      done: "All are on the right side.", wrong: many => `On the wrong side: ${many}.`,
    },
  }
  const STEP = 0.1, W = [-3, 6], B = [-15, 8], TIP = 2 // the score at which the second dot holds the curve

  live.figures.students = (box, facts, language) => {
    const text = TEXT[language], [hours, passed] = Object.values(facts).filter(Array.isArray)
    const [w, b] = Object.values(facts).filter(Number.isFinite)
    const state = { w, b, passed: [...passed] }
    const last = Math.max(...hours) + 2
    let toHours

    const probability = at => 1 / (1 + Math.exp(-(state.w * at + state.b)))
    // −ln of the probability given to what happened, without the sigmoid, so that it has no limit.
    const loss = n => {
      const z = (state.passed[n] ? -1 : 1) * (state.w * hours[n] + state.b)
      return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
    }
    const set = (w, b) => {
      state.w = clamp(snap(w, STEP), ...W)
      state.b = clamp(snap(b, STEP), ...B)
      show()
    }
    const boundary = () => (state.w ? -state.b / state.w : NaN)

    const scene = picture(box, "plane", drawPlane)
    const bars = picture(box, "bars", drawBars)
    const shift = handle(scene.svg, {
      label: text.shift, name: "c0",
      drag: left => set(state.w, -state.w * toHours(left)),
      step: (right, up) => set(state.w, state.b - (right || up) * STEP * (Math.sign(state.w) || 1)),
    })
    const tip = handle(scene.svg, {
      label: text.turn, name: "hollow c0",
      drag: left => {
        const middle = boundary(), far = toHours(left) - middle
        if (!Number.isFinite(middle)) return set(STEP, state.b)
        const steep = clamp(Math.abs(far) < 0.05 ? W[1] : TIP / far, ...W)
        set(steep, -snap(steep, STEP) * middle)
      },
      step: (right, up) => set(state.w - (right || -up) * STEP, state.b),
    })
    const students = choice(box, text.flip, hours.map(() => ""), n => {
      state.passed[n] = 1 - state.passed[n]
      show()
    })
    const say = speaker(box)
    const sliders = [
      slider(box, { label: "w", min: W[0], max: W[1], step: STEP, places: 1, change: w => set(w, state.b) }),
      slider(box, { label: "b", min: B[0], max: B[1], step: STEP, places: 1, change: b => set(state.w, b) }),
    ]

    function show() {
      const losses = hours.map((_, n) => loss(n)), total = losses.reduce((sum, each) => sum + each, 0)
      const wrong = hours.filter((at, n) => (state.w * at + state.b > 0) !== Boolean(state.passed[n])).length
      const said = say(`${text.say(losses.map(each => digits(each)), digits(total))}${language === "en" ? " " : ""}${wrong ? text.wrong(wrong) : text.done}`)
      for (const each of [scene, bars]) each.describe(said)
      students.buttons.forEach((button, n) => {
        button.textContent = text.student(hours[n], state.passed[n])
        button.ariaPressed = String(Boolean(state.passed[n]))
      })
      sliders[0].set(state.w)
      sliders[1].set(state.b)
      Object.assign(box.dataset, { w: state.w, b: state.b, passed: JSON.stringify(state.passed), total })
      for (const each of [scene, bars]) each.redraw()
    }

    function drawPlane(layer, width, height) {
      const left = 30, base = height - 24, top = 26
      const x = at => left + (at / last) * (width - left - 12), y = p => base - p * (base - top)
      toHours = at => ((at - left) / (width - left - 12)) * last
      layer.append(el("path", { d: path([[left, base], [width, base]]), class: "axis" }), el("path", { d: path([[left, y(0.5)], [width - 12, y(0.5)]]), class: "line dashed thin soft" }))
      for (const tick of [0, 0.5, 1]) layer.append(el("text", { x: left - 6, y: y(tick) + 4, class: "end" }, tick))
      for (let tick = 0; tick < last; tick++) layer.append(el("text", { x: x(tick), y: height - 6, class: "mid" }, tick))
      layer.append(el("text", { x: width - 12, y: height - 6, class: "end" }, text.hours), el("text", { x: left + 4, y: 13 }, text.chance))
      hours.forEach((at, n) => {
        const p = probability(at)
        layer.append(el("path", { d: path([[x(at), y(state.passed[n])], [x(at), y(p)]]), class: "line c1" }))
      })
      const along = Array.from({ length: 141 }, (_, n) => (n / 140) * last)
      layer.append(el("path", { d: path(along.map(at => [x(at), y(probability(at))])), class: "line c0" }))
      hours.forEach((at, n) => {
        layer.append(el("circle", { cx: x(at), cy: y(state.passed[n]), r: 6, class: "mark", "data-student": n, "data-p": probability(at) }))
      })
      const middle = boundary(), inside = at => clamp(x(at), left + 14, width - 14)
      const at = Number.isFinite(middle) ? inside(middle) : width / 2
      shift.at(at, y(0.5), state.b, `b = ${digits(state.b, 1)}`, B)
      const end = Number.isFinite(middle) ? inside(middle + TIP / state.w) : width - 14
      tip.at(end, y(probability(toHours(end))), state.w, `w = ${digits(state.w, 1)}`, W)
    }

    function drawBars(layer, width, height) {
      const losses = hours.map((_, n) => loss(n))
      let most = 4
      while (most < Math.max(...losses)) most *= 2
      const left = 46, base = height - 22, top = 20, row = (base - top) / hours.length
      const x = value => left + (value / most) * (width - left - 46)
      layer.append(el("text", { x: 0, y: 13 }, text.bars), el("path", { d: path([[left, top], [left, base]]), class: "axis" }))
      for (const tick of [0, most / 2, most]) layer.append(el("text", { x: x(tick), y: height - 6, class: "mid" }, tick))
      losses.forEach((value, n) => {
        const middle = top + (n + 0.5) * row, thick = Math.min(26, 0.7 * row)
        layer.append(
          el("rect", { x: left, y: middle - thick / 2, width: Math.max(0, x(value) - left), height: thick, class: "solid c1", "data-bar": n, "data-loss": value }),
          el("text", { x: left - 6, y: middle + 4, class: "end" }, text.hour(hours[n])),
          el("text", { x: x(value) + 6, y: middle + 4, class: "ink" }, digits(value)),
        )
      })
    }

    show()
  }
}
