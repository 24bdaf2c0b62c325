// What a typed text asks of the index; search_scripts.py puts it into Material's worker, which calls `courseQuery`.
// Words match by their beginnings, Chinese ones anywhere, names (which begin with MARK in the index) as a whole.
const courseQuery = (() => {
  const STOP = new Set(STOP_WORDS)
  const PART = 0.07 // what a name counts of which only a part was typed
  const han = /\p{sc=Han}/u

  const stem = word => lunr.stemmer(new lunr.Token(word)).toString()
  const british = word => word.replace(/z/g, "s")
  const key = name => stem(british(name.replace(/_/g, ""))) // the same for generalization, generalisation and generalise
  const root = word => { // what a word and its stem have in common: entrop of entropy and entropi
    const reduced = stem(word)
    let same = 0
    while (same < reduced.length && reduced[same] === word[same]) same++
    return same < 3 ? word : word.slice(0, same)
  }

  let known // what an index holds, read once
  const read = ({index, map}) => {
    if (known?.index === index) return known
    const tokens = Object.keys(index.invertedIndex)
    const names = new Map()
    for (const token of tokens)
      if (token.startsWith(MARK)) {
        const one = key(token.slice(MARK.length))
        names.set(one, [...names.get(one) ?? [], token])
      }
    const terms = [...map.values()].flatMap(entry => entry.names?.split(", ") ?? []).map(term => term.split(" "))
    return known = {
      index,
      names,
      same: new Map(terms.flatMap(term => term.map(name => [name, term]))),
      inText: token => Object.keys(index.invertedIndex[token]?.text ?? {}).length,
      chinese: tokens.filter(token => han.test(token) && !token.startsWith(MARK)).join("\n"),
      isName: token => Object.keys({...index.invertedIndex[token].names, ...index.invertedIndex[token].titles}).length,
      has: word => word in index.invertedIndex,
      like: clause => index.tokenSet.intersect(lunr.TokenSet.fromClause(clause)).toArray(),
    }
  }

  // The fewest words that a run of Chinese characters consists of; a part of a word of the index is a little worse.
  const cut = (run, {chinese, has}) => {
    const best = [{cost: 0, words: []}]
    for (let end = 1; end <= run.length; end++)
      for (let start = Math.max(0, end - 12); start < end; start++) {
        const word = run.slice(start, end)
        const whole = has(word) || STOP.has(word)
        if (!whole && word.length > 1 && !chinese.includes(word)) continue
        const cost = best[start].cost + (whole ? 1 : 1.5)
        if (!best[end] || cost < best[end].cost) best[end] = {cost, words: [...best[start].words, word]}
      }
    return best[run.length].words
  }

  const chineseWord = (typed, {like}, alone) => { // a character inside a word counts where nothing else was typed
    return {typed, term: typed, tokens: new Set(like({term: typed.length > 1 || alone ? `*${typed}*` : typed}))}
  }

  const latinWord = (typed, {has, like, isName}) => {
    let term = [typed, british(typed)].find(has) ?? typed
    if (term.length > 4 && !like({term: `${root(term)}*`}).length)
      term = like({term, editDistance: 1})[0] ?? term // a slip of the finger
    const tokens = term.length < 3 ? [term] : like({term: `${root(term)}*`})
    const parts = term.length < 3 ? [] : [MARK, `${MARK}*_`].flatMap(start => like({term: `${start}${root(term)}*`}))
    return {typed, term, tokens: new Set([...tokens, ...parts.filter(isName)])}
  }

  const understand = (typed, known, alone) => (han.test(typed) ? chineseWord : latinWord)(typed, known, alone)

  return (text, search) => {
    const known = read(search)
    const all = text.normalize("NFKC").toLowerCase().split(lunr.tokenizer.separator)
      .flatMap(part => part.match(/\p{sc=Han}+|\P{sc=Han}+/gu) ?? [])
      .flatMap(run => han.test(run) ? cut(run, known) : [run])
      .map((typed, at, {length}) => understand(typed, known, length === 1))
    const telling = all.filter(({typed}) => !STOP.has(typed))
    const words = telling.length ? telling : all

    // The longest names, from left to right; whether blanks, hyphens or nothing stands inside makes no difference.
    const units = words.flatMap(({term}, at) => (han.test(term) ? [...term] : [term]).map(unit => ({unit, at})))
    const joined = (from, to) => units.slice(from, to).map(({unit}) => unit).join("")
    const names = []
    for (let from = 0; from < units.length;) {
      let to = Math.min(units.length, from + 24)
      while (to > from && !known.names.has(key(joined(from, to)))) to--
      if (to > from) {
        const tokens = known.names.get(key(joined(from, to)))
        const covers = new Set(units.slice(from, to).map(({at}) => at))
        // What no text holds is looked for by its other names, too: a term of the other language.
        const foreign = ![...covers].every(at => [...words[at].tokens].some(known.inText))
        const others = foreign ? tokens.flatMap(token => known.same.get(token) ?? []) : []
        names.push({
          tokens,
          covers,
          share: joined(from, to).length / joined(0, units.length).length,
          others: others.map(name => name.slice(MARK.length).split("_").map(part => understand(part, known))),
        })
      }
      from = Math.max(to, from + 1)
    }

    return {
      words,
      ask: query => {
        const ask = (term, boost) => query.clause({term, boost, usePipeline: false})
        words.forEach(({term, tokens}, at) => {
          ask(term, 1)
          for (const token of tokens) ask(token, token.startsWith(MARK) ? PART : 1)
          const next = words[at + 1]?.term
          for (const both of [term + next, `${term}_${next}`]) if (next && known.has(both)) ask(both, 1)
        })
        for (const {tokens, share, others} of names)
          for (const token of [...tokens, ...others.flat().flatMap(({tokens}) => [...tokens].filter(known.inText))])
            ask(token, share ** 6)
      },
      // Which of the typed words a result holds, by its matches; the others are shown as missing.
      found: matches => {
        const holds = ({tokens}) => [...tokens].some(token => token in matches)
        const named = names.filter(({tokens, others}) =>
          tokens.some(token => token in matches) || others.some(parts => parts.every(holds)))
        return Object.fromEntries(words.map((word, at) =>
          [word.typed, holds(word) || named.some(({covers}) => covers.has(at))]))
      },
      // What its score counts: an eighth where half of the letters are found, twice where words stand together as
      // typed, or where all the names do that were typed.
      weight: (matches, found) => {
        const letters = words => words.reduce((sum, [typed]) => sum + typed.length, 0)
        const places = ({tokens}, field) => [...tokens].flatMap(token => matches[token]?.[field]?.position ?? [])
        const together = words.slice(1).filter((word, at) => ["title", "text"].some(field => {
          const before = new Set(places(words[at], field))
          return places(word, field).some(place => before.has(place - 1))
        }))
        const share = letters(Object.entries(found).filter(([, there]) => there)) / letters(Object.entries(found))
        const all = names.length > 1 && names.every(({tokens}) => tokens.some(token => token in matches))
        return share ** 3 * (1 + all + together.length / Math.max(1, words.length - 1))
      },
    }
  }
})()
