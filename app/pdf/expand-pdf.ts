import { type Bytes, concatBytes } from "#app/encoding/bytes.ts";
import { decompress } from "#app/encoding/decompress.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { exactLatin1, latin1Bytes } from "./latin1.ts";

/** More than all streams of any report unfold to; a small file may claim gigabytes. */
const LARGEST_EXPANSION_BYTES = 256 * 1024 * 1024;

interface FoundObject {
  number: number;
  /** All of it, or its dictionary where a stream follows. */
  body: string;
  stream: Uint8Array | null;
}

/**
 * The objects of a report as issued, one after another, with inflated streams and the objects of object streams
 * unpacked: what `readPdf` reads. Like the rest of the verifier it supports only the form that our renderer writes,
 * old and new; any bytes may be given. An object of an update comes after the one that it replaces.
 *
 * @param embedded receives the contents of embedded files by the numbers of their objects, which are then empty in
 * the result: they are most of a report of many lines, and contain no text of it
 * @throws `damaged_pdf`, `damaged_compression`, or `too_large` beyond what a report can hold
 */
export async function expandPdf(file: Uint8Array, embedded?: Map<number, Uint8Array>): Promise<Bytes> {
  const parts: Uint8Array[] = [latin1Bytes("%PDF-1.7\n")];
  let room = LARGEST_EXPANSION_BYTES;
  for (const object of findObjects(file)) {
    const { number, body } = object;
    if (object.stream === null || body.includes("/Type /XRef\n")) {
      parts.push(latin1Bytes(`${number} 0 obj\n${body}\nendobj\n`));
      continue;
    }
    const isDeflated = body.includes("/Filter /FlateDecode\n");
    const content = isDeflated ? await decompress(object.stream, "deflate", room) : object.stream;
    room -= isDeflated ? content.length : 0;
    if (embedded && body.includes("/Type /EmbeddedFile\n")) {
      embedded.set(number, content);
      parts.push(latin1Bytes(`${number} 0 obj\n${restate(body, EMPTY)}\nstream\n`), STREAM_END);
    } else if (body.includes("/Type /ObjStm\n")) parts.push(...unpack(body, content));
    else parts.push(latin1Bytes(`${number} 0 obj\n${restate(body, content)}\nstream\n`), content, STREAM_END);
  }
  return concatBytes(...parts);
}

const EMPTY = new Uint8Array();
const STREAM = "\n>>\nstream\n";
const STREAM_END = latin1Bytes("\nendstream\nendobj\n");

/** Goes by the stated lengths of streams, so that content is never taken for structure. */
function* findObjects(file: Uint8Array): Generator<FoundObject> {
  // windows-1252 in truth, as the standard has it: one character per byte, and ASCII stays ASCII.
  const text = new TextDecoder("latin1").decode(file);
  const header = /(?:^|\n)(\d{1,8}) 0 obj\n/g;
  for (let found = header.exec(text); found; found = header.exec(text)) {
    const at = header.lastIndex;
    const end = text.indexOf("\nendobj\n", at);
    if (end < 0) throw damaged();
    // Looked for within the object alone: in a file of millions of objects a look to the end for each would never end.
    const keyword = at + text.slice(at, end).indexOf(STREAM);
    const isStream = keyword >= at;
    const body = exactLatin1(file.subarray(at, isStream ? keyword + "\n>>".length : end));
    const start = keyword + STREAM.length;
    const length = isStream ? Number(/\n\/Length (\d{1,10})\n/.exec(body)?.[1] ?? Number.NaN) : 0;
    if (isStream && !text.startsWith("\nendstream\nendobj\n", start + length)) throw damaged();
    yield { number: Number(found[1]), body, stream: isStream ? file.subarray(start, start + length) : null };
    // Back to the line end, with which the next header begins.
    header.lastIndex = isStream ? start + length + "\nendstream\nendobj".length : end + "\nendobj".length;
  }
}

function restate(dictionary: string, content: Uint8Array): string {
  return dictionary
    .replace("/Filter /FlateDecode\n", "")
    .replace(/\n\/Length \d+\n/, () => `\n/Length ${content.length}\n`);
}

function unpack(dictionary: string, content: Uint8Array): Uint8Array[] {
  const first = Number(/\n\/First (\d{1,9})\n/.exec(dictionary)?.[1] ?? Number.NaN);
  const numbers = exactLatin1(content.subarray(0, first)).match(/\d+/g) ?? [];
  const parts: Uint8Array[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const next = numbers[at + 3] === undefined ? content.length : first + Number(numbers[at + 3]);
    parts.push(
      latin1Bytes(`${numbers[at]} 0 obj\n`),
      content.subarray(first + Number(numbers[at + 1]), next - 1),
      OBJECT_END,
    );
  }
  return parts;
}

const OBJECT_END = latin1Bytes("\nendobj\n");

function damaged(): TransparencyError {
  return new TransparencyError("damaged_pdf");
}
