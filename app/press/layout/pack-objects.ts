import { deflateSync } from "node:zlib";

/** Objects of one stream: enough that their likeness is used, few enough that a reader need not unfold the whole file. */
const OBJECTS_PER_STREAM = 200;
/** Type, then offset or stream, then index: bytes of the three fields of a line of the table. */
const WIDTHS = [1, 4, 2] as const;
const LINE_BYTES = 7;
/** Begins each line of the table: every byte is the difference from the line above (PNG filter "up"). */
const UP = 2;

/**
 * What stays readable in the plain bytes of a file: the catalog, the field of the seal and its form, links, their addresses,
 * the description of the attachment and the texts of the information dictionary. A verifier finds number, address, seal
 * and data there without a PDF reader; the structure tree, by far the most, is packed.
 */
const PLAIN = /^\(|\/Type \/(?:Catalog|Annot|Filespec)\n|\/S \/URI\n|\/SigFlags /;

/**
 * Writes a file with a classic table again with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and
 * 7.5.8). Numbers and contents of all objects stay. The same file gives the same bytes.
 * @throws Error for a file that pdfkit did not write, or one that was updated
 */
export function packObjects(file: Uint8Array): Uint8Array {
  const source = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const { entries, trailer, startOfTable } = readTable(source);
  const parts = [source.subarray(0, entries[0]?.offset ?? startOfTable)];
  let position = parts[0]!.length;
  const size = entries.length + 1;
  const table = new Table(size + Math.ceil(size / OBJECTS_PER_STREAM) + 1);
  const packed: { number: number; body: Buffer }[] = [];
  const write = (number: number, bytes: Buffer) => {
    table.setOffset(number, position);
    parts.push(bytes);
    position += bytes.length;
  };
  const plain: { number: number; object: Buffer }[] = [];
  entries.forEach(({ number, offset }, index) => {
    const object = source.subarray(offset, entries[index + 1]?.offset ?? startOfTable);
    const body = object.subarray(`${number} 0 obj\n`.length, object.length - "\nendobj\n".length);
    if (isStream(body)) write(number, object);
    else if (PLAIN.test(body.subarray(0, 2048).toString("latin1"))) plain.push({ number, object });
    else packed.push({ number, body });
  });
  // After the streams: Poppler takes numbers of object streams for places in the file, and gives up a long text there.
  for (const { number, object } of plain) write(number, object);
  let next = size;
  for (let from = 0; from < packed.length; from += OBJECTS_PER_STREAM) {
    const group = packed.slice(from, from + OBJECTS_PER_STREAM);
    for (const [index, { number }] of group.entries()) table.setPlace(number, next, index);
    write(next, objectStream(next, group));
    next += 1;
  }
  table.setOffset(next, position);
  parts.push(crossReference(next, table.lines(next + 1), trailer), tail(position));
  return new Uint8Array(Buffer.concat(parts));
}

interface Entry {
  number: number;
  offset: number;
}

/** Objects in file order. */
function readTable(source: Buffer): { entries: Entry[]; trailer: string; startOfTable: number } {
  const end = source.subarray(-1024).toString("latin1");
  const found = /\ntrailer\n<<\n\/Size (\d+)\n((?:\/(?:Root|Info|ID) [^\n]+\n)+)>>\nstartxref\n(\d+)\n%%EOF\n$/.exec(
    end,
  );
  if (!found) throw new Error("not a file of one revision with a classic table");
  const startOfTable = Number(found[3]);
  const heading = `xref\n0 ${found[1]}\n`;
  const lines = source.subarray(startOfTable + heading.length).toString("latin1");
  const entries = Array.from({ length: Number(found[1]) - 1 }, (_, index) => ({
    number: index + 1,
    offset: Number(lines.slice(20 * (index + 1), 20 * (index + 1) + 10)),
  }));
  return { entries: entries.sort((a, b) => a.offset - b.offset), trailer: found[2]!, startOfTable };
}

function isStream(body: Buffer): boolean {
  return body.subarray(-"\nendstream".length).toString("latin1") === "\nendstream";
}

function objectStream(number: number, group: { number: number; body: Buffer }[]): Buffer {
  let offset = 0;
  const places: string[] = [];
  const bodies: Buffer[] = [];
  for (const one of group) {
    places.push(`${one.number} ${offset}`);
    bodies.push(one.body, NEWLINE);
    offset += one.body.length + 1;
  }
  const first = Buffer.from(`${places.join(" ")}\n`, "latin1");
  const content = deflateSync(Buffer.concat([first, ...bodies]));
  const facts = `/Type /ObjStm\n/N ${group.length}\n/First ${first.length}\n/Filter /FlateDecode\n`;
  return streamObject(number, facts, content);
}

function crossReference(number: number, lines: Buffer, trailer: string): Buffer {
  const facts =
    `/Type /XRef\n/Size ${number + 1}\n/W [${WIDTHS.join(" ")}]\n${trailer}/Filter /FlateDecode\n` +
    `/DecodeParms <<\n/Predictor 12\n/Columns ${LINE_BYTES}\n>>\n`;
  return streamObject(number, facts, deflateSync(lines));
}

const NEWLINE = Buffer.from("\n");

function streamObject(number: number, facts: string, content: Buffer): Buffer {
  const head = `${number} 0 obj\n<<\n${facts}/Length ${content.length}\n>>\nstream\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), content, Buffer.from("\nendstream\nendobj\n", "latin1")]);
}

function tail(position: number): Buffer {
  return Buffer.from(`startxref\n${position}\n%%EOF\n`, "latin1");
}

/** The lines of a cross-reference stream. */
class Table {
  private readonly bytes: Buffer;

  constructor(size: number) {
    this.bytes = Buffer.alloc(size * LINE_BYTES);
    this.bytes.writeUInt16BE(65_535, 5); // object 0 heads the list of free ones
  }

  setOffset(number: number, offset: number): void {
    this.set(number, 1, offset, 0);
  }

  setPlace(number: number, stream: number, index: number): void {
    this.set(number, 2, stream, index);
  }

  /** The first `size` lines, each as its difference from the one above. */
  lines(size: number): Buffer {
    const lines = Buffer.alloc(size * (LINE_BYTES + 1));
    for (let line = 0; line < size; line++) {
      lines[line * (LINE_BYTES + 1)] = UP;
      for (let column = 0; column < LINE_BYTES; column++) {
        const at = line * LINE_BYTES + column;
        const above = line === 0 ? 0 : this.bytes[at - LINE_BYTES]!;
        lines[line * (LINE_BYTES + 1) + 1 + column] = this.bytes[at]! - above;
      }
    }
    return lines;
  }

  private set(number: number, type: 1 | 2, second: number, third: number): void {
    const at = number * LINE_BYTES;
    this.bytes[at] = type;
    this.bytes.writeUInt32BE(second, at + 1);
    this.bytes.writeUInt16BE(third, at + 5);
  }
}
