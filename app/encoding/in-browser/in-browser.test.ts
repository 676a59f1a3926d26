import * as nodeBuffer from "node:buffer";
import * as nodeZlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as ours from "./buffer.ts";
import * as zlib from "./zlib.ts";

const bytes = fc.uint8Array({ maxLength: 40 });

describe("the browser's copies of Node's functions", () => {
  it("inflate and sum as Node does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
        const packed = nodeZlib.deflateRawSync(content);
        const options = { maxOutputLength: content.length + 64 };
        expect([...zlib.inflateRawSync(packed, options)]).toEqual([...content]);
        expect(zlib.crc32(content)).toBe(nodeZlib.crc32(content));
        expect(zlib.crc32(content, 7)).toBe(nodeZlib.crc32(content, 7));
      }),
      { numRuns: 50 },
    );
  });
  it("never return the declared size for longer content", () => {
    const packed = nodeZlib.deflateRawSync(new Uint8Array(10_000));
    expect(zlib.inflateRawSync(packed, { maxOutputLength: 164 })).toHaveLength(164);
  });
  it("read text as Node does", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const joint = ours.Buffer.concat([a, b]);
        const theirs = nodeBuffer.Buffer.concat([a, b]);
        expect([...joint]).toEqual([...theirs]);
        expect(joint.toString("latin1")).toBe(theirs.toString("latin1"));
        expect(ours.Buffer.from(joint).toString("latin1", 1)).toBe(theirs.toString("latin1", 1));
        expect(ours.isAscii(a)).toBe(nodeBuffer.isAscii(a));
        expect(ours.isUtf8(a)).toBe(nodeBuffer.isUtf8(a));
        if (b.length > 0) expect(joint.includes(b)).toBe(theirs.includes(nodeBuffer.Buffer.from(b)));
        expect(joint.includes(7)).toBe(theirs.includes(7));
      }),
    );
    expect([...ours.Buffer.from("Pack", "utf16le")]).toEqual([...nodeBuffer.Buffer.from("Pack", "utf16le")]);
  });
});
