// Learning rate and start: the steps of gradient descent on a parabola, and on a curve with two pits.
// Facts: mean_x2 and best of the cost mean_x2 (w − best)²; valley_coefficients of the second curve, a polynomial with the
// highest power first, as for numpy.polyval. Without them there is no second curve; with them it is shown first, with marks
// at `starts`.
{
  const { el, tag, digits, clamp, snap, picture, handle, slider, choice, speaker, path } = live
  const TEXT = {
    zh: {
      lr: "学习率 α", spoken: "学习率 α", start: "起点 w", curves: "哪一条曲线", names: ["碗", "两个坑"], cost: "代价", hint: "拖动圆点，换一个起点",
      kinds: ["慢慢爬", "很快落定", "来回跳，越来越近", "越跳越远"], brief: ["慢慢爬", "很快落定", "来回跳", "飞走"],
      parabola: (best, factor) => `每一步，到 ${best} 的距离乘以 ${factor}：`,
      ends: { deep: "停在深坑", shallow: "停在浅坑", restless: "停不下来", away: "飞走了" },
      valley: (start, end, place) => `从 ${start} 出发，${end}${place}。`, at: (w, cost) => `：w = ${w}，代价 ${cost}`, starts: "颜色：从这里出发，停在哪里", rates: "同一个起点，换个学习率：", deep: "深坑", shallow: "浅坑", restless: "停不下来", away: "飞走",
    },
    en: {
      lr: "rate α", spoken: "learning rate α", start: "start w", curves: "which curve", names: ["bowl", "two pits"], cost: "cost", hint: "drag the dot to start elsewhere",
      kinds: ["crawls", "lands soon", "leaps across, comes closer", "flies off"], brief: ["crawls", "lands", "leaps", "flies off"],
      parabola: (best, factor) => `Each step multiplies the distance to ${best} by ${factor}: `,
      ends: { deep: "settles in the deep pit", shallow: "settles in the shallow pit", restless: "never settles", away: "flies off" },
      valley: (start, end, place) => `From ${start} it ${end}${place}.`, at: (w, cost) => `: w = ${w}, cost ${cost}`, starts: "colour: where a start here ends", rates: "this start at other rates: ", deep: "deep", shallow: "shallow", restless: "never settles", away: "flies off",
    },
  }
  const STEPS = 14, LAST = 400
  const COLOURS = { crawl: "c1", land: "c2", leap: "c4", fly: "c3", deep: "c2", shallow: "c1", restless: "c4", away: "c3" }
  const HEIGHTS = { deep: 8, shallow: 5, restless: 3, away: 2 } // so that colour is not all that tells them apart
  const KINDS = ["crawl", "land", "leap", "fly"]

  // Cost and slope, what to look at, and what becomes of a start with a rate.
  const parabola = ({ mean_x2, best }) => {
    const limit = 1 / mean_x2, unit = 10 ** Math.floor(Math.log10(limit / 100))
    const factor = lr => 1 - 2 * lr * mean_x2
    return {
      cost: w => mean_x2 * (w - best) ** 2,
      slope: w => 2 * mean_x2 * (w - best),
      span: [best - 3.4, best + 3.4], floor: 0, ceiling: mean_x2 * 3.4 ** 2,
      rates: [unit, snap(1.2 * limit, unit)], unit, lr: 10 * unit, start: best - 2, factor,
      kind: (start, lr) => {
        const by = factor(lr)
        return by > 0.5 ? "crawl" : by >= -0.5 ? "land" : by > -1 ? "leap" : "fly"
      },
    }
  }

  const valleys = coefficients => {
    const value = (list, w) => list.reduce((sum, each) => sum * w + each, 0)
    const slopes = coefficients.slice(0, -1).map((each, n) => each * (coefficients.length - 1 - n))
    const cost = w => value(coefficients, w), slope = w => value(slopes, w)
    const turns = sign => {
      const found = []
      for (let w = -4; w < 4; w += 0.01) {
        if (sign * slope(w) >= 0 || sign * slope(w + 0.01) < 0) continue
        let [low, high] = [w, w + 0.01]
        for (let n = 0; n < 40; n++) sign * slope((low + high) / 2) < 0 ? (low = (low + high) / 2) : (high = (low + high) / 2)
        found.push(low)
      }
      return found
    }
    const minima = turns(1), deepest = minima.reduce((best, w) => (cost(w) < cost(best) ? w : best))
    const reach = 0.8 + Math.max(...minima.map(Math.abs))
    const end = (w, lr) => {
      for (let n = 0; n < LAST && Math.abs(w) < 100; n++) w -= lr * slope(w)
      return w
    }
    const kind = (start, lr) => {
      const w = end(start, lr)
      if (!(Math.abs(w) < 100)) return "away"
      const there = minima.find(each => Math.abs(each - w) < 0.001)
      return there === undefined ? "restless" : there === deepest ? "deep" : "shallow"
    }
    const ceiling = Math.max(cost(-reach), cost(reach))
    return {
      cost, slope, kind, end, minima, deepest,
      span: [-reach, reach], floor: cost(deepest) - 0.12 * (ceiling - cost(deepest)), ceiling,
      rates: [0.002, 0.25], unit: 0.002, lr: 0.02, start: 1.5,
    }
  }

  // Neighbours of one kind, put together: [kind, first, the one after the last].
  const runs = (values, kind) => values.map(kind).reduce((found, each, n) => {
    if (found.at(-1)?.[0] === each) found.at(-1)[2] = n + 1
    else found.push([each, n, n + 1])
    return found
  }, [])

  live.figures.learning_rate = (box, facts, language) => {
    const text = TEXT[language], { mean_x2, best, valley_coefficients: coefficients, starts: marks = [] } = facts
    const curves = [parabola({ mean_x2, best }), ...(coefficients ? [valleys(coefficients)] : [])]
    const states = curves.map(({ lr, start }) => ({ lr, start }))
    let chosen = curves.length - 1, used = false, toW

    const set = ({ lr = states[chosen].lr, start = states[chosen].start }) => {
      used ||= start !== states[chosen].start
      const { rates, unit, span } = curves[chosen], margin = 0.03 * (span[1] - span[0])
      states[chosen] = { lr: clamp(snap(lr, unit), ...rates), start: clamp(snap(start, 0.05), snap(span[0] + margin, 0.05), snap(span[1] - margin, 0.05)) }
      show()
    }
    const toggle = curves.length > 1 && choice(box, text.curves, text.names, index => { chosen = index; show() })
    const scene = picture(box, "plane", draw)
    const hint = scene.svg.appendChild(el("text", { class: "hint", y: 16 }, text.hint))
    const dot = handle(scene.svg, {
      label: text.start, name: "c0",
      drag: left => set({ start: toW(left) }),
      step: (right, up) => set({ start: states[chosen].start + (right || up) * 0.05 }),
    })
    const say = speaker(box)
    const rate = slider(box, { label: text.lr, spoken: text.spoken, min: 0, max: 1, step: 1, places: 3, change: lr => set({ lr }) })
    const strip = rate.row.appendChild(tag("div", { class: "strip", "aria-hidden": true }))

    function show() {
      const curve = curves[chosen], { lr, start } = states[chosen], kind = curve.kind(start, lr)
      const number = curve.factor && digits(curve.factor(lr))
      const word = curve.factor ? text.kinds[KINDS.indexOf(kind)] : text.ends[kind], marked = `<b class="${COLOURS[kind]}">${word}</b>`
      const last = curve.end?.(start, lr)
      const place = kind === "deep" || kind === "shallow" ? text.at(digits(last), digits(curve.cost(last))) : ""
      scene.describe(say(curve.factor ? text.parabola(digits(best, 0), number) + marked + (language === "zh" ? "。" : ".") : text.valley(digits(start), marked, place)))
      if (toggle) toggle.set(chosen)
      Object.assign(rate.input, { min: curve.rates[0], max: curve.rates[1], step: curve.unit })
      rate.set(lr)
      const rates = Array.from({ length: Math.round((curve.rates[1] - curve.rates[0]) / curve.unit) + 1 }, (_, n) => curve.rates[0] + n * curve.unit)
      strip.replaceChildren(...runs(rates, each => curve.kind(start, each)).map(([each, from, to]) =>
        tag("span", { class: `${COLOURS[each]} ${each === kind ? "now" : ""}`, style: `flex-grow: ${to - from}` }, curve.factor ? text.brief[KINDS.indexOf(each)] : "")))
      if (!curve.factor) {
        const key = tag("p", {}, text.rates), seen = Object.keys(HEIGHTS).filter(each => rates.some(rate => curve.kind(start, rate) === each))
        seen.forEach((each, n) => key.append(...(n ? [language === "zh" ? "、" : ", "] : []), tag("b", { class: COLOURS[each] }, text[each])))
        strip.append(key)
      }
      hint.style.display = used ? "none" : ""
      Object.assign(box.dataset, { curve: chosen, lr, start, kind, end: last ?? "" })
      scene.redraw()
    }

    function draw(layer, width, height) {
      const curve = curves[chosen], { lr, start } = states[chosen], { span, floor, ceiling } = curve
      const left = 8, top = 26, base = height - (curve.minima ? 48 : 28)
      const x = w => left + ((w - span[0]) / (span[1] - span[0])) * (width - 2 * left)
      const y = cost => base - ((cost - floor) / (ceiling - floor)) * (base - top)
      toW = at => span[0] + ((at - left) / (width - 2 * left)) * (span[1] - span[0])
      layer.append(el("path", { d: path([[left, base], [width - left, base]]), class: "axis" }))
      for (let tick = Math.ceil(span[0]); tick <= span[1]; tick++)
        layer.append(el("text", { x: x(tick), y: base + 21, class: "mid" }, (tick === Math.round(best ?? 0) && curve.factor ? "w = " : "") + digits(tick, 0)))
      if (curve.minima) {
        const share = (width - 2 * left) / 160, starts = Array.from({ length: 160 }, (_, n) => toW(left + (n + 0.5) * share))
        for (const [kind, from, to] of runs(starts, each => curve.kind(each, lr)))
          layer.append(el("rect", { x: left + from * share, y: base + 1, width: (to - from) * share, height: HEIGHTS[kind], class: `solid ${COLOURS[kind]}` }))
        layer.append(el("text", { x: width / 2, y: base + 41, class: "mid" }, text.starts))
        for (const w of marks)
          layer.append(el("circle", { cx: x(w), cy: y(curve.cost(w)), r: 3.5, class: `mark ${COLOURS[curve.kind(w, lr)]}` }))
        for (const w of curve.minima) {
          const name = w === curve.deepest ? "deep" : "shallow"
          layer.append(el("text", { x: x(w), y: y(curve.cost(w)) + 20, class: `mid ${COLOURS[name]}` }, text[name]))
        }
      } else layer.append(el("path", { d: path([[x(best), base], [x(best), base - 6]]), class: "axis" }))
      layer.append(el("text", { x: left, y: 16 }, text.cost))
      const line = Array.from({ length: 161 }, (_, n) => span[0] + (n / 160) * (span[1] - span[0]))
      layer.append(el("path", { d: path(line.map(w => [x(w), y(curve.cost(w))])), class: "line soft" }))

      const colour = COLOURS[curve.kind(start, lr)], inside = w => w >= span[0] && w <= span[1]
      for (let n = 0, w = start; n < STEPS && inside(w); n++) {
        const next = w - lr * curve.slope(w), end = clamp(next, ...span)
        const from = [x(w), y(curve.cost(w))], to = [x(end), y(Math.min(ceiling, curve.cost(end)))]
        const lift = Math.min(46, 10 + Math.abs(to[0] - from[0]) / 3), fade = `opacity: ${1 - n / (STEPS + 4)}`
        layer.append(el("path", { d: `M${from}Q${(from[0] + to[0]) / 2} ${Math.min(from[1], to[1]) - lift} ${to}`, class: `line ${colour}`, style: fade }))
        if (inside(next)) layer.append(el("circle", { cx: to[0], cy: to[1], r: 4, class: `mark ${colour}`, style: fade, "data-step": n + 1, "data-w": next }))
        else layer.append(el("text", { x: to[0], y: to[1] - 4, class: `mid ${colour}` }, next < w ? "←" : "→"))
        w = next
      }
      hint.setAttribute("x", width / 2)
      dot.at(x(start), y(curve.cost(start)), start, `w = ${digits(start)}`, span)
    }

    show()
  }
}
