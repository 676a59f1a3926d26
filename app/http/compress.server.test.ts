import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { compress } from "./compress.server.ts";

const PIECE = 64 * 1024;

/** An endless table, and what happened to it. */
function endless(fails = false) {
  const seen = { pieces: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.pieces += 1;
      if (fails && seen.pieces === 3) controller.error(new Error("row 3"));
      else controller.enqueue(new Uint8Array(randomBytes(PIECE)));
    },
    cancel() {
      seen.isCancelled = true;
    },
  });
  return { seen, answer: new Response(body, { headers: { "Content-Type": "text/csv; charset=utf-8" } }) };
}

const asking = (accepted: string, method = "GET") =>
  new Request("http://localhost/table.csv", { method, headers: { "accept-encoding": accepted } });

describe.each(["br", "gzip"])("an answer sent in %s", (coding) => {
  it("is produced only as fast as it is read, and ends when its reader leaves", async () => {
    const { seen, answer } = endless();
    const reader = compress(asking(coding), answer).body!.getReader();
    expect((await reader.read()).done).toBe(false);
    for (let turn = 0; turn < 500; turn += 1) await setImmediate();
    expect(seen.pieces).toBeLessThan(40);
    await reader.cancel();
    for (let turn = 0; turn < 500 && !seen.isCancelled; turn += 1) await setImmediate();
    expect(seen.isCancelled).toBe(true);
  });

  it("breaks off when the table fails", async () => {
    const { answer } = endless(true);
    await expect(compress(asking(coding), answer).arrayBuffer()).rejects.toThrow("row 3");
  });
});

describe("an answer sent without compression", () => {
  const long = "x".repeat(5000);
  const typed = (headers: Record<string, string>, body: string | null = long) =>
    new Response(body, { headers: { "Content-Type": "application/json", ...headers } });

  it.each([
    ["short", typed({ "Content-Length": "1000" })],
    ["a picture", typed({ "Content-Type": "image/png" })],
    ["packed already", typed({ "Content-Encoding": "gzip" })],
    ["held against If-Match", typed({ ETag: '"3"' })],
    ["empty", typed({}, null)],
  ])("is %s", (_, answer) => expect(compress(asking("br, gzip"), answer)).toBe(answer));

  it("has a Vary header, because other callers get it compressed", async () => {
    const plain = compress(asking("identity"), typed({ Vary: "Cookie" }));
    expect(plain.headers.get("vary")).toBe("Cookie, Accept-Encoding");
    expect(await plain.text()).toBe(long);
  });
});
