import { latin1 } from "./latin1.ts";

/** Whether the bytes begin like a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 5)) === "%PDF-";
}

/**
 * The stream of the embedded file of a name, as it lies in the PDF, or null. It knows the plain objects that our renderer
 * writes and takes nothing else for a file.
 */
export function findEmbedded(pdf: Uint8Array, name: string): { content: Uint8Array; isDeflated: boolean } | null {
  const text = latin1(pdf);
  const reference = findReference(text, name);
  const header = `\n${reference} 0 obj`;
  // Later objects replace earlier ones, as in an incremental update.
  const at = reference === null ? -1 : text.lastIndexOf(header);
  const stream = at < 0 ? null : findStream(text, at + header.length);
  return stream && { content: pdf.subarray(stream.start, stream.end), isDeflated: stream.isDeflated };
}

const LONGEST_DICTIONARY = 4000;

/** The number of the object that holds the content of the file of a name. */
function findReference(text: string, name: string): string | null {
  for (let at = text.lastIndexOf("/Filespec"); at >= 0; at = at === 0 ? -1 : text.lastIndexOf("/Filespec", at - 1)) {
    // Within reach on both sides: a file of nothing but such words must not be searched as often as it has them.
    const before = text.slice(Math.max(0, at - LONGEST_DICTIONARY), at);
    const start = before.lastIndexOf(" obj");
    const rest = text.slice(at, at + LONGEST_DICTIONARY);
    const end = rest.indexOf("endobj");
    if (start < 0 || end < 0) continue;
    const dictionary = before.slice(start) + rest.slice(0, end);
    const reference = /\/EF\s*<<\s*\/F\s+(\d{1,10})\s+0\s+R/.exec(dictionary);
    if (reference && dictionary.includes(`/F (${name})`)) return reference[1] as string;
  }
  return null;
}

function findStream(text: string, object: number): { start: number; end: number; isDeflated: boolean } | null {
  const keyword = text.indexOf("stream", object);
  const dictionary = text.slice(object, keyword < 0 ? object : Math.min(keyword, object + LONGEST_DICTIONARY));
  const length = Number(/\/Length\s+(\d{1,10})(?!\s+\d+\s+R)/.exec(dictionary)?.[1]);
  const start = text.startsWith("stream\r\n", keyword) ? keyword + 8 : keyword + 7;
  const filter = /\/Filter\s*(?:\[\s*)?\/(\w+)/.exec(dictionary)?.[1];
  const hasForm = dictionary.includes("/EmbeddedFile") && (filter === undefined || filter === "FlateDecode");
  const end = start + length;
  if (!hasForm || !Number.isSafeInteger(length) || !/^\r?\n?endstream/.test(text.slice(end, end + 12))) return null;
  return { start, end, isDeflated: filter === "FlateDecode" };
}
