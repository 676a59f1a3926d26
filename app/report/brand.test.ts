import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { checkPdf } from "#app/pdf/pdf-checker.ts";
import { type PdfFile, readPdf, textOf } from "#app/pdf/pdf-reader.ts";
import { readLogo } from "#app/press/logo.ts";
import type { ReportFacts } from "./model.ts";
import { renderReport } from "./render.ts";
import { sampleModel } from "./sample-report.ts";

/** Grey in 4 × 2 pixels; `change` replaces bytes of its header (bits, colour, compression, filter, interlace). */
function pngOf(change: { at: number; value: number } | null = null, pixels = Buffer.alloc(10)): Buffer {
  const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
  if (change) header[change.at] = change.value;
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Only as far as its frame describes it. */
function jpegOf(channels: number, marker = 0xc0, bits = 8): Buffer {
  const frame = [0xff, marker, 0, 8 + 3 * channels, bits, 0, 2, 0, 4, channels, ...Array(3 * channels).fill(1)];
  return Buffer.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 2, 0, 0xff, 0xd9]);
}

describe("readLogo", () => {
  it.each([
    ["a plain PNG", pngOf(), { mediaType: "image/png", width: 4, height: 2 }],
    ["a baseline JPEG", jpegOf(3), { mediaType: "image/jpeg", width: 4, height: 2 }],
    ["a grey progressive JPEG", jpegOf(1, 0xc2), { mediaType: "image/jpeg", width: 4, height: 2 }],
  ])("takes %s", (_, bytes, logo) => expect(readLogo(bytes)).toEqual(logo));

  it.each([
    ["text", Buffer.from("<svg/>"), "not_a_picture"],
    ["a GIF", Buffer.from("GIF89a......"), "not_a_picture"],
    ["a file that is cut off", pngOf().subarray(0, -4), "damaged"],
    ["something after the end", Buffer.concat([pngOf(), Buffer.from("PK")]), "damaged"],
    ["too few pixels", pngOf(null, Buffer.alloc(9)), "damaged"],
    ["pixels that unfold to more than they should", pngOf(null, Buffer.alloc(10_000_000)), "damaged"],
    ["16 bits", pngOf({ at: 8, value: 16 }), "unusual_png"],
    ["an interlaced one", pngOf({ at: 12, value: 1 }), "unusual_png"],
    ["a long side", pngOf({ at: 2, value: 16 }), "too_many_pixels"],
    ["printing colours", jpegOf(4), "unusual_jpeg"],
    ["12 bits", jpegOf(3, 0xc1, 12), "unusual_jpeg"],
    ["a lossless JPEG", jpegOf(3, 0xc3), "unusual_jpeg"],
    ["a large file", Buffer.concat([pngOf(), Buffer.alloc(600_000)]), "too_large"],
  ])("refuses %s", (_, bytes, fault) => expect(readLogo(bytes)).toEqual({ fault }));
});

const picture = pngOf();
const sha256 = createHash("sha256").update(picture).digest("hex");
const BRAND = {
  accent: "#123A7A",
  name: { en: "Sample Advisory", zh: "示例咨询" },
  logo: { sha256, mediaType: "image/png" as const, width: 4, height: 2 },
};

async function draw(changes: Partial<ReportFacts>, logo: Uint8Array | null): Promise<PdfFile> {
  const bytes = await expandPdf(await renderReport(sampleModel("en", changes), { logo }));
  expect(checkPdf(bytes)).toEqual([]);
  return readPdf(bytes);
}

const textsOf = (pdf: PdfFile) => pdf.pages.map((page) => textOf(pdf, page));

describe("a brand", () => {
  it("changes colour, first line and picture, and nothing of the proofs", async () => {
    const [plain, branded] = [await draw({}, null), await draw({ brand: BRAND }, picture)];
    const others = (texts: string[]) =>
      texts
        .join("\n")
        .replace("SAMPLE ADVISORY", "")
        .replace("示例咨询", "")
        .replace("SAMPLE CARBON ADVISORY", "")
        .replace("示例碳咨询", "");
    expect(others(textsOf(branded))).toBe(others(textsOf(plain)));
    expect(textsOf(branded)[0]).toContain("SAMPLE ADVISORY");
    const figures = (pdf: PdfFile) => pdf.text.match(/\/S \/Figure\n/g)?.length ?? 0;
    expect(figures(branded)).toBe(figures(plain) + 1);
    const blue = "0.071 0.227 0.478 rg";
    expect(branded.pages[0]!.content).toContain(blue);
    expect(plain.pages[0]!.content).not.toContain(blue);
    // Author, keywords and links are of the issuer and the report.
    const links = (pdf: PdfFile) => pdf.text.match(/\/URI \([^)]*\)/g);
    expect(links(branded)).toEqual(links(plain));
    expect(branded.text.match(/report:GHG-[\w-]+/g)).toEqual(plain.text.match(/report:GHG-[\w-]+/g));
  });

  it("is printed with the picture that it names, or not at all", async () => {
    for (const logo of [null, pngOf(null, Buffer.alloc(10, 1))])
      await expect(renderReport(sampleModel("en", { brand: BRAND }), { logo })).rejects.toThrow(/logo/);
  });

  it("gives the same bytes again", async () => {
    const print = () => renderReport(sampleModel("en", { brand: BRAND }), { logo: picture });
    expect(Buffer.compare(await print(), await print())).toBe(0);
  });
});

describe("a draft", () => {
  it.each(["en", "zh", "both"] as const)(
    "has neither number nor address nor seal, whatever its look (%s)",
    async (locale) => {
      const model = sampleModel(locale, { number: null, brand: BRAND, verifyUrl: "https://truetonne.example/verify/" });
      const pdf = readPdf(await expandPdf(await renderReport(model, { logo: picture })));
      const text = textsOf(pdf).join("\n");
      // Numbers of earlier versions and of the report that it is compared with are theirs, not the draft's.
      const named = new Set(text.match(/GHG-\d{4}-\d{6,}-[0-9A-Z]+/g));
      const earlier = new Set(model.facts.previousVersions.map(({ number }) => number));
      expect([...named].filter((number) => !earlier.has(number))).toEqual([]);
      // Links of the contents page lead inside the file.
      expect(pdf.text).not.toMatch(/\/URI|IssuerSeal|report:GHG/);
    },
  );
});
