import decodeQR from "qr/decode.js";
import { parseReportNumber } from "#app/proof/report-number.ts";

/** Result of reading a QR code. `elsewhere`: an address of another site, which is never opened. */
export type QrReading = { kind: "number"; number: string } | { kind: "none" } | { kind: "elsewhere"; host: string };

/** RGBA, one byte each. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** The code of a page that fills the picture is then still 300 pixels wide. */
const LONGEST_SIDE_PIXELS = 3000;
const MOST_MILLISECONDS = 5000;

/**
 * Reads the report number from a picture of a QR code. The picture is not sent. The decoder is the same in every browser,
 * because only some have their own.
 *
 * @param host of this site
 */
export async function readQr(picture: Blob, host: string): Promise<QrReading> {
  const pixels = await pixelsOf(picture);
  return pixels === null ? NONE : readPixels(pixels, host);
}

export function readPixels(pixels: Pixels, host: string): QrReading {
  try {
    const text = decodeQR(pixels, { format: "RGBA", effort: Number.POSITIVE_INFINITY, timeLimit: MOST_MILLISECONDS });
    return readCode(text, host);
  } catch {
    return NONE;
  }
}

const NONE: QrReading = { kind: "none" };

/** Null for a file that this browser can't show as a picture. */
async function pixelsOf(picture: Blob): Promise<Pixels | null> {
  try {
    const image = await createImageBitmap(picture);
    const scale = Math.min(1, LONGEST_SIDE_PIXELS / Math.max(image.width, image.height));
    const [width, height] = [Math.ceil(image.width * scale), Math.ceil(image.height * scale)];
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const drawing = canvas.getContext("2d", { willReadFrequently: true })!;
    // Transparent parts of a picture are paper, not ink.
    drawing.fillStyle = "white";
    drawing.fillRect(0, 0, width, height);
    drawing.drawImage(image, 0, 0, width, height);
    return drawing.getImageData(0, 0, width, height);
  } catch {
    return null;
  }
}

/** The code contains the address of the report's page. The number alone is accepted too. */
export function readCode(text: string, host: string): QrReading {
  const address = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (address !== null && address.host !== host) return { kind: "elsewhere", host: address.host };
  const parsed = parseReportNumber(address === null ? text : (address.pathname.split("/").at(-1) ?? ""));
  return parsed.ok ? { kind: "number", number: parsed.number } : NONE;
}
