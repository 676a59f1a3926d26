import { describe, expect, it } from "vitest";
import { codedHeaders, codingFor, packsWell } from "./coding.ts";

describe("the content coding of an answer", () => {
  it.each([
    [null, null],
    ["", null],
    ["identity", null],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0, br;q=0.1", "br"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.000,gzip; q=0", null],
    ["brotli, gzipped", null],
    ["*", null],
  ])("for %j is %j", (accepted, coding) => expect(codingFor(accepted)).toBe(coding));
});

describe("compressible content", () => {
  it.each([
    ["text/html; charset=utf-8", true],
    ["text/x-script; charset=utf-8", true],
    ["application/json", true],
    ["application/problem+json", true],
    ["application/jsonl; charset=utf-8", true],
    ["image/svg+xml", true],
    ["application/pdf", false],
    ["application/zip", false],
    ["application/octet-stream", false],
    ["image/png", false],
    ["font/woff2", false],
    [null, false],
  ])("%j: %j", (type, expected) => expect(packsWell(type)).toBe(expected));
});

describe("the headers of a coded answer", () => {
  it("have no length, a weak tag, and vary by the accepted codings", () => {
    const plain = new Headers({ "Content-Length": "9", ETag: '"a"', Vary: "Cookie" });
    expect(Object.fromEntries(codedHeaders(plain, "br"))).toEqual({
      "content-encoding": "br",
      etag: 'W/"a"',
      vary: "Cookie, Accept-Encoding",
    });
    expect(plain.get("content-length")).toBe("9");
  });
});
