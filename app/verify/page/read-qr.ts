import { parseReportNumber } from "#app/proof/report-number.ts";

/** Result of reading a QR code. `elsewhere`: an address of another site, which is never opened. */
export type QrReading =
  | { kind: "number"; number: string }
  | { kind: "none" | "no_reader" }
  | { kind: "elsewhere"; host: string };

/** The browser's barcode detector (Shape Detection API), if it has one. */
interface CodeReader {
  detect: (image: ImageBitmap) => Promise<{ rawValue: string }[]>;
}
type CodeReaderClass = new (options: { formats: string[] }) => CodeReader;

/**
 * Reads the report number from a picture of a QR code. The picture is not sent. No library is shipped for browsers without a
 * detector, because readers can type the number next to the code.
 *
 * @param host of this site
 */
export async function readQr(picture: Blob, host: string): Promise<QrReading> {
  const Reader = (globalThis as { BarcodeDetector?: CodeReaderClass }).BarcodeDetector;
  if (Reader === undefined) return { kind: "no_reader" };
  try {
    const codes = await new Reader({ formats: ["qr_code"] }).detect(await createImageBitmap(picture));
    const readings = codes.map(({ rawValue }) => readCode(rawValue, host));
    return readings.find(({ kind }) => kind === "number") ?? readings.find(({ kind }) => kind === "elsewhere") ?? NONE;
  } catch {
    return NONE;
  }
}

const NONE: QrReading = { kind: "none" };

/** The code contains the address of the report's page. The number alone is accepted too. */
export function readCode(text: string, host: string): QrReading {
  const address = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (address !== null && address.host !== host) return { kind: "elsewhere", host: address.host };
  const parsed = parseReportNumber(address === null ? text : (address.pathname.split("/").at(-1) ?? ""));
  return parsed.ok ? { kind: "number", number: parsed.number } : NONE;
}
