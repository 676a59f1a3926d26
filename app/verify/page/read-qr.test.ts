import { create } from "qrcode";
import { describe, expect, it } from "vitest";
import { type Pixels, readCode, readPixels } from "./read-qr.ts";

const number = "GHG-2026-000417-QQ8SHYY-QM77F61";
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

describe("readPixels", () => {
  /** A picture of a code, in which each point of the picture is taken from another point of the code. */
  function photograph(
    text: string,
    pointOf: (x: number, y: number) => [x: number, y: number],
    modulePixels = 5,
  ): Pixels {
    const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
    const side = Math.round((size + 12) * modulePixels);
    const pixels = new Uint8ClampedArray(side * side * 4);
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const [u, v] = pointOf(x / modulePixels - size / 2 - 6, y / modulePixels - size / 2 - 6);
        const [column, row] = [Math.floor(u + size / 2), Math.floor(v + size / 2)];
        const isInside = column >= 0 && row >= 0 && column < size && row < size;
        const shade = isInside && data[row * size + column] ? 40 : 215;
        pixels.set([shade, shade, shade, 255], (y * side + x) * 4);
      }
    }
    return { width: side, height: side, data: pixels };
  }
  const turned = (degrees: number) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return (x: number, y: number): [number, number] => [x * cos - y * sin, x * sin + y * cos];
  };
  const address = `https://reports.example/verify/${number}`;

  it.each<[string, (x: number, y: number) => [number, number]]>([
    ["straight", (x, y) => [x, y]],
    ["upside down", turned(180)],
    ["turned a little", turned(17)],
    ["from the side", (x, y) => [x / (1 + y / 320), y / (1 + y / 320)]],
  ])("reads a code that is photographed %s", (_, pointOf) => {
    expect(readPixels(photograph(address, pointOf), HOST)).toEqual({ kind: "number", number });
  });

  it("warns of another site", () => {
    const pixels = photograph(`https://shop.example/verify/${number}`, (x, y) => [x, y]);
    expect(readPixels(pixels, HOST)).toEqual({ kind: "elsewhere", host: "shop.example" });
  });

  it("finds nothing in a picture without a code", () => {
    const data = new Uint8ClampedArray(40 * 40 * 4).fill(200);
    expect(readPixels({ width: 40, height: 40, data }, HOST)).toEqual({ kind: "none" });
  });
});
