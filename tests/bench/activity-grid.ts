/**
 * Measures the sheet of activities in a real Chromium: the sample company with its records filled up to a number,
 * served as with `npm start`. Prints milliseconds; asserts nothing.
 *
 * `node tests/bench/activity-grid.ts [--records 10000] [--port 3119] [--folder FOLDER]`; a folder is kept and reused.
 * Builds nothing: run `npm run build` before.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import { translator } from "#app/i18n/index.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { makeSampleYear, type SampleYear } from "./sample-year.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const t = translator("en");

/** Runs in the page before its own scripts: records when the first rows and the total are readable, and long tasks. */
function watchPage(): void {
  const seen: Record<string, number> = {};
  const longTasks: number[] = [];
  Object.assign(window, { __seen: seen, __longTasks: longTasks });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  }).observe({ type: "longtask" });
  const look = () => {
    if (!seen.rows && document.querySelector("#cell-0-3")?.textContent) seen.rows = performance.now();
    if (!seen.total && document.querySelector("[data-total]")) seen.total = performance.now();
    if (!seen.total) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface PageMemory {
  __seen: Record<string, number>;
  __longTasks: number[];
  __painted: number[];
}

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const figures = (values: number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(1)}  p95 ${percentile(values, 0.95).toFixed(1)}  max ${Math.max(0, ...values).toFixed(1)} ms (${values.length})`;

async function takeLongTasks(page: Page): Promise<string> {
  const tasks = await page.evaluate(() => (window as unknown as PageMemory).__longTasks.splice(0));
  return `${tasks.length} long tasks${tasks.length > 0 ? `, longest ${Math.max(...tasks).toFixed(0)} ms` : ""}`;
}

/** From the key press to the next frame. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted: number[] = [];
    Object.assign(window, { __painted: painted });
    window.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => painted.push(performance.now() - timeStamp);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

async function press(page: Page, keys: string[]): Promise<number[]> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await pause(30);
  }
  return page.evaluate(() => (window as unknown as PageMemory).__painted.splice(0));
}

/** Scrolls through the whole sheet by ten rows a frame, like dragging the scroll bar. */
async function scrollThrough(page: Page, step: number, frames: number): Promise<number[]> {
  return page.evaluate(
    async ([by, count]) => {
      const scroller = document.querySelector("[data-scroller]")!;
      const times: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < count!; frame += 1) {
        scroller.scrollTop += by!;
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      return times;
    },
    [step, frames],
  );
}

async function usedMegabytes(session: CDPSession): Promise<string> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return `${(usedSize / 1e6).toFixed(1)} MB`;
}

async function measure(page: Page, { email, password, backupCodes, organizationId }: SampleYear): Promise<void> {
  const say = (name: string, text: string) => console.log(`${name.padEnd(44)} ${text}`);
  const session = await page.context().newCDPSession(page);
  await page.goto("/sign-in");
  await page.fill('input[name="email"]', email);
  await page.fill('input[name="password"]', password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in/second-factor**");
  await page.goto("/sign-in/second-factor?kind=backup");
  await page.fill('input[name="code"]', backupCodes.pop()!);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/organizations**");
  await page.addInitScript(watchPage);
  for (const visit of ["first", "second", "third"]) {
    const started = performance.now();
    const answer = await page.goto(`/organizations/${organizationId}/activities`, { waitUntil: "commit" });
    const served = performance.now() - started;
    await page.waitForFunction(() => (window as unknown as PageMemory).__seen?.total, null, { timeout: 120_000 });
    const seen = await page.evaluate(() => (window as unknown as PageMemory).__seen);
    const kilobytes = ((await answer!.body()).length / 1024).toFixed(0);
    say(
      `${visit} visit, ${kilobytes} KB of page`,
      `first byte ${served.toFixed(0)}, rows ${seen.rows!.toFixed(0)}, exact total ${seen.total!.toFixed(0)} ms; ${await takeLongTasks(page)}`,
    );
  }
  say("memory of the page", await usedMegabytes(session));

  await watchKeys(page);
  await page.locator("#cell-5-3").click();
  await press(page, ["ArrowDown", "ArrowUp"]);
  say("arrow key → painted", figures(await press(page, Array<string>(60).fill("ArrowDown"))));
  await takeLongTasks(page);
  const digits = Array.from({ length: 20 }, () => ["1", "2", "3", "4", "Enter"]).flat();
  say("letter or Enter in a cell → painted", figures(await press(page, digits)));
  say("… long tasks in that time", await takeLongTasks(page));
  await page.getByText(t.activity.save.saving).first().waitFor({ state: "hidden", timeout: 60_000 });
  await takeLongTasks(page);

  await page.evaluate(() => document.querySelector("[data-scroller]")!.scrollTo(0, 0));
  await pause(300);
  say("frame while scrolling 10 rows a frame", figures(await scrollThrough(page, 330, 300)));
  say("… long tasks in that time", await takeLongTasks(page));
  say("frame while scrolling 200 rows a frame", figures(await scrollThrough(page, -6600, 60)));
  say("… long tasks in that time", await takeLongTasks(page));

  const pasted = await page.evaluate(() => {
    const row = document.querySelector('[data-row="0"]')!.parentElement!;
    const [facility, source] = [...row.querySelectorAll("[role=gridcell]")].map((cell) => cell.textContent ?? "");
    const lines = Array.from({ length: 1000 }, (_, n) =>
      [
        facility,
        source,
        `2025-${String(1 + (n % 12)).padStart(2, "0")}`,
        `${100 + n}.5`,
        row.querySelector("#cell-0-4")!.textContent,
        "",
      ].join("\t"),
    );
    return lines.join("\r\n");
  });
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await pause(300);
  await takeLongTasks(page);
  const paste = await page.evaluate(async (text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const start = performance.now();
    document.activeElement!.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
    await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve, 0));
    return performance.now() - start;
  }, pasted);
  say("paste of 1,000 × 6 cells → painted", `${paste.toFixed(0)} ms`);
  const started = performance.now();
  await page.getByText(t.activity.save.saving).first().waitFor({ state: "visible", timeout: 60_000 });
  await page.getByText(t.activity.save.saving).first().waitFor({ state: "hidden", timeout: 120_000 });
  say("… all of it saved", `${((performance.now() - started) / 1000).toFixed(1)} s; ${await takeLongTasks(page)}`);
  await press(page, ["Shift"]);
  say("undo of the paste → painted", figures((await press(page, ["Control+z"])).slice(-1)));
  say("memory at the end", await usedMegabytes(session));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      records: { type: "string", default: "10000" },
      port: { type: "string", default: "3119" },
      folder: { type: "string" },
    },
  });
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), "truetonne-bench-"));
  const origin = `http://localhost:${values.port}`;
  const settings = { DATA_DIR: folder, PORT: values.port, HOST: "127.0.0.1", PUBLIC_URL: origin };
  Object.assign(process.env, settings);
  const prepared = await makeSampleYear(Number(values.records));
  const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...settings };
  const server = spawn(process.execPath, ["app/serve.server.ts"], { cwd: ROOT, env, stdio: "inherit" });
  let browser: Browser | undefined;
  try {
    while ((await fetch(`${origin}/readyz`).catch(() => null))?.status !== 200) await pause(100);
    browser = await openBrowser();
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-GB",
      baseURL: origin,
    });
    await measure(await context.newPage(), prepared);
  } finally {
    await browser?.close();
    server.kill("SIGTERM");
    if (!values.folder) rmSync(folder, { recursive: true, force: true });
  }
}
