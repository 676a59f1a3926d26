import type { Plugin } from "vite";

const ADDRESS = "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
const WORKER = ADDRESS.replace("?url", "");
const INSIDE = "\0pdf-reading-inside";

/**
 * For builds that are one file: PDF.js gets its worker's code from the same file, and runs it in the same thread. On the
 * site, the worker is another file.
 */
export function pdfReadingInside(): Plugin {
  return {
    name: "pdf-reading-inside",
    enforce: "pre",
    resolveId: (source) => (source === ADDRESS ? INSIDE : null),
    load: (id) =>
      id === INSIDE
        ? `import { WorkerMessageHandler } from "${WORKER}";
globalThis.pdfjsWorker = { WorkerMessageHandler };
export default "";`
        : null,
  };
}
