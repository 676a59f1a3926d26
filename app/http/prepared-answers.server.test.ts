import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { PreparedAnswers } from "./prepared-answers.server.ts";
import { publicBytes, publicText } from "./public-answer.ts";

interface Sent {
  status: number;
  text: string;
  bytes: Buffer;
  headers: Record<string, string>;
}

/** A cache with a clock and a version that the test controls, and the number of answers that were created. */
function room() {
  const state = { now: 0, version: 0, made: 0 };
  const answers = new PreparedAnswers(
    () => String(state.version),
    () => state.now,
  );
  const make = (url: string, answer: () => Response, headers: Record<string, string> = {}) =>
    answers.make(questionOf(url, headers), async () => {
      state.made += 1;
      return answer();
    });
  /** The answer that is sent from the cache. Null if the request needs the full path. */
  const serve = (url: string, headers: Record<string, string> = {}, method = "GET", ours: string[] = []) => {
    let sent: Sent | null = null;
    const response = {
      writeHead(status: number, head: string[]) {
        const pairs = head.flatMap((name, at) => (at % 2 === 0 ? [[name, head[at + 1]!] as const] : []));
        sent = { status, text: "", bytes: Buffer.alloc(0), headers: Object.fromEntries(pairs) };
        return response;
      },
      end(body?: string, encoding?: BufferEncoding) {
        if (!body || !sent) return;
        sent.bytes = Buffer.from(body, encoding);
        sent.text = sent.bytes.toString("utf8");
      },
    };
    const request = { method, url, headers } as IncomingMessage;
    const isServed = answers.serve(request, response as unknown as ServerResponse, ours);
    const read = () => sent as Sent | null;
    return { isServed, read };
  };
  const ask = (...question: Parameters<typeof serve>) => {
    const { isServed, read } = serve(...question);
    expect(isServed).toBe(read() !== null);
    return read();
  };
  return { state, answers, make, ask, serve };
}

const questionOf = (url: string, headers: Record<string, string> = {}) =>
  new Request(new URL(url, "http://localhost"), { headers });
const json = (text = "{}") => publicText(text, "application/json", 30);
const tile = () => publicBytes(new TextEncoder().encode("tile"), "application/octet-stream");

