// Opens every kind of page of built sites in headless Chromium, from the file system, wide and narrow, light and dark: no error
// on the console, no horizontal scrolling, no request that leaves the folder.
//
//     node .ci/pages.mjs FOLDER...

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser } from "./browser.mjs";

const VIEWS = [
  { width: 1280, height: 900, scheme: "light" },
  { width: 360, height: 740, scheme: "dark" },
];
const OF_A_KIND = 4;

/** Pages that lead on at once are not looked at: the links test follows them. */
const isRedirect = (path) => /http-equiv="?refresh/i.test(readFileSync(path, "utf8"));

/**
 * A few pages from each folder and depth: one list, sorted. Not 404.html: a host serves it at any depth, so it names its style
 * by the site's own address.
 */
function pagesOf(root) {
  const kinds = new Map();
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.name.endsWith(".html") && entry.name !== "404.html" && !isRedirect(path)) {
        const parts = relative(root, path).split(sep);
        const kind = `${parts.length > 2 ? parts[0] : parts.join("/")} ${parts.length}`;
        kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
      }
    }
  };
  walk(root);
  const spread = (list) => list.filter((_, ix) => ix % Math.ceil(list.length / OF_A_KIND) === 0);
  return [...kinds.values()].flatMap(spread).sort();
}

/** What is wrong with one page in one view. */
async function look(browser, sessionId, path, root, view) {
  const found = [];
  let loaded;
  const done = new Promise((resolve) => (loaded = resolve));
  const inside = pathToFileURL(root).href;
  const listener = ({ method, params, sessionId: from }) => {
    if (from !== sessionId) return;
    if (method === "Page.loadEventFired") loaded();
    if (method === "Runtime.exceptionThrown") found.push(`exception: ${params.exceptionDetails.text}`);
    if (method === "Log.entryAdded" && params.entry.level === "error") found.push(`${params.entry.text} ${params.entry.url ?? ""}`);
    if (method === "Runtime.consoleAPICalled" && params.type === "error") found.push("console.error");
    if (method === "Network.requestWillBeSent") {
      const { url } = params.request;
      if (!url.startsWith(inside) && !url.startsWith("data:")) found.push(`fetches ${url}`);
    }
  };
  browser.listeners.add(listener);
  await browser.view(view, sessionId);
  const { errorText } = await browser.send("Page.navigate", { url: pathToFileURL(path).href }, sessionId);
  if (errorText) found.push(errorText);
  else await Promise.race([done, new Promise((resolve) => setTimeout(() => resolve(found.push("did not load in 20 s")), 20000).unref())]);
  const expression = `(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const h1 = document.querySelectorAll("h1").length;
    return JSON.stringify({ wide, h1, title: document.title });
  })()`;
  const { result } = await browser.send("Runtime.evaluate", { expression }, sessionId);
  const page = JSON.parse(result.value ?? '{"wide":0,"h1":0}');
  if (page.wide > 0) found.push(`scrolls sideways by ${page.wide} px`);
  if (page.h1 !== 1) found.push(`has ${page.h1} h1`);
  if (!page.title) found.push("has no title");
  browser.listeners.delete(listener);
  return found.map((what) => `${relative(root, path)} at ${view.width} px: ${what}`);
}

const browser = new Browser();
const problems = [];
let looked = 0;
try {
  const sessionId = await browser.tab();
  for (const folder of process.argv.slice(2).map((folder) => resolve(folder))) {
    if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} is no site`);
    for (const path of pagesOf(folder)) {
      for (const view of VIEWS) {
        problems.push(...(await look(browser, sessionId, path, folder, view)));
        looked += 1;
      }
    }
  }
} finally {
  await browser.close();
}
problems.forEach((problem) => console.error(problem));
console.log(`${looked} views, ${problems.length} problems`);
process.exit(problems.length > 0 || looked === 0 ? 1 : 0);
