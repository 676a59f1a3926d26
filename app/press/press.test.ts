import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import type { ReportOrder } from "#app/report/print-report.server.ts";
import { renderReport } from "#app/report/render.ts";
import { sampleModel } from "#app/report/sample-report.ts";
import { MissingGlyph } from "./fonts/missing-glyph.ts";
import { Press, type PressSettings } from "./press.server.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function orderOf(locale: ReportLocale, name?: string): { report: ReportOrder } {
  const organization = sampleModel(locale).facts.organization;
  const changes = name ? { organization: { ...organization, legalName: { en: name, zh: name } } } : {};
  const { facts, inventoryJson } = sampleModel(locale, changes);
  return { report: { documentText: inventoryJson, facts, locale } };
}

let press: Press;
const open = (settings: Partial<PressSettings>) => {
  press = new Press(settings);
  return press;
};
afterEach(async () => {
  vi.useRealTimers();
  await press.close();
});

describe("the press", () => {
  it("prints the bytes that the main thread makes, again and interleaved on two threads", async () => {
    open({ threads: 2 });
    const locales = ["en", "zh", "both", "en", "both", "zh"] as const;
    const printed = await Promise.all(locales.map((locale) => press.print(orderOf(locale))));
    for (const [index, locale] of locales.entries()) {
      expect(sha256(printed[index]!), locale).toBe(sha256(await renderReport(sampleModel(locale))));
    }
  });

  it("names the character that it cannot print, and prints the next order", async () => {
    open({ threads: 1 });
    const [bad, good] = await Promise.allSettled([
      press.print(orderOf("en", "Sample \u{10ffff}")),
      press.print(orderOf("en")),
    ]);
    expect(bad).toMatchObject({ status: "rejected", reason: { codePoint: "U+10FFFF" } });
    expect((bad as PromiseRejectedResult).reason).toBeInstanceOf(MissingGlyph);
    expect(good.status).toBe("fulfilled");
  });

  it("reports other errors", async () => {
    open({ threads: 1 });
    await expect(press.print({ report: { ...orderOf("en").report, documentText: "{}" } })).rejects.toThrow(
      /results with totals/,
    );
  });
});

/** Programs that are no printers, to see what becomes of an order. */
describe("a thread that fails", () => {
  let folder: string;
  const program = (text: string) => {
    const path = join(folder, `${sha256(Buffer.from(text)).slice(0, 8)}.mjs`);
    writeFileSync(path, `import { parentPort, threadId } from "node:worker_threads";\n${text}`);
    return path;
  };
  const answer = "parentPort.postMessage({ kind: 'printed', file: Uint8Array.of(7) })";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "press-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is replaced, and its order tried again", async () => {
    const path = join(folder, "tried");
    const text = `import { existsSync, writeFileSync } from "node:fs";
      parentPort.on("message", () => {
        if (existsSync(${JSON.stringify(path)})) ${answer};
        else { writeFileSync(${JSON.stringify(path)}, ""); process.exit(1); }
      });`;
    open({ threads: 1, program: program(text) });
    expect(await press.print(orderOf("en"))).toEqual(Uint8Array.of(7));
  });

  it("twice is given up, and the next order has a thread again", async () => {
    open({
      threads: 1,
      program: program(
        `parentPort.on("message", ({ report: { locale } }) => { if (locale === "zh") ${answer}; else throw new Error("broken"); });`,
      ),
    });
    const [first, second] = await Promise.allSettled([press.print(orderOf("en")), press.print(orderOf("zh"))]);
    expect(first).toMatchObject({
      status: "rejected",
      reason: { code: "unavailable", details: { reason: "press_died" } },
    });
    expect(second).toEqual({ status: "fulfilled", value: Uint8Array.of(7) });
  });

  it("by using up its memory is replaced too", async () => {
    const text = `const kept = []; parentPort.on("message", () => { for (;;) kept.push(new Array(1000).fill(Math.random())); });`;
    open({ threads: 1, heapMib: 32, program: program(text) });
    await expect(press.print(orderOf("en"))).rejects.toMatchObject({ details: { reason: "press_died" } });
  });

  it("that takes too long is ended, and the next order goes to another", async () => {
    const path = join(folder, "begun");
    const text = `import { writeFileSync } from "node:fs";
      parentPort.on("message", ({ report: { locale } }) => {
        if (locale === "zh") return ${answer};
        writeFileSync(${JSON.stringify(path)}, "");
        for (;;);
      });`;
    // This test decides when the time is up: a thread may take longer to begin than any reasonable wait.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    open({ threads: 1, timeoutMilliseconds: 300, program: program(text) });
    const orders = Promise.allSettled([press.print(orderOf("en")), press.print(orderOf("zh"))]);
    while (!existsSync(path)) await new Promise(setImmediate);
    vi.advanceTimersByTime(300);
    const [first, second] = await orders;
    expect(first).toMatchObject({ reason: { details: { reason: "press_slow" } } });
    expect(second).toEqual({ status: "fulfilled", value: Uint8Array.of(7) });
  });

  it("leaves no order waiting: too many are refused, and those of a closed press end", async () => {
    open({ threads: 1, queue: 1, program: program(`parentPort.on("message", () => {});`) });
    const orders = [press.print(orderOf("en")), press.print(orderOf("en")), press.print(orderOf("en"))];
    const all = Promise.allSettled(orders);
    await expect(orders[2]).rejects.toMatchObject({ details: { reason: "press_full" } });
    await press.close();
    const reasons = (await all).map((one) => (one as PromiseRejectedResult).reason.details.reason);
    expect(reasons).toEqual(["press_closed", "press_closed", "press_full"]);
  });
});
