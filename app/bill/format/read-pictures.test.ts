import { inflateSync } from "node:zlib";
import { expect, it, test } from "vitest";
import { writePdf } from "#tests/support/bills/write-pdf.ts";
import { pngOf } from "#tests/support/png.ts";
import { type GrayPicture, shrink, turn, writeGrayPng } from "./gray-png.ts";
import { readPictures } from "./read-pictures.ts";

const NO_MAPS = "/";

/** Width, height and points of a PNG in gray. */
function openPng(png: Uint8Array): GrayPicture {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const lines = inflateSync(bytes.subarray(bytes.indexOf("IDAT") + 4, bytes.lastIndexOf("IEND") - 8));
  const points = Buffer.concat(
    Array.from({ length: height }, (_, row) => lines.subarray(row * (width + 1) + 1, (row + 1) * (width + 1))),
  );
  return { width, height, points: new Uint8Array(points) };
}

const picture = (width: number, ...points: number[]): GrayPicture => ({
  width,
  height: points.length / width,
  points: Uint8Array.from(points),
});

test("the pages of a scan are given in their order, and pages with text are left out", async () => {
  const text = [{ text: "Total 12 kWh", x: 20, y: 20 }];
  const file = await writePdf({ pages: [{ image: pngOf(40) }, text, { image: pngOf(41) }] });
  const found = await readPictures(file, NO_MAPS, 4);
  expect(found.map(({ page }) => page)).toEqual([1, 3]);
  const { width, height, points } = openPng(found[0]!.png);
  expect([width, height, points[0]]).toEqual([4, 2, 40]);
});

test("no more pages are given than are asked for", async () => {
  const file = await writePdf({ pages: Array.from({ length: 6 }, (_, at) => ({ image: pngOf(at) })) });
  expect(await readPictures(file, NO_MAPS, 4)).toHaveLength(4);
});

test("a picture in a page that is shown turned is upright", async () => {
  const file = Buffer.from(await writePdf({ pages: [{ image: pngOf(40) }] }));
  const turned = Buffer.from(file.toString("latin1").replace("/MediaBox", "/Rotate 90 /MediaBox"), "latin1");
  const [found] = await readPictures(turned, NO_MAPS, 4);
  const { width, height } = openPng(found!.png);
  expect([width, height]).toEqual([2, 4]);
});

it.each<[string, GrayPicture, GrayPicture]>([
  [
    "turned once, the first column is the first row from its end",
    turn(picture(2, 1, 2, 3, 4), 1),
    picture(2, 3, 1, 4, 2),
  ],
  ["turned twice, the last point is the first", turn(picture(3, 1, 2, 3), 2), picture(3, 3, 2, 1)],
  ["shrunk, each point is the mean of a square", shrink(picture(4, 0, 4, 9, 9, 8, 4, 9, 9), 2), picture(2, 4, 9)],
  ["small enough, nothing changes", shrink(picture(2, 1, 2), 2), picture(2, 1, 2)],
])("%s", (_, made, expected) => {
  expect(made).toEqual(expected);
});

it("writes a file that other programs open", () => {
  const made = picture(3, 0, 128, 255, 7, 8, 9);
  expect(openPng(writeGrayPng(made))).toEqual(made);
});
