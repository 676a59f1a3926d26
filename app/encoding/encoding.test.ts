import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase58, encodeBase58 } from "./base58.ts";
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from "./base64.ts";
import { encodeUtf8 } from "./bytes.ts";
import { decodeHex, encodeHex } from "./hex.ts";
import { decodeMultikey, encodeMultikey } from "./multikey.ts";

const bytes = fc.uint8Array({ maxLength: 80 });

describe("hexadecimal, base64 and base58", () => {
  it("decode to the encoded bytes", () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect(decodeHex(encodeHex(given))).toEqual(given);
        expect(decodeBase64(encodeBase64(given))).toEqual(given);
        expect(decodeBase64Url(encodeBase64Url(given))).toEqual(given);
        expect(decodeBase58(encodeBase58(given))).toEqual(given);
        expect(encodeBase64(given)).toBe(Buffer.from(given).toString("base64"));
      }),
    );
  });

  it("handle more bytes than fit on the stack", () => {
    const large = new Uint8Array(300_000).fill(7);
    expect(decodeBase64(encodeBase64(large))).toEqual(large);
  });

  // draft-msporny-base58, section 5.
  it.each([
    ["Hello World!", "2NEpo7TZRRrLZSi2U"],
    ["The quick brown fox jumps over the lazy dog.", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"],
  ])("encode %j to base58 as published", (text, expected) => {
    expect(encodeBase58(encodeUtf8(text))).toBe(expected);
  });

  it("keep leading zero bytes in base58", () => {
    expect(encodeBase58(decodeHex("0000287fb4cd"))).toBe("11233QC4");
  });

  it.each(["AA", "AA=", "AB==", "A A=", "AAA", "AAAA\n", "AAA-"])("refuse %j as base64", (text) => {
    expect(() => decodeBase64(text)).toThrow("invalid_base64");
  });
  it.each(["A", "AB", "AA==", "AA+A"])("refuse %j as base64url", (text) => {
    expect(() => decodeBase64Url(text)).toThrow("invalid_base64");
  });
  it.each(["0", "FF", "abc"])("refuse %j as hexadecimal", (text) => {
    expect(() => decodeHex(text)).toThrow("invalid_hex");
  });
  it.each(["0", "O", "I", "l", "1".repeat(200)])("refuse %j as base58", (text) => {
    expect(() => decodeBase58(text)).toThrow("invalid_base58");
  });
});

describe("a Multikey", () => {
  const published = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"; // w3c/vc-di-eddsa, TestVectors/keyPair.json

  it("is read and written as published", () => {
    expect(encodeMultikey(decodeMultikey(published))).toBe(published);
  });

  it.each([
    ["another base", `m${published.slice(1)}`],
    ["a character missing", published.slice(0, -1)],
    ["a private key", "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"],
    ["nothing", "z"],
  ])("is refused with %s", (_name, text) => {
    expect(() => decodeMultikey(text)).toThrow("invalid_multikey");
  });
});
