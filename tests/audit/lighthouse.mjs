// Lighthouse as it comes (mobile, all categories) on pages of a built site, all in one Chromium:
//   node lighthouse.mjs SITE [--performance 100] [--calibrated] [--report FILE] [page ...]
// A page is named as in "overview/"; without any, every page of the site is audited. --performance is the least score
// that satisfies. --calibrated lets a slow machine stand for the same telephone as a fast one. The exit status is 1
// when a page misses a target. CHROME_PATH names a browser in an unusual place.
import { existsSync } from "node:fs"
import { mkdir, readdir, rename, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import { dirname, join, sep } from "node:path"
import { parseArgs } from "node:util"

import { launch } from "chrome-launcher"
import compression from "compression"
import lighthouse from "lighthouse"
import sirv from "sirv"

const BYTES = 300_000 // over the wire, the most that a page may weigh
const SHIFT = 0.005 // what rounds to 0.00
const RUNS = 5
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
const METRICS = {
  fcp_ms: "first-contentful-paint",
  lcp_ms: "largest-contentful-paint",
  tbt_ms: "total-blocking-time",
  cls: "cumulative-layout-shift",
  bytes: "total-byte-weight",
}

/** Serves a folder as a static host does: gzip, ETag, ten minutes of caching. */
async function serve(folder) {
  const compress = compression()
  const send = sirv(folder, { etag: true, maxAge: 600 })
  const server = createServer((request, response) => compress(request, response, () => send(request, response)))
  await new Promise(ready => server.listen(0, "127.0.0.1", ready))
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}

/** Addresses of all pages of a site, relative to its root; the home page is "". */
async function findPages(folder) {
  const files = await readdir(folder, { recursive: true })
  return files
    .filter(file => file.endsWith(".html"))
    .map(file => file.split(sep).join("/").replace(/(^|\/)index\.html$/, "$1"))
    .sort()
}

/** What speaks against a page: audits below 1, with the elements or addresses they name. */
function findings(report) {
  const categories = Object.values(report.categories)
  return Object.values(report.audits)
    .filter(audit => audit.score !== null && audit.score < 1)
    .map(audit => ({
      id: audit.id,
      category: categories.find(category => category.auditRefs.some(ref => ref.id === audit.id))?.id,
      weight: Math.max(0, ...categories.flatMap(c => c.auditRefs.filter(r => r.id === audit.id).map(r => r.weight))),
      score: audit.score,
      title: audit.title,
      value: audit.displayValue,
      items: (audit.details?.items ?? []).map(({ node, ...item }) => node?.snippet ?? item.url ?? item),
    }))
}

/**
 * How many times slower than this machine the telephone is that Lighthouse emulates. Its four times are meant for fast
 * machines, https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md; below the benchmark index 1533 it
 * is less, as https://lighthouse-cpu-throttling-calculator.vercel.app has it. It is never more here.
 */
function slowdown(index) {
  if (index >= 1533) return 4
  if (index >= 1300) return 3 + (index - 1300) / 233
  if (index >= 800) return 2 + (index - 800) / 500
  return 1 + Math.max(0, index - 150) / 650
}

/**
 * Audits a page. What else runs on the machine can only slow a page down, so a first score that satisfies holds;
 * after one that does not the median of up to five runs counts, as Lighthouse's documentation advises.
 */
async function audit(url, port) {
  const run = async settings => {
    const { lhr } = await lighthouse(url, { port, logLevel: "error", disableFullPageScreenshot: true, ...settings })
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
    return lhr
  }
  const speed = report => Math.round(100 * report.categories.performance.score)
  const first = await run({})
  const runs = [first]
  const again = { onlyCategories: ["performance"] }
  if (values.calibrated) again.throttling = { cpuSlowdownMultiplier: slowdown(first.environment.benchmarkIndex) }
  const enough = () => runs.filter(report => speed(report) >= least).length
  const settled = () => Math.max(enough(), runs.length - enough()) > RUNS / 2
  while (speed(first) < least && !settled()) runs.push(await run(again))
  const middle = [...runs].sort((a, b) => speed(a) - speed(b))[runs.length >> 1]
  const scores = CATEGORIES.map(id => [id, Math.round(100 * (middle.categories[id] ?? first.categories[id]).score)])
  return {
    scores: Object.fromEntries(scores),
    performance_runs: runs.map(speed),
    ...Object.fromEntries(Object.entries(METRICS).map(([name, id]) => [name, middle.audits[id].numericValue])),
    below: [
      ...findings(middle).filter(finding => finding.category === "performance"),
      ...findings(first).filter(finding => finding.category && finding.category !== "performance"),
    ],
    benchmark_index: middle.environment.benchmarkIndex,
    cpu_slowdown: middle.configSettings.throttling.cpuSlowdownMultiplier,
  }
}

/** Reasons why a page misses a target, one line each; none when it meets all. */
function misses(page) {
  if (page.error) return [page.error]
  const target = { performance: least }
  const lines = CATEGORIES.filter(id => page.scores[id] < (target[id] ?? 100)).map(id => {
    const runs = id === "performance" ? ` (of ${page.performance_runs})` : ""
    const causes = page.below
      .filter(({ category, weight, score, value }) => category === id && (weight > 0 || (score === 0 && value)))
      .filter(finding => !finding.id.endsWith("-insight")) // the same once more
      .sort((a, b) => b.weight * (1 - b.score) - a.weight * (1 - a.score))
      .map(({ id, weight, value, items }) => [id, value, ...(weight ? items.slice(0, 3).map(i => JSON.stringify(i)) : [])])
      .map(cause => cause.filter(Boolean).join(" "))
    return `${id} ${page.scores[id]}${runs}: ${causes.join("; ")}`
  })
  if (page.cls >= SHIFT) lines.push(`layout shift ${page.cls.toFixed(3)}`)
  if (page.bytes > BYTES) lines.push(`${Math.ceil(page.bytes / 1000)} kB over the wire, ${BYTES / 1000} are allowed`)
  return lines
}

function table(audited) {
  const pages = audited.filter(page => !page.error)
  const worst = page => Math.min(...Object.values(page.scores))
  const sorted = pages.sort((a, b) => worst(a) - worst(b) || b.tbt_ms - a.tbt_ms)
  const failed = audited.filter(page => page.error)
  const row = page =>
    [
      ...CATEGORIES.map(id => String(page.scores[id]).padStart(4)),
      ...["fcp_ms", "lcp_ms", "tbt_ms"].map(id => page[id].toFixed(0).padStart(6)),
      page.cls.toFixed(3).padStart(6),
      (page.bytes / 1000).toFixed(0).padStart(5),
      page.cpu_slowdown.toFixed(1).padStart(4),
      ` /${page.page}`,
    ].join(" ")
  const lowest = CATEGORIES.map(id => `${id} ${Math.min(...pages.map(page => page.scores[id]))}`)
  const heaviest = Math.max(...pages.map(page => page.bytes))
  return [
    "perf a11y best  seo    FCP    LCP    TBT    CLS    kB  CPU  page   (times in ms)",
    ...sorted.map(row),
    "",
    ...[...failed, ...sorted].flatMap(page => misses(page).map(line => `/${page.page}: ${line}`)),
    `${pages.length} pages; lowest scores: ${lowest.join(", ")}; heaviest page: ${Math.ceil(heaviest / 1000)} kB`,
  ].join("\n")
}

const { values, positionals } = parseArgs({
  options: {
    calibrated: { type: "boolean", default: false },
    performance: { type: "string", default: "100" },
    report: { type: "string" },
  },
  allowPositionals: true,
})
const least = Number(values.performance)
const [site = "site", ...named] = positionals
if (!existsSync(join(site, "index.html"))) {
  console.error(`${site} holds no built site: build it first (make site), or name its folder`)
  process.exit(2)
}
const addresses = named.length ? named.map(page => page.replace(/^\//, "")) : await findPages(site)
const server = await serve(site)
const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"] })
const pages = []
try {
  for (const page of addresses) {
    const start = Date.now()
    const audited = await audit(server.address + page, chrome.port).catch(error => ({ error: String(error) }))
    pages.push({ page, ...audited })
    const outcome = audited.error ?? CATEGORIES.map(id => audited.scores[id]).join(" ")
    const seconds = Math.round((Date.now() - start) / 1000)
    console.error(`${pages.length}/${addresses.length} /${page}: ${outcome}, ${seconds} s`)
  }
} finally {
  await chrome.kill()
  server.close()
}
console.log(table(pages))
if (values.report) {
  await mkdir(dirname(values.report), { recursive: true })
  await writeFile(`${values.report}.part`, JSON.stringify(pages, null, 1) + "\n")
  await rename(`${values.report}.part`, values.report)
}
process.exitCode = pages.some(page => misses(page).length) ? 1 : 0
