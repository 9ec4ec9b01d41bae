// Headless Chromium by the DevTools protocol over a pipe, so that the checks need nothing but Node and Chromium.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A browser, one message a time, NUL-terminated JSON on file descriptors 3 and 4. */
export class Browser {
  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), "browser-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
    flags.push("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars");
    flags.push(`--user-data-dir=${this.profile}`);
    this.process = spawn("chromium", [...flags, "--remote-debugging-pipe", "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.process.on("exit", (code) => this.fail(new Error(`chromium ended with ${code}`)));
    this.process.on("error", (error) => this.fail(error));
    this.waiting = new Map();
    this.listeners = new Set();
    this.last = 0;
    let rest = "";
    this.process.stdio[4].setEncoding("utf8").on("data", (chunk) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop();
      messages.forEach((message) => this.receive(JSON.parse(message)));
    });
  }

  receive(message) {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (waiting && message.error) waiting.reject(new Error(message.error.message));
    else if (waiting) waiting.resolve(message.result);
    else this.listeners.forEach((listener) => listener(message));
  }

  fail(error) {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  send(method, params = {}, sessionId) {
    const id = ++this.last;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /** A new tab that tells of pages, scripts, logs and requests. Its session goes with each message to it. */
  async tab() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.send(`${domain}.enable`, {}, sessionId);
    return sessionId;
  }

  /** Width, height and colours ("light" or "dark") of a tab. */
  async view({ width, height, scheme }, sessionId) {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false }, sessionId);
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.send("Emulation.setEmulatedMedia", { features }, sessionId);
  }

  async close() {
    this.process.removeAllListeners("exit");
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.send("Browser.close").catch(() => {});
    setTimeout(() => this.process.kill("SIGKILL"), 5000).unref();
    await ended;
    try {
      rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // A helper of the browser still writes; a leftover in the temporary folder does no harm.
    }
  }
}
