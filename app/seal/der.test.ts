import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childrenOf, integer, Members, oid, readDer, readOid, readTime, sequence, setOf, TAG } from "./der.ts";

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

describe("DER", () => {
  it("gives back what was written, at every length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000, size: "max" }), (content) => {
        const element = readDer(sequence(integer(content)));
        const value = childrenOf(element)[0]!.content;
        expect(BigInt(`0x0${Buffer.from(value).toString("hex")}`)).toBe(
          BigInt(`0x0${Buffer.from(content).toString("hex")}`),
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each(["1.2.840.113549.1.9.16.2.47", "2.5.29.15", "2.16.840.1.101.3.4.2.1", "1.3.6.1.4.1.99999.1", "0.9.2342"])(
    "names %s",
    (name) => expect(readOid(readDer(oid(name)))).toBe(name),
  );

  it.each([
    ["nothing", ""],
    ["a tag alone", "30"],
    ["an indefinite length", "3080020100"],
    ["a length in a longer form than needed", "30810302010a"],
    ["a length with a leading zero", "3082000302010a"],
    ["less than announced", "300402010a"],
    ["something behind it", "300302010a00"],
    ["a tag of the long form", "1f1f0100"],
  ])("refuses %s", (_, hex) => expect(() => readDer(bytes(hex))).toThrow("not_der"));

  it("refuses a member that is missing, of another tag, or too much", () => {
    const element = readDer(sequence(integer(1), integer(2)));
    expect(() => new Members(element).take(TAG.set)).toThrow("not_der");
    expect(() => new Members(element).end()).toThrow("not_der");
    const members = new Members(element);
    members.take();
    members.take();
    expect(() => members.take()).toThrow("not_der");
    expect(() => members.end()).not.toThrow();
  });

  it("orders a set by the bytes of its members", () => {
    expect(setOf(TAG.set, integer(2), integer(1))).toEqual(setOf(TAG.set, integer(1), integer(2)));
  });

  it.each([
    [TAG.utcTime, "260302091500Z", "2026-03-02T09:15:00.000Z"],
    [TAG.utcTime, "500101000000Z", "1950-01-01T00:00:00.000Z"],
    [TAG.generalizedTime, "20500302091500Z", "2050-03-02T09:15:00.000Z"],
    [TAG.generalizedTime, "20260302091500.5Z", "2026-03-02T09:15:00.500Z"],
  ])("reads the time %i %s", (tag, text, iso) => {
    expect(new Date(readTime({ tag, content: Buffer.from(text), raw: Buffer.from("") })).toISOString()).toBe(iso);
  });

  it.each([
    [TAG.utcTime, "20260302091500Z"],
    [TAG.generalizedTime, "260302091500Z"],
    [TAG.utcTime, "260230091500Z"],
    [TAG.utcTime, "2603020915Z"],
    [TAG.generalizedTime, "20260302091500+0800"],
  ])("refuses the time %i %s", (tag, text) => {
    expect(() => readTime({ tag, content: Buffer.from(text), raw: Buffer.from("") })).toThrow("not_der");
  });
});
