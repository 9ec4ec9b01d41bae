// Keeps an open page of the preview as its sources are: https://html.spec.whatwg.org/multipage/server-sent-events.html
//
// The server tells of each state of the site with a version. The page is then fetched again; when it is the same as the one
// that is shown, only what the preview put into it is exchanged. Otherwise its body is, in place, so that nothing jumps; a
// page with scripts of its own is loaded anew, and gets its scroll position back.
(() => {
  "use strict";

  const mine = document.currentScript;
  /** What is shown: numbers as in the events, and the hash of the page. */
  let shown = read(mine);
  /** The newest event that was not followed yet. */
  let news = null;
  let isBusy = false;
  let source = null;

  function read(script) {
    const { run, version, styles, assets, page } = script.dataset;
    return { run: Number(run), version: Number(version), styles: Number(styles), assets: Number(assets), page };
  }

  // Events. Pages that nobody sees let go of their connection: a browser has only a few of them for each server.

  function listen() {
    if (source || document.hidden || document.prerendering) return;
    source = new EventSource(mine.dataset.events);
    source.onmessage = ({ data }) => {
      say(null);
      news = JSON.parse(data);
      follow();
    };
    source.onerror = () => {
      say("preview stopped");
      // A connection that was refused for good is tried again all the same: the preview may be started again.
      if (source && source.readyState === EventSource.CLOSED) {
        hangUp();
        setTimeout(listen, 2000);
      }
    };
  }

  function hangUp() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : listen()));
  document.addEventListener("prerenderingchange", listen);
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", listen);

  async function follow() {
    if (isBusy) return;
    isBusy = true;
    try {
      while (news) {
        const event = news;
        news = null;
        if (event.run !== shown.run) return reload();
        if (event.version > shown.version) await update(event);
      }
    } catch {
      // The server went away in between; the next event brings the rest.
    } finally {
      isBusy = false;
    }
  }

  async function update(event) {
    const address = location.href.split("#")[0];
    const answer = await fetch(address, { cache: "no-store", headers: { accept: "text/html" } });
    if (answer.redirected && answer.url !== address) return location.replace(answer.url);
    const html = await answer.text();
    const next = new DOMParser().parseFromString(html, "text/html");
    const script = next.querySelector("script[data-dateline]");
    if (!script) return reload();
    const now = read(script);
    if (now.run !== shown.run || now.assets > shown.assets) return reload();
    if (now.page !== shown.page && !isReplaceable(next)) return reload();
    if (now.styles > shown.styles) restyle(now.styles);
    if (now.page === shown.page) exchange(next);
    else replace(next);
    shown = now;
  }

  // The whole page.

  /** What cannot be exchanged in a page that is open: scripts, policies, the list of stylesheets. */
  function frame(page) {
    const all = page.querySelectorAll("script, meta[http-equiv], base, style, link[rel~=stylesheet]");
    return [...all]
      .filter((element) => !("dateline" in element.dataset))
      .filter((element) => element.localName !== "script" || isRun(element))
      .map((element) => {
        const { localName, dataset } = element;
        const href = dataset.datelineHref ?? element.getAttribute("href");
        return [localName, href, element.getAttribute("src"), element.content, element.textContent].join("\n");
      })
      .join("\n\n");
  }

  const isRun = (script) => !script.type || /javascript|ecmascript|module/.test(script.type);
  const hasScripts = (page) => [...page.scripts].some((script) => isRun(script) && !("dateline" in script.dataset));

  function isReplaceable(next) {
    return next.body && !hasScripts(document) && !hasScripts(next) && frame(document) === frame(next);
  }

  function replace(next) {
    const place = whereabouts();
    const focused = document.activeElement && document.activeElement.id;
    next.querySelectorAll("link[data-dateline]").forEach((link) => link.remove());
    settle(next);
    document.title = next.title;
    copyAttributes(next.documentElement, document.documentElement);
    document.body.replaceWith(document.adoptNode(next.body));
    goBack(place);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  function copyAttributes(from, to) {
    for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
    for (const { name, value } of from.attributes) to.setAttribute(name, value);
  }

  /** What a reader holds on to: paragraphs and the like, each known by its words. */
  const blocks = () => [...document.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6, pre, tr, dt, dd, figure")];
  const words = (element) => `${element.localName} ${element.textContent}`;

  /** Where the reader is: the scroll position, what stands in the window, and what is unfolded. */
  function whereabouts() {
    const seen = [];
    for (const element of scrollY > 0 ? blocks() : []) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight && !isOurs(element)) seen.push({ words: words(element), top });
      if (seen.length === 20) break;
    }
    return { path: location.pathname, x: scrollX, y: scrollY, seen, open: foldings().map((element) => element.open) };
  }

  const foldings = () => [...document.querySelectorAll("details")].filter((element) => !isOurs(element));

  function goBack({ x, y, seen, open }) {
    const all = foldings();
    if (all.length === open.length) all.forEach((element, at) => (element.open = open[at]));
    scrollTo({ left: x, top: y, behavior: "instant" });
    if (seen.length === 0) return;
    // The first thing that is still there stays where it was; of several with the same words, the nearest.
    const now = Map.groupBy ? Map.groupBy(blocks(), words) : new Map(blocks().map((element) => [words(element), [element]]));
    const held = seen.find((block) => now.has(block.words));
    if (!held) return;
    const shifts = now.get(held.words).map((element) => element.getBoundingClientRect().top - held.top);
    const shift = shifts.reduce((least, shift) => (Math.abs(shift) < Math.abs(least) ? shift : least));
    scrollBy({ top: shift, behavior: "instant" });
  }

  const isOurs = (element) => element.closest("#dateline-live") !== null;

  function reload() {
    keep("dateline-place", JSON.stringify(whereabouts()));
    location.reload();
  }

  function comeBack() {
    const place = JSON.parse(kept("dateline-place") ?? "null");
    keep("dateline-place", null);
    if (!place || place.path !== location.pathname) return;
    goBack(place);
    // Pictures may have moved what is below them.
    addEventListener("load", () => setTimeout(() => goBack(place)), { once: true });
  }

  // Stylesheets.

  /** Fetches them anew; the old one goes when the new one is there, so that the page is never bare. */
  function restyle(version) {
    for (const link of document.querySelectorAll("link[rel~=stylesheet]:not([data-dateline])")) {
      const url = new URL(link.href);
      if (url.origin !== location.origin || link.dataset.datelineOld) continue;
      url.searchParams.set("dateline", version);
      const fresh = link.cloneNode();
      fresh.dataset.datelineHref ??= link.getAttribute("href");
      fresh.href = url.href;
      link.dataset.datelineOld = "";
      fresh.onload = fresh.onerror = () => link.remove();
      link.after(fresh);
    }
  }

  // What the preview put into the page.

  const ours = () => document.getElementById("dateline-live");

  function exchange(next) {
    const fresh = next.getElementById("dateline-live");
    settle(next);
    if (ours() && fresh && fresh.innerHTML !== ours().dataset.served) {
      const badge = ours().querySelector(".dl-badge");
      const freshBadge = fresh.querySelector(".dl-badge");
      if (badge && freshBadge) freshBadge.open = badge.open;
      ours().replaceWith(document.adoptNode(fresh));
    }
  }

  /** An overlay that was closed stays so until it says something else. */
  function settle(page) {
    const root = page.getElementById("dateline-live");
    if (!root) return;
    root.dataset.served = root.innerHTML;
    const overlay = root.querySelector(".dl-overlay");
    if (overlay && overlay.textContent === kept("dateline-closed")) overlay.open = false;
  }

  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof Element) || !target.matches("#dateline-live .dl-overlay")) return;
      keep("dateline-closed", target.open ? null : target.textContent);
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    ours()
      ?.querySelectorAll("details[open]")
      .forEach((element) => (element.open = false));
  });

  /** A word of the script itself, in the place of "reading…". */
  function say(words) {
    ours()?.querySelector(".dl-said")?.remove();
    if (!words || !ours()) return;
    const said = document.createElement("p");
    said.className = "dl-reading dl-said";
    said.setAttribute("role", "status");
    said.textContent = words;
    ours().append(said);
  }

  // Storage may be turned off; then nothing is remembered.

  function kept(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function keep(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch {
      // See above.
    }
  }

  // Our stylesheet moves to where a new body does not throw it out.
  const style = document.querySelector("body link[data-dateline]");
  if (style) document.head.append(style);
  comeBack();
  settle(document);
  listen();
})();
