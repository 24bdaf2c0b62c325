// A computational graph, walked forward and backward a node at a time: the value above each wire, the slope below it.
// Facts: x, w, y of one sample, x2 and y2 of another one; the second graph adds the losses of both, and w forks.
{
  const { el, clamp, snap, picture, slider, choice, speaker, path } = live
  const TEXT = {
    zh: {
      graphs: "哪一个图", names: ["一个样本", "两个样本"], walk: "一步一步走", steps: ["← 退一步", "走一步 →"], loss: "损失", way: ["前向", "反向"], stop: "。",
      start: "只有输入。点“走一步”，先往右算值，再往左传斜率。",
      "×": ([w, x], out) => `${w} × ${x} = ${out}`, "−": ([a, b], out) => `${a} − ${b} = ${out}`, "²": ([r], out) => `${r}² = ${out}`, "+": ([a, b], out) => `${a} + ${b} = ${out}`,
      seed: "从损失出发，它对自己的斜率是 <b>1</b>。",
      back: {
        "+": () => "加法把传来的 1 原样交给两边。",
        "²": ([r], [slope], from) => `自己的斜率是 2 × ${r}，乘上传来的 ${from}，得 <b>${slope}</b>`,
        "−": (values, [slope, turned]) => `ŷ 那边照传 <b>${slope}</b>，y 那边变号，是 <b>${turned}</b>`,
        "×": ([w, x], [toW, toX], from) => `交叉相乘。w 得 ${from} × ${x} = <b>${toW}</b>，x 得 ${from} × ${w} = <b>${toX}</b>`,
      },
      rows: ["上面：", "下面："], short: {
        "²": ([r], [slope], from) => `2 × ${r} × ${from} = <b>${slope}</b>`,
        "−": (values, [slope, turned]) => `ŷ 得 <b>${slope}</b>，y 得 <b>${turned}</b>`,
      },
      sum: (a, b, sum) => `w 又得到 ${b.replace(/[()]/g, "")}，<b>加起来</b>：${a} + ${b} = <b>${sum}</b>。`, and: "；",
    },
    en: {
      graphs: "which graph", names: ["one sample", "two samples"], walk: "step by step", steps: ["← back", "step →"], loss: "loss", way: ["forward", "backward"], stop: ".",
      start: "Only the inputs. Press “step”: first the values go right, then the slopes go left.",
      "×": ([w, x], out) => `${w} × ${x} = ${out}`, "−": ([a, b], out) => `${a} − ${b} = ${out}`, "²": ([r], out) => `${r}² = ${out}`, "+": ([a, b], out) => `${a} + ${b} = ${out}`,
      seed: "it starts at the loss, whose slope with respect to itself is <b>1</b>.",
      back: {
        "+": () => "a sum hands the 1 that it gets to both sides.",
        "²": ([r], [slope], from) => `its own slope, 2 × ${r}, times the ${from} that it gets: <b>${slope}</b>`,
        "−": (values, [slope, turned]) => `<b>${slope}</b> goes on to ŷ; y gets it with the sign changed, <b>${turned}</b>`,
        "×": ([w, x], [toW, toX], from) => `crosswise: w gets ${from} × ${x} = <b>${toW}</b>, x gets ${from} × ${w} = <b>${toX}</b>`,
      },
      rows: ["above: ", "below: "], short: {
        "²": ([r], [slope], from) => `2 × ${r} × ${from} = <b>${slope}</b>`,
        "−": (values, [slope, turned]) => `ŷ gets <b>${slope}</b>, y gets <b>${turned}</b>`,
      },
      sum: (a, b, sum) => `w gets ${b.replace(/[()]/g, "")} as well, and they <b>add</b>: ${a} + ${b} = <b>${sum}</b>.`, and: "; ",
    },
  }
  const RANGES = { x: [-2, 2], w: [-1, 3], y: [0, 4] }, STEP = 0.5, R = 14
  const show = value => String(Number(value.toFixed(2)) || 0).replace("-", "−")
  const put = value => (value < 0 ? `(${show(value)})` : show(value))

  // An operation's result, and how fast it grows with each of what goes into it.
  const RULES = {
    "×": (a, b) => [a * b, b, a],
    "−": (a, b) => [a - b, 1, -1],
    "²": r => [r * r, 2 * r],
    "+": (a, b) => [a + b, 1, 1],
  }
  // What goes into each operation; those of one step stand in one list.
  const GRAPHS = [
    { steps: [["times"], ["minus"], ["square"]], last: "square", wires: { times: ["w", "x"], minus: ["times", "y"], square: ["minus"] } },
    {
      steps: [["times", "times2"], ["minus", "minus2"], ["square", "square2"], ["plus"]],
      last: "plus",
      wires: {
        times: ["w", "x"], minus: ["times", "y"], square: ["minus"],
        times2: ["w", "x2"], minus2: ["times2", "y2"], square2: ["minus2"], plus: ["square", "square2"],
      },
    },
  ]
  const SIGNS = { times: "×", minus: "−", square: "²", plus: "+" }
  const sign = node => SIGNS[node.replace("2", "")]

  live.figures.graph = (box, facts, language) => {
    const text = TEXT[language], state = { x: facts.x, w: facts.w, y: facts.y }
    let graph = 0, at = 0

    // All values and slopes; `slopes` of an operation are what it sends to each of its inputs.
    const run = () => {
      const { steps, last, wires } = GRAPHS[graph], order = steps.flat()
      const values = { ...state, x2: facts.x2, y2: facts.y2 }, local = {}, slopes = {}, grads = { [last]: 1 }
      for (const node of order) [values[node], ...local[node]] = RULES[sign(node)](...wires[node].map(from => values[from]))
      for (const node of order.toReversed()) {
        slopes[node] = local[node].map(slope => slope * grads[node])
        wires[node].forEach((from, n) => { grads[from] = (grads[from] ?? 0) + slopes[node][n] })
      }
      return { values, slopes, grads }
    }
    // What happens at each step: [nodes, whether it goes back]. Slopes come to w one after the other.
    const walk = () => {
      const forward = GRAPHS[graph].steps, back = forward.toReversed().flatMap(nodes => (nodes[0] === "times" ? nodes.map(node => [node]) : [nodes]))
      return [[[], false], ...forward.map(nodes => [nodes, false]), [["loss"], true], ...back.map(nodes => [nodes, true])]
    }
    const go = to => {
      at = clamp(to, 0, walk().length - 1)
      refresh()
    }

    const graphs = choice(box, text.graphs, text.names, chosen => {
      graph = chosen
      at = 0
      Object.keys(RANGES).forEach(name => { state[name] = facts[name] })
      refresh()
    })
    const scene = picture(box, "plane", draw)
    const say = speaker(box)
    const steps = choice(box, text.walk, text.steps, chosen => go(at + (chosen ? 1 : -1)))
    const sliders = Object.keys(RANGES).map(name => slider(box, {
      label: name, min: RANGES[name][0], max: RANGES[name][1], step: STEP, places: 1,
      change: value => { state[name] = clamp(snap(value, STEP), ...RANGES[name]); go(Infinity) }, // the slopes are at the end
    }))

    function words() {
      const [nodes, back] = walk()[at], { values, slopes, grads } = run(), { wires } = GRAPHS[graph]
      if (!nodes.length) return text.start
      const begin = `${at}/${walk().length - 1} ${text.way[Number(back)]}${language === "zh" ? "：" : ": "}`
      if (nodes[0] === "loss") return begin + text.seed
      const pair = back && nodes.length > 1 && nodes[0] !== "plus"
      const each = nodes.map((node, row) => {
        const kind = sign(node), inputs = wires[node].map((from, n) => (back || n || kind === "²" ? put : show)(values[from]))
        if (pair) return text.rows[row] + text.short[kind](inputs, slopes[node].map(show), show(grads[node]))
        return back ? text.back[kind](inputs, slopes[node].map(show), show(grads[node])) : text[kind](inputs, `<b>${show(values[node])}</b>`)
      })
      const sentence = back && nodes[0] === "plus" ? each[0] : each.join(text.and) + text.stop
      return begin + (nodes[0] === "times2" && back ? text.sum(show(slopes.times[0]), put(slopes.times2[0]), show(grads.w)) : sentence)
    }

    function refresh() {
      scene.describe(say(words()))
      graphs.set(graph)
      steps.buttons.forEach((button, forth) => { button.ariaDisabled = String(at === (forth ? walk().length - 1 : 0)) })
      Object.keys(RANGES).forEach((name, n) => {
        sliders[n].set(state[name])
        const label = graph && name !== "w" ? `${name}₁` : name
        sliders[n].row.firstChild.textContent = sliders[n].input.ariaLabel = label
        sliders[n].input.nextSibling.textContent = show(state[name])
      })
      Object.assign(box.dataset, { ...state, graph, at })
      scene.redraw()
    }

    function places(width, height) {
      if (!graph) {
        const across = share => 24 + share * (width - 24 - 23), middle = 0.42 * height
        return {
          x: [across(0), 0.14 * height], w: [across(0), 0.74 * height], times: [across(0.25), middle], minus: [across(0.51), middle],
          y: [across(0.51), 0.86 * height], square: [across(0.76), middle], loss: [across(1), middle],
        }
      }
      const columns = [0.28, 0.47, 0.64].map(share => share * width), rows = [0.29, 0.71].map(share => share * height), outer = [16, height - 16]
      const found = { w: [20, height / 2], fork: [52, height / 2], plus: [0.79 * width, height / 2], loss: [width - 23, height / 2] }
      for (const n of [0, 1]) {
        const second = n ? "2" : ""
        Object.assign(found, {
          [`times${second}`]: [columns[0], rows[n]], [`minus${second}`]: [columns[1], rows[n]], [`square${second}`]: [columns[2], rows[n]],
          [`x${second}`]: [columns[0], outer[n]], [`y${second}`]: [columns[1], outer[n]],
        })
      }
      return found
    }

    function draw(layer, width, height) {
      const { values, slopes, grads } = run(), { steps, last, wires } = GRAPHS[graph], spots = places(width, height)
      const seen = walk().slice(0, at + 1), [now, back] = seen.at(-1)
      const known = node => !wires[node] || seen.some(([nodes, backwards]) => !backwards && nodes.includes(node))
      const passed = node => seen.some(([nodes, backwards]) => backwards && nodes.includes(node))

      const wire = (from, to, value, slope, data) => {
        const [x1, y1] = spots[from], [x2, y2] = spots[to], length = Math.hypot(x2 - x1, y2 - y1)
        const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length]
        const gap = node => (node === "fork" ? 3 : node === "loss" ? 20 : R)
        const begin = [x1 + gap(from) * ux, y1 + gap(from) * uy], end = [x2 - gap(to) * ux, y2 - gap(to) * uy]
        const current = now.includes(to), turned = slope !== undefined
        const look = turned ? `c1 dashed ${current && back ? "" : "thin"}` : current ? "" : "soft thin"
        layer.append(el("path", { d: path([begin, end]), class: `line ${look}` }))
        const head = ([px, py], way) => el("path", { class: `solid ${turned ? "c1" : "soft-fill"}`, d: path([[px, py], [px - way * 8 * ux - 3.5 * uy, py - way * 8 * uy + 3.5 * ux], [px - way * 8 * ux + 3.5 * uy, py - way * 8 * uy - 3.5 * ux]]) + "Z" })
        if (turned) layer.append(head(begin, -1))
        else if (to !== "fork") layer.append(head(end, 1))
        const middle = from === "fork" ? 0.55 : 0.5, mx = begin[0] + middle * (end[0] - begin[0]), my = begin[1] + middle * (end[1] - begin[1])
        const steep = Math.abs(ux) < 0.3, up = steep ? [uy, -ux] : [uy, -ux].map(part => part * (ux < 0 ? -1 : 1))
        const write = (what, side, name) => {
          const [nx, ny] = steep ? [side * 8, 5] : [side * up[0] * 13, side * up[1] * 13 + 5]
          const anchor = steep ? (side < 0 ? "end" : "") : Math.abs(up[0]) > 0.45 ? (nx < 0 ? "end" : "") : "mid"
          const shift = !steep && anchor !== "mid" ? [nx * 0.6, ny] : [nx, ny]
          layer.append(el("text", { x: mx + shift[0], y: my + shift[1], class: `${anchor} halo ${name === "value" ? "ink" : "c1"}`, [`data-${name}`]: what, "data-wire": data }, show(what)))
        }
        if (value !== undefined) write(value, steep ? -1 : 1, "value")
        if (turned && data) write(slope, steep ? 1 : -1, "slope")
      }

      for (const node of steps.flat())
        wires[node].forEach((from, n) => {
          const start = from === "w" && graph ? "fork" : from, inside = graph && /^[xy]/.test(from)
          wire(start, node, known(from) && !inside ? values[from] : undefined, passed(node) ? slopes[node][n] : undefined, `${from} ${node}`)
        })
      if (graph) wire("w", "fork", undefined, passed("times2") ? grads.w : undefined)
      wire(last, "loss", undefined, passed("loss") ? 1 : undefined)

      if (!graph) for (const [name, from, to] of [["ŷ", "times", "minus"], ["r", "minus", "square"]])
        layer.append(el("text", { x: (spots[from][0] + spots[to][0]) / 2, y: spots[to][1] - 26, class: "mid var" }, name))
      const [lossX, lossY] = spots.loss
      if (known(last)) layer.append(el("text", { x: lossX, y: lossY - 22, class: "mid ink", "data-value": values[last], "data-wire": `${last} loss` }, show(values[last])))
      if (passed("loss")) layer.append(el("text", { x: lossX, y: lossY + 32, class: "mid c1", "data-slope": 1, "data-wire": `${last} loss` }, "1"))
      if (graph) layer.append(el("circle", { cx: spots.fork[0], cy: spots.fork[1], r: 4, class: "solid" }))
      for (const [node, [left, top]] of Object.entries(spots)) {
        if (node === "fork") continue
        const current = now.includes(node), ink = current ? (back ? "c1" : "") : "soft thin"
        if (wires[node]) layer.append(el("circle", { cx: left, cy: top, r: R, class: `line ${ink}`, "data-now": current }))
        else if (node === "loss") layer.append(el("rect", { x: left - 20, y: top - 15, width: 40, height: 30, rx: 5, class: "area c2" }), el("rect", { x: left - 20, y: top - 15, width: 40, height: 30, rx: 5, class: "line c2" }))
        else layer.append(el("rect", { x: left - 14, y: top - 14, width: 28, height: 28, rx: node === "w" ? 5 : 0, class: node === "w" ? "area c0" : "area grey" }), el("rect", { x: left - 14, y: top - 14, width: 28, height: 28, rx: node === "w" ? 5 : 0, class: `line thin ${node === "w" ? "c0" : "soft"}` }))
        const name = node === "loss" ? text.loss : wires[node] ? (sign(node) === "²" ? "( )²" : sign(node)) : node[0]
        const label = el("text", { x: left, y: top + 5, class: `mid ink ${wires[node] || node === "loss" ? "" : "var"}` }, name)
        if (graph && /^[xy]/.test(node)) label.append(el("tspan", { class: "index", dy: 3 }, node.length > 1 ? 2 : 1))
        layer.append(label)
        if (graph && /^[xy]/.test(node)) layer.append(el("text", { x: left + 19, y: top + 5, class: "ink", "data-value": values[node], "data-wire": `${node} ${node[0] === "x" ? "times" : "minus"}${node.slice(1)}` }, show(values[node])))
      }
      if (graph && passed("times")) { // what has come to w so far, added up
        const right = 66, base = spots.times2[1] + 4
        layer.append(el("text", { x: right, y: base, class: "end c1", "data-grad": passed("times2") ? grads.w : slopes.times[0] }, show(slopes.times[0])))
        if (passed("times2")) layer.append(
          el("text", { x: right, y: base + 19, class: "end c1" }, `+ ${put(slopes.times2[0])}`),
          el("path", { d: path([[6, base + 26], [right + 2, base + 26]]), class: "line thin c1" }),
          el("text", { x: right, y: base + 44, class: "end c1 sum" }, show(grads.w)),
        )
      }
    }

    refresh()
  }
}
