// A network of four hidden neurons learns to tell the points inside from those around them: the reader moves the epochs.
{
  const { el, picture, slider, speaker } = live
  const TEXT = {
    zh: {
      epochs: "轮数",
      say: (epoch, right, all) => epoch ? `训练 ${epoch} 轮后，学过的 ${all} 个点认对 <b>${right}</b> 个。` : `还没有训练：${all} 个点认对 <b>${right}</b> 个，全凭运气。`,
    },
    en: {
      epochs: "epochs",
      say: (epoch, right, all) => epoch ? `After ${epoch} epochs, <b>${right}</b> of the ${all} points it learned from are right.` : `Before training, <b>${right}</b> of ${all} points are right, by luck alone.`,
    },
  }
  const REACH = 2.8, ROW = 2

  live.figures.training = (box, facts, language) => {
    const text = TEXT[language], { x, y, epochs, hidden_weight, hidden_bias, out_weight, out_bias } = facts
    const units = hidden_bias.length / epochs.length, half = x.length / 2
    let frame = 0
    const score = (left, up) => {
      let sum = out_bias[frame]
      for (let unit = 0; unit < units; unit++) {
        const at = frame * units + unit
        sum += out_weight[at] * Math.tanh(hidden_weight[2 * at] * left + hidden_weight[2 * at + 1] * up + hidden_bias[at])
      }
      return sum
    }
    const epoch = slider(box, { label: text.epochs, min: 0, max: epochs.length - 1, step: 1, places: 0, change: chosen => { frame = chosen; show() } })
    const scene = picture(box, "plane", draw)
    const say = speaker(box)

    function show() {
      const right = x.filter((left, n) => score(left, y[n]) > 0 === n < half).length
      scene.describe(say(text.say(epochs[frame], right, x.length)))
      epoch.set(frame)
      epoch.input.nextSibling.textContent = epochs[frame]
      epoch.input.setAttribute("aria-valuetext", epochs[frame])
      Object.assign(box.dataset, { epoch: epochs[frame], right })
      scene.redraw()
    }

    function draw(layer, width, height) {
      const scale = Math.min(width, height) / (2 * REACH), toX = left => width / 2 + left * scale, toY = up => height / 2 - up * scale
      const strips = [], columns = 90, from = -width / 2 / scale, step = -2 * from / columns
      for (let row = 0; row < height; row += ROW) {
        const up = (height / 2 - row - ROW / 2) / scale
        let before = score(from, up), begin = from
        for (let column = 1; column <= columns; column++) {
          const left = from + column * step, now = score(left, up)
          const crossing = left - step * now / (now - before)
          if (before <= 0 && now > 0) begin = crossing
          if (before > 0 && (now <= 0 || column === columns)) {
            const end = now <= 0 ? crossing : left
            strips.push(`M${toX(begin).toFixed(1)} ${row}H${toX(end).toFixed(1)}v${ROW}H${toX(begin).toFixed(1)}z`)
          }
          before = now
        }
      }
      layer.append(el("path", { class: "area c0", d: strips.join("") }))
      x.forEach((left, n) => {
        const place = { cx: toX(left).toFixed(1), cy: toY(y[n]).toFixed(1) }, wrong = score(left, y[n]) > 0 !== n < half
        layer.append(el("circle", { ...place, r: 4.5, class: n < half ? "mark c0" : "line c1" }))
        if (wrong) layer.append(el("circle", { ...place, r: 9, class: "line c3", "data-wrong": n }))
      })
    }
    show()
  }
}
