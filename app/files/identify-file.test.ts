import { createHash } from "node:crypto";
import fc from "fast-check";
import { deflateSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { HOSTILE_FILES } from "#tests/support/hostile-files.ts";
import { identifyFile } from "./identify-file.ts";

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const utf8 = (text: string) => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const PDF = latin1("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n");

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return join(length, latin1(type), data, new Uint8Array(4));
}

function png(width = 2, height = 2): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  return join(
    latin1("\x89PNG\r\n\x1a\n"),
    pngChunk("IHDR", new Uint8Array(header)),
    pngChunk("IDAT", deflateSync(new Uint8Array(16))),
    pngChunk("IEND", new Uint8Array()),
  );
}

function jpeg(width = 3, height = 2): Uint8Array {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const scan = latin1("\xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\x34\xff\xd9");
  return join(latin1("\xff\xd8\xff\xe0\0\x04AB"), new Uint8Array(frame), scan);
}

function webp(): Uint8Array {
  const body = join(latin1("WEBPVP8L"), new Uint8Array([17, 0, 0, 0, 0x2f, 1, 0x40, 0, 0]), new Uint8Array(13));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return join(latin1("RIFF"), new Uint8Array(size), body);
}

const MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const xlsx = (more: Record<string, Uint8Array> = {}, main = MAIN) =>
  zipSync({
    "[Content_Types].xml": utf8(`<Types><Override ContentType="${main}"/></Types>`),
    "xl/workbook.xml": utf8("<workbook/>"),
    ...more,
  });

describe("identifyFile", () => {
  it.each([
    ["pdf", PDF],
    ["pdf", join(PDF, latin1("\r\n\0\0\0"))],
    ["png", png()],
    ["jpeg", jpeg()],
    ["jpeg", join(jpeg(), latin1("data of a camera"))],
    ["webp", webp()],
    ["xlsx", xlsx()],
    ["ofd", zipSync({ "OFD.xml": utf8("<ofd:OFD/>"), "Doc_0/Document.xml": utf8("<ofd:Document/>") })],
    ["xml", utf8('<?xml version="1.0" encoding="utf-8"?>\n<EInvoice><Header/></EInvoice>')],
    ["xml", utf8('\ufeff<fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019"/>')],
    ["csv", utf8("meter,kWh\r\nM1,12.5\r\n")],
    ["csv", utf8("\ufeff电表；度数\nM1；12\n")],
    ["csv", join(new Uint8Array([0xff, 0xfe]), new Uint8Array(Buffer.from("a\tb\n1\t2\n", "utf16le")))],
    ["csv", new Uint8Array([0xb5, 0xe7, 0xb1, 0xed, 0x2c, 0xb6, 0xc8, 0x0a])],
  ])("accepts %s", (kind, bytes) => {
    expect(identifyFile(bytes)).toEqual({ ok: true, kind });
  });

  it.each([
    ["empty", new Uint8Array()],
    ["html", utf8("<!DOCTYPE html><script>alert(1)</script>")],
    ["html", utf8("\ufeff \n<ScRiPt>alert(1)</script>,a;b")],
    ["html", join(utf8("<html><body>"), PDF)],
    ["polyglot", join(utf8("some text\n"), PDF)],
    ["polyglot", join(latin1("%PDF-1.7\n<script>alert(1)</script>\n"), PDF)],
    ["polyglot", join(PDF, utf8("<html><script>alert(1)</script>"))],
    ["polyglot", join(PDF, xlsx())],
    ["polyglot", join(png(), utf8("<script>"))],
    ["polyglot", join(webp(), utf8("<script>"))],
    ["svg", utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["script", utf8("<?php echo 1;")],
    ["html", utf8('<EInvoice><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></EInvoice>')],
    ["text", utf8('<EInvoice xmlns:h="http://www.w3.org/1999/xhtml"/>')],
    ["text", utf8('<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><EInvoice/>')],
    ["text", utf8('<?xml version="1.0"?><!DOCTYPE EInvoice><EInvoice/>')],
    ["text", utf8("<EInvoice><Header></EInvoice>")],
    ["archive", zipSync({ "OFD.xml": utf8("<ofd:OFD/>"), "../evil.xml": utf8("a") })],
    ["executable", latin1("MZ\x90\0\x03\0\0\0,;")],
    ["executable", latin1("\x7fELF\x02\x01")],
    ["executable", utf8("#!/bin/sh\necho a,b\n")],
    ["heic", latin1("\0\0\0\x18ftypheic\0\0\0\0mif1heic")],
    ["other_image", latin1("GIF89a\x01\0\x01\0")],
    ["old_office", latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0")],
    ["archive", zipSync({ "a.txt": utf8("a") })],
    ["archive", xlsx({ "../evil.xml": utf8("a") })],
    ["archive", latin1("Rar!\x1a\x07\0")],
    ["office_document", zipSync({ "[Content_Types].xml": utf8("<Types/>"), "word/document.xml": utf8("<d/>") })],
    ["macro", xlsx({ "xl/vbaProject.bin": utf8("x") })],
    ["macro", xlsx({}, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")],
    ["damaged", xlsx().subarray(0, 60)],
    ["damaged", PDF.subarray(0, 60)],
    ["damaged", png().subarray(0, 40)],
    ["damaged", jpeg().subarray(0, 12)],
    ["damaged", png(0, 5)],
    ["too_many_pixels", png(60_000, 60_000)],
    ["too_many_pixels", jpeg(60_000, 60_000)],
    ["text", utf8("Dear colleague\nplease find the figures below\n")],
    ["unknown", latin1("\x01\x02,\x03;\0")],
  ])("rejects as %s", (fault, bytes) => {
    expect(identifyFile(bytes)).toEqual({ ok: false, fault });
  });

  it("never throws, and never accepts a PDF or image with markup before or after it", () => {
    const samples = [PDF, png(), jpeg(), webp(), xlsx(), utf8("a,b\n1,2\n")];
    const damage = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...samples), damage, fc.nat(400), (sample, changes, cut) => {
        const bytes = sample.slice(0, Math.max(1, sample.length - (cut > 200 ? cut - 200 : 0)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        identifyFile(bytes);
        for (const mixed of [join(utf8("<script>1</script>"), bytes), join(PDF, utf8("<script>"), bytes)]) {
          expect(identifyFile(mixed).ok).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const found = identifyFile(bytes);
        if (found.ok) expect(found.kind).toBe("csv");
      }),
      { numRuns: 1000 },
    );
  });

  const FULL_SIZE = 20 * 1024 * 1024;
  /** Measured maximum: 10. Decoding a text for each PNG chunk took 60. */
  const MOST_HASHES = 30;

  it.each(
    Object.values(HOSTILE_FILES)
      .flat()
      .map((file) => [file.what, file] as const),
  )(
    "costs no more than some hashings of the file: %s",
    (_, { make }) => {
      const bytes = make(FULL_SIZE);
      const hashing = cpuOf(() => createHash("sha256").update(bytes).digest());
      expect(cpuOf(() => identifyFile(bytes))).toBeLessThan(Math.max(1, hashing) * MOST_HASHES);
    },
    60_000,
  );
});

/** The least of three measurements, in milliseconds of CPU time. */
function cpuOf(work: () => unknown): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}
