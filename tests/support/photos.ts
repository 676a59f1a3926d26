import { crc32 } from "node:zlib";
import { writeOrientation } from "#app/files/photo/orientation.ts";
import { pngOf } from "./png.ts";

/** A sample place that a camera recorded; no exported file may contain it. */
export const GPS_CANARY = "GPS-CANARY-52.0907N-5.1214E";

/** EXIF data with an orientation, followed by the canary as a camera's text. */
export function exifWith(orientation: number): Buffer {
  return Buffer.concat([writeOrientation(orientation), Buffer.from(GPS_CANARY)]);
}

/** A segment of JPEG. */
export function segment(marker: number, ...parts: (string | Uint8Array)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
}

/** The smallest grey JPEG: 1 by 1 pixel, with the tables that it needs. */
const TABLES = [
  segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
  segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
  segment(0xc4, Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(15), Buffer.from([0])])),
  segment(0xc4, Buffer.concat([Buffer.from([0x10, 1]), Buffer.alloc(15), Buffer.from([0])])),
];
const SCAN = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  // With a stuffed byte and a restart, which don't end a scan.
  Buffer.from([0x3f, 0xff, 0x00, 0xff, 0xd0, 0x3f]),
]);
const START = Buffer.from([0xff, 0xd8]);
const END = Buffer.from([0xff, 0xd9]);
const JFIF_HEAD = "JFIF\0\x01\x01\x00\x00\x01\x00\x01";

export const ICC = segment(0xe2, "ICC_PROFILE\0\x01\x01profile of colors");

/** The picture alone. */
export function plainJpeg(): Buffer {
  return Buffer.concat([START, segment(0xe0, JFIF_HEAD, "\0\0"), ICC, ...TABLES, SCAN, END]);
}

/** The same picture as a phone writes it: the canary is in each place for metadata. */
export function phoneJpeg(orientation = 6): Buffer {
  return Buffer.concat([
    START,
    segment(0xe0, JFIF_HEAD, "\x03\x03", GPS_CANARY),
    segment(0xe0, `JFXX\0\x10${GPS_CANARY}`),
    segment(0xe1, "Exif\0\0", exifWith(orientation)),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x>${GPS_CANARY}</x>`),
    segment(0xe2, `MPF\0${GPS_CANARY}`),
    ICC,
    segment(0xe7, GPS_CANARY),
    segment(0xed, `Photoshop 3.0\0${GPS_CANARY}`),
    segment(0xfe, GPS_CANARY),
    ...TABLES,
    SCAN,
    // Also between two scans.
    segment(0xfe, GPS_CANARY),
    END,
    // The second picture of a multi-picture file.
    START,
    segment(0xe1, "Exif\0\0", exifWith(1)),
    Buffer.from(GPS_CANARY),
    END,
  ]);
}

export function pngChunk(type: string, data: Uint8Array | string): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), Buffer.from(data as string, "latin1")]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG with the canary in each place for metadata. */
export function phonePng(orientation = 3): Buffer {
  const plain = Buffer.from(pngOf(7));
  const afterHeader = 8 + 12 + 13;
  return Buffer.concat([
    plain.subarray(0, afterHeader),
    pngChunk("eXIf", exifWith(orientation)),
    pngChunk("tEXt", `Comment\0${GPS_CANARY}`),
    pngChunk("zTXt", `Comment\0\0${GPS_CANARY}`),
    pngChunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${GPS_CANARY}`),
    pngChunk("gAMA", Buffer.from([0, 0, 0xb1, 0x8f])),
    pngChunk("maKr", GPS_CANARY),
    plain.subarray(afterHeader),
  ]);
}

export function riff(...chunks: [type: string, data: Uint8Array | string][]): Buffer {
  const parts = chunks.map(([type, data]) => {
    const body = Buffer.from(data as string, "latin1");
    const size = Buffer.alloc(4);
    size.writeUInt32LE(body.length);
    return Buffer.concat([Buffer.from(type, "latin1"), size, body, Buffer.alloc(body.length % 2)]);
  });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0));
  return Buffer.concat([Buffer.from("RIFF"), size, Buffer.from("WEBP"), ...parts]);
}

/** A WebP with the canary in each place for metadata; its picture is an invented bit stream. */
export function phoneWebp(orientation = 8): Buffer {
  return riff(
    ["VP8X", Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ["ICCP", "profile of colors"],
    ["VP8L", Buffer.from([0x2f, 0, 0, 0, 0, 7, 7])],
    ["EXIF", exifWith(orientation)],
    ["XMP ", `<x>${GPS_CANARY}</x>`],
    ["MAKR", GPS_CANARY],
  );
}
