// Opens the preview of a copy of the sample in headless Chromium, changes its sources, and looks at what the open page does.
//
//     node .ci/preview.mjs PROGRAM SITE [SCREENSHOTS]
//
// PROGRAM is the built `dateline`, SITE a folder with the sample's content and dateline.yaml; it is copied, not changed. Run it
// where the built-in templates and static files lie.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Browser } from "./browser.mjs";

const [program, sample, shots] = process.argv.slice(2);
const ARTICLE = "content/articles/2019-02-28-hanoi-breakdown.md";
const SLUG = "articles/hanoi-breakdown-harbor/";
const PATIENCE = 30000;
const WIDE = { width: 1280, height: 800, scheme: "light" };

const root = mkdtempSync(join(tmpdir(), "preview-"));
for (const part of ["content", "dateline.yaml"]) cpSync(join(sample, part), join(root, part), { recursive: true });

const path = (name) => join(root, name);
const read = (name) => readFileSync(path(name), "utf8");
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function write(name, text) {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
}

/** A running preview and its address. */
async function serve(...more) {
  const child = spawn(resolve(program), ["--root", root, "serve", ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => (told += chunk));
  const address = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (line) => resolve(line.trim()));
    child.once("exit", (code) => reject(new Error(`the preview ended with ${code}: ${told}`)));
  });
  const stop = (signal) =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill(signal);
    });
  return { address, port: new URL(address).port, stop, told: () => told };
}

const problems = [];
let checks = 0;

function check(name, isFine, found = "") {
  checks += 1;
  if (!isFine) problems.push(name);
  console.log(`${isFine ? "ok  " : "FAIL"} ${name}${isFine || found === "" ? "" : `: ${JSON.stringify(found)}`}`);
}

const browser = new Browser();
let tab;
const noise = [];

/** The value of an expression in the page; `undefined` while the page is between two documents. */
async function page(expression, session = tab) {
  try {
    const { result } = await browser.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }, session);
    return result.value;
  } catch {
    return undefined;
  }
}

/** Checks that an expression becomes true before patience ends. */
async function becomes(name, expression, session = tab) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    if (await page(expression, session)) return check(name, true);
    await sleep(50);
  }
  check(name, false, await page("document.body.innerText.slice(-600)", session));
}

async function open(address, session = tab) {
  await browser.send("Page.navigate", { url: address }, session);
  const end = Date.now() + PATIENCE;
  const isReady = 'document.readyState === "complete" && !!document.querySelector("main [id], .masthead")';
  while (Date.now() < end && !(await page(isReady, session))) await sleep(50);
}

async function shoot(name, view) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await browser.view(view, tab);
  await sleep(300);
  const { data } = await browser.send("Page.captureScreenshot", {}, tab);
  writeFileSync(join(shots, `${name}-${view.width}-${view.scheme}.png`), Buffer.from(data, "base64"));
  await browser.view(WIDE, tab);
}

async function shootAll(name) {
  for (const scheme of ["light", "dark"]) {
    await shoot(name, { width: 1280, height: 800, scheme });
    await shoot(name, { width: 360, height: 740, scheme });
  }
}

const has = (words) => `document.querySelector("main").textContent.includes(${JSON.stringify(words)})`;
const overlay = 'document.querySelector("#dateline-live .dl-overlay")';
const isSettled = 'document.querySelector("#dateline-live .dl-reading") === null';

/** The reader is in the middle of the page; a mark in the window survives all but a new load. */
const settleDown = 'window.mark = 1; scrollTo({ top: 600, behavior: "instant" }); scrollY';
const top = 'Math.round(document.getElementById("s5").getBoundingClientRect().top)';

async function articles(address) {
  await open(address + SLUG);
  const before = { scroll: await page(settleDown), top: await page(top) };
  check("the page can be scrolled", before.scroll > 300, before);

  const source = read(ARTICLE);
  write(ARTICLE, `${source}\n\nNew words stand here.\n`);
  await becomes("an edited article is shown", has("New words stand here."));
  await becomes("the whole picture follows", isSettled);
  check("the reader stays where he was", Math.abs((await page(top)) - before.top) <= 2, [before, await page(top)]);
  check("without a new load", (await page("window.mark")) === 1);

  const [head, first, ...rest] = source.split("\n\n");
  const longer = [head, first, "A paragraph above the reader. ".repeat(30), ...rest].join("\n\n");
  const seen = `[...document.querySelectorAll("main p")].find((p) => p.getBoundingClientRect().top > 150).textContent`;
  const words = await page(seen);
  writeFileSync(path("content/articles/.aside.swp"), longer);
  renameSync(path("content/articles/.aside.swp"), path(ARTICLE));
  await becomes("an atomic save is shown", has("A paragraph above the reader."));
  await becomes("and settles", isSettled);
  check("what comes above moves nothing in the window", (await page(seen)) === words, [words, await page(seen)]);
  check("but the page is longer", (await page("scrollY")) > before.scroll + 50, await page("scrollY"));

  renameSync(path(ARTICLE), path(`${ARTICLE}~`));
  write(ARTICLE, source);
  unlinkSync(path(`${ARTICLE}~`));
  await becomes("a save over a backup is shown", `!${has("A paragraph above the reader.")} && ${isSettled}`);
  return source;
}