describe("prepared answers", () => {
  it("are cached for a second if they can change, and only until something is published", async () => {
    const { state, make, ask } = room();
    expect(ask("/a")).toBeNull();
    expect(await (await make("/a", json)).text()).toBe("{}");
    expect(ask("/a")).toMatchObject({ status: 200, text: "{}" });
    state.now = 999;
    expect(ask("/a")).not.toBeNull();
    state.now = 1000;
    expect(ask("/a")).toBeNull();
    await make("/a", () => json('["绿 é"]'));
    expect(ask("/a")).toMatchObject({ text: '["绿 é"]', headers: { "content-length": "10" } });
    state.version = 1;
    expect(ask("/a")).toBeNull();
  });

  it("are cached permanently if they never change", async () => {
    const { state, make, ask } = room();
    await make("/tile", tile);
    state.now = 1e12;
    state.version = 9;
    expect(ask("/tile")).toMatchObject({ status: 200, text: "tile", headers: { "content-length": "4" } });
  });

  it("are never sent if something was published during their creation", async () => {
    const { state, answers, ask } = room();
    await answers.make(questionOf("/a"), async () => {
      state.version += 1;
      return json("old");
    });
    expect(ask("/a")).toBeNull();
  });

  it("have the headers of their own request only", async () => {
    const { make, ask } = room();
    await make("/a", json);
    expect(ask("/a", {}, "GET", ["x-request-id", "first"])?.headers).toMatchObject({ "x-request-id": "first" });
    expect(ask("/a")?.headers).not.toHaveProperty("x-request-id");
  });

  it("answer a client with a current copy without a body or a type", async () => {
    const { make, ask } = room();
    await make("/a", json);
    const etag = ask("/a")!.headers.etag!;
    const held = ask("/a", { "if-none-match": etag })!;
    expect(held).toMatchObject({ status: 304, text: "" });
    expect(Object.keys(held.headers)).not.toContain("content-length");
    expect(ask("/a", { "if-none-match": '"other"' })).toBeNull();
  });

  it.each<[name: string, url: string, answer: () => Response]>([
    ["a page", "/a", () => publicText("<p>", "text/html", 30)],
    ["a private answer", "/a", () => Response.json({}, { headers: { "Cache-Control": "private", ETag: '"1"' } })],
    ["an answer without a tag", "/a", () => Response.json({}, { headers: { "Cache-Control": "public, max-age=9" } })],
    ["a refusal", "/a", () => new Response(json().body, { ...json(), status: 404, headers: json().headers })],
    ["an answer that varies", "/a", () => withHeader("Vary", "Accept-Language")],
    ["an answer with a cookie", "/a", () => withHeader("Set-Cookie", "a=b")],
    ["an address with a search", "/a?b=c", json],
    [
      "what is larger than a part of the room",
      "/a",
      () => publicBytes(new Uint8Array(2 ** 20 + 1), "application/json"),
    ],
  ])("are not cached for %s", async (_name, url, answer) => {
    const { make, ask } = room();
    await make(url, answer);
    expect(ask(url)).toBeNull();
  });

  function withHeader(name: string, value: string): Response {
    const answer = json();
    answer.headers.set(name, value);
    return answer;
  }

  const PAGE = { "Cache-Control": "public, no-cache", Vary: "Accept-Language, Cookie", "Content-Type": "text/html" };
  const page = (text: string) => () => new Response(text, { headers: PAGE });
  const CHINESE = { "accept-language": "zh-CN,zh;q=0.9" };

  it("are cached for a stranger's page in each language, named by their bytes, until something is published", async () => {
    const { state, make, ask } = room();
    const made = await make("/r", page("<p>current"));
    await make("/r", page("<p>当前"), CHINESE);
    expect(ask("/r")).toMatchObject({ status: 200, text: "<p>current" });
    expect(ask("/r", CHINESE)?.text).toBe("<p>当前");
    expect(ask("/r", { cookie: "locale=zh" })?.text).toBe("<p>当前");
    expect(ask("/r", { cookie: "locale=en", ...CHINESE })?.text).toBe("<p>current");
    const etag = made.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(ask("/r", { "if-none-match": etag })?.status).toBe(304);
    state.version = 1;
    expect(ask("/r")).toBeNull();
    expect((await make("/r", page("<p>withdrawn"))).headers.get("etag")).not.toBe(etag);
    expect(ask("/r", { "if-none-match": etag })).toBeNull();
    expect(ask("/r")?.text).toBe("<p>withdrawn");
  });

  it.each(["session=1", "locale=en; session=1", "session=1; locale=en", "locale=en;x"])(
    "are not cached for a reader with the cookies %s, who gets none of them",
    async (cookie) => {
      const { state, make, ask } = room();
      await make("/r", page("<p>"), { cookie });
      expect(ask("/r")).toBeNull();
      await make("/r", page("<p>"));
      expect(ask("/r", { cookie })).toBeNull();
      await make("/r", page("<p>"), { cookie });
      expect(state.made).toBe(3);
    },
  );

  it("are not used for other methods and partial content", async () => {
    const { make, ask } = room();
    await make("/a", json);
    expect(ask("/a", {}, "HEAD")).toBeNull();
    expect(ask("/a", {}, "POST")).toBeNull();
    expect(ask("/a", { range: "bytes=0-1" })).toBeNull();
  });

  it("are sent while a new one is created, and no caller waits for one that fails", async () => {
    const { state, answers, make, serve } = room();
    await make("/a", json);
    for (const outcome of ["made", "failed"] as const) {
      state.now += 1000;
      let finish = () => {};
      const waiting = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const work = async () => {
        await waiting;
        if (outcome === "failed") throw new Error("away");
        return json("[1]");
      };
      const making = answers.make(questionOf("/a"), work).catch(() => null);
      const { isServed, read } = serve("/a");
      expect(read()).toBeNull();
      expect(serve("/b").isServed).toBe(false);
      finish();
      await making;
      expect(await isServed).toBe(outcome === "made");
      expect(read()?.text).toBe(outcome === "made" ? "[1]" : undefined);
    }
  });

  it("are created once for all callers who ask during the creation", async () => {
    const { state, make } = room();
    await make("/a", json);
    state.now = 5000;
    const asked = await Promise.all(Array.from({ length: 20 }, () => make("/a", json).then((one) => one.text())));
    expect(asked).toEqual(Array.from({ length: 20 }, () => "{}"));
    expect(state.made).toBe(2);
  });

  it("continue after a failed answer", async () => {
    const { state, make } = room();
    await make("/a", json);
    state.now = 5000;
    const failing = make("/a", () => {
      throw new Error("away");
    });
    const waiting = make("/a", json);
    await expect(failing).rejects.toThrow("away");
    expect(await (await waiting).text()).toBe("{}");
  });

  it("drop the oldest when space runs out", async () => {
    const { make, ask } = room();
    for (let at = 0; at < 70; at += 1)
      await make(`/${at}`, () => publicBytes(new Uint8Array(2 ** 20), "application/json"));
    expect(ask("/0")).toBeNull();
    expect(ask("/5")).toBeNull();
    expect(ask("/6")).not.toBeNull();
    expect(ask("/69")).not.toBeNull();
  });

  it("are sent in the coding that the client accepts, with the same content", async () => {
    const { make, ask } = room();
    const long = JSON.stringify(Array(500).fill("绿 é"));
    await make("/a", () => json(long));
    const plain = ask("/a")!;
    expect(plain).toMatchObject({ text: long, headers: { vary: "Accept-Encoding" } });
    for (const [accepted, coding, unpack] of [
      ["gzip, deflate, br", "br", brotliDecompressSync],
      ["gzip", "gzip", gunzipSync],
    ] as const) {
      const packed = ask("/a", { "accept-encoding": accepted })!;
      expect(packed.headers).toMatchObject({ "content-encoding": coding, etag: `W/${plain.headers.etag}` });
      expect(packed.headers["content-length"]).toBe(String(packed.bytes.length));
      expect(packed.bytes.length).toBeLessThan(long.length / 4);
      expect(unpack(packed.bytes).toString()).toBe(long);
      const held = { "accept-encoding": accepted, "if-none-match": packed.headers.etag! };
      expect(ask("/a", held)).toMatchObject({ status: 304, text: "" });
    }
    await make("/short", json);
    expect(ask("/short", { "accept-encoding": "br" })!.headers).not.toHaveProperty("content-encoding");
  });
});
