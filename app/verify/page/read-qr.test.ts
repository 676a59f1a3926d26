import { afterEach, describe, expect, it, vi } from "vitest";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { readCode, readQr } from "./read-qr.ts";

const place = { year: 2026, serial: 417 };
const number = formatReportNumber({ ...place, code: drawReportCode(place) });
const HOST = "reports.example";

describe("readCode", () => {
  it.each([
    ["the address of a report", `https://reports.example/verify/${number}`, { kind: "number", number }],
    ["the number alone", number.toLowerCase(), { kind: "number", number }],
    [
      "a look-alike site",
      `https://reports.example.evil/verify/${number}`,
      { kind: "elsewhere", host: "reports.example.evil" },
    ],
    [
      "a name before the host",
      `https://reports.example@evil.example/verify/${number}`,
      { kind: "elsewhere", host: "evil.example" },
    ],
    ["another page of this site", "https://reports.example/verify", { kind: "none" }],
    ["a mistyped number", number.slice(0, -1), { kind: "none" }],
    ["a script", "javascript:alert(1)", { kind: "none" }],
    ["nothing", "", { kind: "none" }],
  ])("reads %s", (_, text, reading) => {
    expect(readCode(text, HOST)).toEqual(reading);
  });
});

describe("readQr", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** Imitates a browser with a barcode detector. */
  function haveReader(values: string[] | Error) {
    vi.stubGlobal("createImageBitmap", async () => ({}));
    vi.stubGlobal(
      "BarcodeDetector",
      class {
        async detect() {
          if (values instanceof Error) throw values;
          return values.map((rawValue) => ({ rawValue }));
        }
      },
    );
  }

  it("reports a browser without a detector", async () => {
    expect(await readQr(new Blob(), HOST)).toEqual({ kind: "no_reader" });
  });

  it("uses this site's code among several, or else warns of another site", async () => {
    haveReader(["https://shop.example/", `https://reports.example/verify/${number}`]);
    expect(await readQr(new Blob(), HOST)).toEqual({ kind: "number", number });
    haveReader(["https://shop.example/"]);
    expect(await readQr(new Blob(), HOST)).toEqual({ kind: "elsewhere", host: "shop.example" });
  });

  it("finds nothing in a file that is not a picture", async () => {
    haveReader(new Error("not an image"));
    expect(await readQr(new Blob(), HOST)).toEqual({ kind: "none" });
  });
});
