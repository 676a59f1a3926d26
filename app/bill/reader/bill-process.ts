/**
 * The program that reads bills, started by `readBillFile` in a separate process: one request on standard input, one frame on
 * standard output. It opens only the requested file.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { BillError } from "#app/bill/bill-error.ts";
import { readPictures } from "#app/bill/format/read-pictures.ts";
import { readBill } from "#app/bill/read-bill.ts";
import { packFrame } from "#app/files/sandbox/frame.ts";
import type { BillFrame, BillRequest } from "./bill-frame.ts";

async function main(): Promise<void> {
  const packed = packFrame(await read(JSON.parse(readFileSync(process.stdin.fd, "utf8")) as BillRequest));
  // Pictures and fonts of PDF.js may keep timers open. Nothing is left to do.
  process.stdout.write(packed, () => process.exit(0));
}

async function read({ path, pictures: most }: BillRequest): Promise<BillFrame> {
  const maps = `${dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"))}/cmaps/`;
  try {
    if (most === null) return { kind: "read", reading: await readBill(readFileSync(path), maps) };
    const pictures = await readPictures(readFileSync(path), maps, most);
    return {
      kind: "pictures",
      pictures: pictures.map(({ page, png }) => ({ page, png: Buffer.from(png).toString("base64") })),
    };
  } catch (error) {
    if (error instanceof BillError) return { kind: "refused", code: error.code };
    throw error;
  }
}

main().catch((error: unknown) => {
  // The parent has ended or this program has a bug. The parent reports both.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
});
