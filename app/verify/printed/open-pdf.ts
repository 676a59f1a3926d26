import type { PDFDocumentProxy } from "pdfjs-dist";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import type { UnreadReason } from "./printed-page.ts";

/** A reader waits this long, then learns that the file could not be read. */
const MOST_MILLISECONDS = 120_000;

/** Without anything that PDF.js would fetch, run or hand to the page: only its text and drawing are read. */
const OPTIONS = {
  disableFontFace: true,
  fontExtraProperties: true,
  useSystemFonts: false,
  useWorkerFetch: false,
  useWasm: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  enableXfa: false,
  disableAutoFetch: true,
  verbosity: 0,
};

/**
 * Opens a PDF of any program with PDF.js, which is loaded with the first one, and closes it again. The file stays in this
 * browser. A file that can't be read gives the reason.
 */
export async function withPdf<T>(
  file: Uint8Array,
  read: (pdf: PDFDocumentProxy, codes: Record<string, number>) => Promise<T | UnreadReason>,
): Promise<T | UnreadReason> {
  const library = await import("pdfjs-dist/legacy/build/pdf.min.mjs");
  // Without a worker of its own, as in Node, it reads in the same thread.
  if (typeof Worker !== "undefined") library.GlobalWorkerOptions.workerSrc = workerAddress;
  // The bytes are moved to the worker.
  const task = library.getDocument({ ...OPTIONS, data: new Uint8Array(file) });
  try {
    return await inTime(task.promise.then((pdf) => read(pdf, library.OPS)));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.name === "PasswordException" ? "protected" : "damaged";
  } finally {
    await task.destroy();
  }
}

function inTime<T>(reading: Promise<T>): Promise<T | "too_large"> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<"too_large">((resolve) => {
    timer = setTimeout(() => resolve("too_large"), MOST_MILLISECONDS);
  });
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}