async function theme() {
  const template = readFileSync("templates/article.html", "utf8");
  const block = template.match(/\{%-? block main -?%\}/);
  await page("window.mark = 2");
  write("templates/article.html", template.replace(block[0], `${block[0]}<p id="from-template">From the template</p>`));
  await becomes("an edited template is shown", has("From the template"));
  rmSync(path("templates"), { recursive: true });
  await becomes("a template that goes gives way to the built-in one", `!${has("From the template")}`);
  check("both without a new load", (await page("window.mark")) === 2);

  await page(settleDown);
  await becomes("the last change has settled", isSettled);
  const color = "getComputedStyle(document.body).backgroundColor";
  const style = readFileSync("static/style.css", "utf8");
  write("static/style.css", `${style}\nbody { background: rgb(1, 2, 3) !important; }\n`);
  await becomes("a new stylesheet is swapped in", `${color} === "rgb(1, 2, 3)"`);
  write("static/style.css", `${style}\nbody { background: rgb(4, 5, 6) !important; }\n`);
  await becomes("an edited stylesheet is swapped in", `${color} === "rgb(4, 5, 6)"`);
  await becomes("the old one goes", 'document.querySelectorAll("head link[rel=stylesheet]:not([data-dateline])").length === 1');
  check("without a new load", (await page("window.mark")) === 1);
  check("and the reader stays where he was", (await page("scrollY")) > 300, await page("scrollY"));
  rmSync(path("static"), { recursive: true });
  await becomes("the built-in style comes back", `${color} !== "rgb(4, 5, 6)"`);

  write("static/mark.txt", "one");
  await becomes("another static file loads the page anew", "window.mark === undefined && document.readyState === 'complete'");
  await becomes("which gets its scroll position back", "scrollY > 300");
  rmSync(path("static"), { recursive: true });
  await becomes("and goes again", isSettled);
}

async function faults(source) {
  await sleep(1500);
  await page(settleDown);
  write(ARTICLE, source.replace("---\n", "---\nextra: [<script>document.title = 'taken over'</script>\n"));
  await becomes("broken front matter brings the overlay", `!!${overlay}`);
  const text = (await page(`${overlay}.textContent`)) ?? "";
  check("which names file and line", /content\/articles\/2019-02-28-hanoi-breakdown\.md:\d+:\d+/.test(text), text);
  check("and shows the source line, escaped", text.includes("<script>document.title"), text);
  check("no word of it is run", (await page("document.title")) !== "taken over");
  check("no element comes of it", (await page(`${overlay}.querySelectorAll("script, [onerror], img").length`)) === 0);
  check("the last good page is under it", await page(`${has("Hanoi")} && scrollY > 300`), await page("scrollY"));
  check("it is a dialog with a name", await page(`!!${overlay}.querySelector("[role=alertdialog][aria-label]")`));
  const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  check("nothing scrolls sideways", (await page(wide)) === 0);
  await shootAll("overlay");
  await page('document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))');
  check("Escape closes it", (await page(`${overlay}.open`)) === false);
  await shoot("closed", WIDE);
  write(ARTICLE, source);
  await becomes("mending takes it away", `!${overlay} && ${isSettled}`);
  check("all without a new load", (await page("window.mark")) === 1);

  const broken = "{% extends \"default/article.html\" %}\n{% block main %}{{ page.nothing.here }}{% endblock main %}\n";
  write("templates/article.html", broken);
  await becomes("a template that fails brings the overlay", `!!${overlay} && ${overlay}.textContent.includes("templates/article.html")`);
  check("over the page as it was", await page(has("Hanoi")));
  await shoot("template", WIDE);
  rmSync(path("templates"), { recursive: true });
  await becomes("and goes with it", `!${overlay} && ${isSettled}`);

  write("dateline.yaml", `${read("dateline.yaml")}auhtor: x\n`);
  await becomes("a warning is a badge", '/1 warning/.test(document.querySelector("#dateline-live .dl-badge summary")?.textContent)');
  check("and no overlay", await page(`${overlay} === null`));
  await shoot("badge", WIDE);
  await page('document.querySelector(".dl-badge").open = true');
  await shootAll("badge-open");
  write("dateline.yaml", read("dateline.yaml").replace("auhtor: x\n", ""));
  await becomes("and goes when it is mended", '!document.querySelector("#dateline-live .dl-badge")');
}

