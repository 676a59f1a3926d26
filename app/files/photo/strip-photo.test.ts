import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identifyFile } from "#app/files/identify-file.ts";
import {
  GPS_CANARY,
  ICC,
  phoneJpeg,
  phonePng,
  phoneWebp,
  plainJpeg,
  pngChunk,
  riff,
  segment,
} from "#tests/support/photos.ts";
import { pngOf } from "#tests/support/png.ts";
import { readOrientation, writeOrientation } from "./orientation.ts";
import { isPhoto, stripPhoto } from "./strip-photo.ts";

const PHOTOS = [
  { kind: "jpeg", make: phoneJpeg },
  { kind: "png", make: phonePng },
  { kind: "webp", make: phoneWebp },
] as const;
const strip = (kind: "jpeg" | "png" | "webp", bytes: Uint8Array) => Buffer.from(stripPhoto(kind, bytes)!);

describe("stripPhoto", () => {
  it.each(PHOTOS)("removes all metadata of a $kind and returns a valid $kind", ({ kind, make }) => {
    const original = make();
    expect(original.toString("latin1")).toContain(GPS_CANARY);
    expect(identifyFile(original)).toEqual({ ok: true, kind });
    const copy = strip(kind, original);
    expect(copy.toString("latin1")).not.toContain(GPS_CANARY);
    expect(identifyFile(copy)).toEqual({ ok: true, kind });
  });

  it.each(PHOTOS)("keeps the orientation of a rotated $kind", ({ kind, make }) => {
    const name = { jpeg: "Exif\0\0", png: "eXIf", webp: "EXIF" }[kind];
    for (const orientation of [2, 6, 8]) {
      const copy = strip(kind, make(orientation));
      const at = copy.indexOf(name) + name.length + (kind === "webp" ? 4 : 0);
      expect(copy.subarray(at, at + 26)).toEqual(Buffer.from(writeOrientation(orientation)));
    }
    expect(strip(kind, make(1)).indexOf(name)).toBe(-1);
  });

  it.each(PHOTOS)("doesn't change a $kind that is already stripped", ({ kind, make }) => {
    const copy = strip(kind, make());
    expect(strip(kind, copy)).toEqual(copy);
  });

  it("copies the picture and its color profile unchanged", () => {
    expect(strip("jpeg", phoneJpeg(1))).toEqual(plainJpeg());
    expect(strip("jpeg", plainJpeg())).toEqual(plainJpeg());
    expect(plainJpeg().includes(ICC)).toBe(true);
    const plain = Buffer.from(pngOf(7));
    expect(strip("png", plain)).toEqual(plain);
    const gamma = pngChunk("gAMA", Buffer.from([0, 0, 0xb1, 0x8f]));
    expect(strip("png", phonePng(1))).toEqual(Buffer.concat([plain.subarray(0, 33), gamma, plain.subarray(33)]));
    const simple = riff(["VP8L", Buffer.from([0x2f, 0, 0, 0, 0, 7, 7])]);
    expect(strip("webp", simple)).toEqual(simple);
  });

  it("sets the WebP header to match the content", () => {
    const flags = (bytes: Buffer) => bytes[20];
    expect(flags(strip("webp", phoneWebp(1)))).toBe(0x20);
    expect(flags(strip("webp", phoneWebp(6)))).toBe(0x28);
    const tail = riff(["VP8L", Buffer.from([0x2f, 0, 0, 0, 0])], ["EXIF", GPS_CANARY]);
    expect(strip("webp", tail)).toEqual(riff(["VP8L", Buffer.from([0x2f, 0, 0, 0, 0])]));
  });

  it("strips the frames of an animated WebP", () => {
    const frame = (...chunks: Parameters<typeof riff>) =>
      Buffer.concat([Buffer.alloc(16), riff(...chunks).subarray(12)]);
    const picture: [string, Uint8Array] = ["VP8L", Buffer.from([0x2f, 0, 0, 0, 0, 9])];
    const head: [string, Uint8Array] = ["VP8X", Buffer.from([0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0])];
    const moving = riff(head, ["ANIM", Buffer.alloc(6)], ["ANMF", frame(picture, ["MAKR", GPS_CANARY])]);
    expect(strip("webp", moving)).toEqual(riff(head, ["ANIM", Buffer.alloc(6)], ["ANMF", frame(picture)]));
  });

  it("keeps the color coding of a PNG and drops further frames", () => {
    const adobe = segment(0xee, "Adobe\0\x64\0\0\0\0\x01");
    const given = plainJpeg();
    const withAdobe = Buffer.concat([
      given.subarray(0, 20),
      segment(0xee, `Adobe\0\x64\0\0\0\0\x01${GPS_CANARY}`),
      given.subarray(20),
    ]);
    expect(strip("jpeg", withAdobe)).toEqual(Buffer.concat([given.subarray(0, 20), adobe, given.subarray(20)]));
    const plain = Buffer.from(pngOf(7));
    const moving = Buffer.concat([plain.subarray(0, 33), pngChunk("acTL", Buffer.alloc(8)), plain.subarray(33)]);
    expect(strip("png", moving)).toEqual(plain);
  });

  it.each([
    ["jpeg", "without an end", plainJpeg().subarray(0, -2)],
    [
      "jpeg",
      "with a segment longer than the file",
      Buffer.concat([plainJpeg().subarray(0, 2), Buffer.from([0xff, 0xe1, 0xff, 0xff])]),
    ],
    [
      "jpeg",
      "with bytes between segments",
      Buffer.concat([plainJpeg().subarray(0, 2), Buffer.from([0]), plainJpeg().subarray(2)]),
    ],
    ["png", "without an end", Buffer.from(pngOf(7)).subarray(0, -12)],
    [
      "png",
      "with a chunk longer than the file",
      Buffer.concat([Buffer.from(pngOf(7)).subarray(0, 8), Buffer.alloc(12, 0xff)]),
    ],
    ["webp", "without a picture", riff(["EXIF", GPS_CANARY])],
    ["webp", "cut off", phoneWebp().subarray(0, -4)],
  ] as const)("refuses a %s %s", (kind, _, bytes) => {
    expect(stripPhoto(kind, bytes)).toBeNull();
  });

  it("rejects a photo with millions of parts before it allocates memory for them", () => {
    const tiny = Buffer.concat([plainJpeg().subarray(0, 2), ...Array.from({ length: 200_000 }, () => segment(0xdb))]);
    expect(stripPhoto("jpeg", tiny)).toBeNull();
  });

  it("rejects a photo with millions of removable parts", () => {
    const many = <T>(part: T): T[] => Array.from({ length: 200_000 }, () => part);
    const jpeg = plainJpeg();
    const png = pngOf(7);
    const [text, comment] = [pngChunk("tEXt", ""), segment(0xfe)];
    expect(stripPhoto("jpeg", Buffer.concat([jpeg.subarray(0, 2), ...many(comment), jpeg.subarray(2)]))).toBeNull();
    expect(stripPhoto("png", Buffer.concat([png.subarray(0, 8), ...many(text), png.subarray(8)]))).toBeNull();
  });

  it("only handles photos", () => {
    expect((["pdf", "png", "jpeg", "webp", "xlsx", "csv"] as const).filter(isPhoto)).toEqual(["png", "jpeg", "webp"]);
    expect(stripPhoto("pdf", Buffer.from("%PDF-1.7"))).toBeNull();
  });

  it("handles any bytes and never returns more of them", () => {
    const heads = {
      jpeg: plainJpeg().subarray(0, 2),
      png: Buffer.from(pngOf(7)).subarray(0, 8),
      webp: phoneWebp().subarray(0, 16),
    };
    const photo = fc.constantFrom(...PHOTOS);
    fc.assert(
      fc.property(photo, fc.uint8Array({ maxLength: 400 }), ({ kind }, rest) => {
        const given = Buffer.concat([heads[kind], rest]);
        const copy = stripPhoto(kind, given);
        return copy === null || copy.length <= given.length + 50;
      }),
    );
  });

  it("removes parts with any other name at any position", () => {
    const marker = fc.integer({ min: 0xe0, max: 0xfe }).filter((one) => one !== 0xee);
    const four = fc.string({ unit: fc.constantFrom(..."aBcDEfgHIXMPT "), minLength: 4, maxLength: 4 });
    const plain = Buffer.from(pngOf(7));
    fc.assert(
      fc.property(marker, four, fc.nat({ max: 1 }), (one, type, place) => {
        const at = [2, plainJpeg().length - 2][place]!;
        const jpeg = Buffer.concat([plainJpeg().subarray(0, at), segment(one, GPS_CANARY), plainJpeg().subarray(at)]);
        expect(strip("jpeg", jpeg)).toEqual(plainJpeg());
        const before = [33, plain.length - 12][place]!;
        const png = Buffer.concat([plain.subarray(0, before), pngChunk(type, GPS_CANARY), plain.subarray(before)]);
        expect(strip("png", png)).toEqual(plain);
        const chunks: [string, Uint8Array | string][] = [
          ["VP8X", Buffer.alloc(10)],
          ["VP8L", Buffer.from([0x2f, 0, 0, 0, 0])],
        ];
        const more = chunks.toSpliced(place + 1, 0, [type, GPS_CANARY]);
        expect(strip("webp", riff(...more))).toEqual(riff(...chunks));
      }),
    );
  });
});

describe("readOrientation", () => {
  it("reads both byte orders and returns upright for unreadable data", () => {
    const little = Buffer.from("49492a0008000000010012010300010000000600000000000000", "hex");
    expect(readOrientation(little)).toBe(6);
    for (const value of [1, 2, 3, 4, 5, 6, 7, 8]) expect(readOrientation(writeOrientation(value))).toBe(value);
    expect(readOrientation(writeOrientation(9))).toBe(1);
    expect(readOrientation(Buffer.from("MM"))).toBe(1);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => readOrientation(bytes) >= 1));
  });
});