/** Pages of themes that have scripts, or a policy against them. */
async function strict(preview, source) {
  const extend = (head, main) =>
    `{% extends "default/article.html" %}\n{% block head %}${head}{% endblock head %}\n` +
    `{% block main %}${main}{{ super() }}{% endblock main %}\n`;
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'">`;
  write("templates/article.html", extend(policy, ""));
  await becomes("a policy of the theme's comes into force", `!!document.querySelector("meta[http-equiv]") && ${isSettled}`);
  write(ARTICLE, source.replace("---\n", "---\nextra: [\n"));
  await becomes("and lets the overlay be", `!!${overlay} && getComputedStyle(${overlay}).position === "fixed"`);
  write(ARTICLE, source);
  await becomes("and the script", `!${overlay} && ${isSettled}`);

  write("templates/article.html", extend("", "<script>window.runs = (window.runs ?? 0) + 1</script>"));
  await becomes("a script of the theme's is run", "window.runs === 1");
  await becomes("at the whole picture too", isSettled);
  await page(settleDown);
  write(ARTICLE, `${source}\n\nBeside a script.\n`);
  await becomes("its page is loaded anew", `${has("Beside a script.")} && window.mark === undefined && window.runs === 1`);
  await becomes("where the reader was", `scrollY > 300 && ${isSettled}`);
  rmSync(path("templates"), { recursive: true });
  write(ARTICLE, source);
  await becomes("and follows further", `!${has("Beside a script.")} && ${isSettled}`);
  await open(preview.address + SLUG);
}

async function comings(preview, source) {
  write("content/articles/new.md", "---\ntitle: A draft of mine\ndate: 2019-03-01\nslug: mine\ndraft: true\n---\nWords.\n");
  await open(`${preview.address}articles/mine/`);
  await becomes("a draft is shown with --drafts", has("Words."));
  await becomes("and has its banner", 'document.querySelector(".dl-banner")?.textContent === "Draft"');
  await shootAll("draft");
  unlinkSync(path("content/articles/new.md"));
  await becomes("a page that goes becomes the 404 page", '/not found/i.test(document.title + document.querySelector("main").textContent)');
  write("content/articles/new.md", "---\ntitle: A draft of mine\ndate: 2019-03-01\nslug: mine\ndraft: true\n---\nIt is back.\n");
  await becomes("and comes back", has("It is back."));
  unlinkSync(path("content/articles/new.md"));

  await open(preview.address + SLUG);
  const others = [];
  for (let n = 0; n < 8; n += 1) {
    const other = await browser.tab();
    await open(preview.address, other);
    others.push(other);
  }
  write(ARTICLE, `${source}\n\nIn every tab.\n`);
  await browser.send("Page.bringToFront", {}, tab);
  await becomes("nine tabs are no hindrance", has("In every tab."));

  await page("window.mark = 3");
  await preview.stop("SIGTERM");
  await becomes("a preview that stopped is told of", '/stopped/.test(document.querySelector(".dl-said")?.textContent)');
  write(ARTICLE, source);
  const again = await serve("--port", preview.port, "--drafts", "--poll");
  check("it comes back at its port", again.port === preview.port, again.address);
  await becomes("and open pages load anew", `window.mark === undefined && !${has("In every tab.")}`);
  write(ARTICLE, `${source}\n\nFound by walking.\n`);
  await becomes("--poll finds changes too", has("Found by walking."));
  return again;
}

let preview;
try {
  preview = await serve("--port", "0", "--drafts");
  tab = await browser.tab();
  browser.listeners.add(({ method, params, sessionId }) => {
    if (sessionId !== tab) return;
    if (method === "Runtime.exceptionThrown") noise.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
  });
  await browser.view(WIDE, tab);
  await browser.send("Page.navigate", { url: preview.address }, tab);
  await becomes("a page that is opened before there is one follows", '!!document.querySelector(".front .masthead")');
  const source = await articles(preview.address);
  await theme();
  await faults(source);
  await strict(preview, source);
  preview = await comings(preview, source);
  check("no script failed", noise.length === 0, noise);
  check("the preview ends cleanly", (await preview.stop("SIGINT")) === 0);
  preview = null;
} finally {
  if (preview) await preview.stop("SIGKILL");
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}
console.log(`${checks} checks, ${problems.length} failed`);
process.exit(problems.length > 0 ? 1 : 0);
