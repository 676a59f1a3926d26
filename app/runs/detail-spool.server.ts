import { createHash } from "node:crypto";
import type { RecordDetail } from "#app/carbon/condense/merged-records.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import type { JsonTemplate } from "#app/encoding/json-template.ts";
import { ChunkSpool } from "#app/files/spool/chunk-spool.server.ts";
import { compressPiece } from "#app/files/spool/json-spool.server.ts";
import { newSalt, RECORDS_PER_PIECE } from "#app/proof/detail/record-detail.ts";
import { rootOfLeafHashes } from "#app/proof/merkle.ts";
import { ByteBuffer } from "#db/byte-buffer.ts";
import type { TextList } from "#db/text-list.ts";

/** Bytes of records that wait; beyond them the pieces of all lines end, full or not. */
const MOST_WAITING = 16 * 1024 * 1024;
/** Bytes of pieces that are compressed and stored together: like texts compress well. */
const PACKET_BYTES = 256 * 1024;
const COMMA = 44;
const NEWLINE = 10;
const LEAF = Uint8Array.of(0);

/** Pieces of the detail of a run that are stored together. */
export interface DetailPacket {
  /** The line of each piece, counted from 0, and how many records it has. */
  lines: number[];
  counts: number[];
  /** Ids of the versions of their records, 16 bytes each, in their order. */
  versions: Uint8Array;
  /** The pieces, each with the end of a line behind it, compressed. */
  content: Uint8Array;
}

/**
 * Gathers the records of a run by their lines, in pieces (defined in `app/proof/detail`). Records of a month arrive
 * together, so that the records of a line mostly wait together. Memory does not grow with them.
 */
export class DetailSpool {
  readonly #idOf: (line: number) => string;
  /** The texts of the records that wait, one behind the other; where each ends, and its line. */
  #texts = new ByteBuffer();
  #versions = new ByteBuffer();
  #ends: number[] = [];
  #lines: number[] = [];
  /** How many pieces each line has so far. */
  readonly #pieces: number[] = [];
  readonly #places: { line: number; leaf: Uint8Array }[] = [];
  readonly #packets: (Pick<DetailPacket, "lines" | "counts"> & { bytes: number })[] = [];
  readonly #chunks = new ChunkSpool();
  #packet = newPacket();
  #writing: Promise<void> = Promise.resolve();
  #records = 0;

  /** @param idOf the id of a line, by its number from 0 */
  constructor(idOf: (line: number) => string) {
    this.#idOf = idOf;
  }

  /** @param version the id of the version of the record that was read */
  add(line: number, version: string | Uint8Array, json: string): void {
    this.#texts.addText(json);
    this.#end(line, version);
  }

  addFilled(line: number, version: string | Uint8Array, template: JsonTemplate, texts: TextList): void {
    template.write(texts, this.#texts);
    this.#end(line, version);
  }

  #end(line: number, version: string | Uint8Array): void {
    this.#ends.push(this.#texts.length);
    this.#lines.push(line);
    this.#versions.addBytes(typeof version === "string" ? bytesOfUuid(version) : version);
    this.#records += 1;
  }

  /** Makes pieces of what waits, where it is enough. */
  async settle(): Promise<void> {
    if (this.#texts.length >= MOST_WAITING) await this.#closeAll();
  }

  /** Nothing is added afterwards. Null where there were no records. */
  async end(): Promise<RecordDetail | null> {
    await this.#closeAll();
    await this.#flush();
    await this.#writing;
    this.#chunks.end();
    [this.#texts, this.#versions] = [new ByteBuffer(0), new ByteBuffer(0)];
    if (this.#records === 0) return null;
    // The sort keeps the order of the pieces of a line.
    const ordered = this.#places.toSorted((a, b) => a.line - b.line);
    const root = encodeHex(await rootOfLeafHashes(ordered.map(({ leaf }) => leaf)));
    return { records: String(this.#records), pieces: String(ordered.length), root };
  }

  async #closeAll(): Promise<void> {
    const recordsOf = new Map<number, number[]>();
    for (const [record, line] of this.#lines.entries()) {
      const some = recordsOf.get(line);
      if (some) some.push(record);
      else recordsOf.set(line, [record]);
    }
    for (const line of [...recordsOf.keys()].sort((a, b) => a - b)) {
      const records = recordsOf.get(line)!;
      for (let at = 0; at < records.length; at += RECORDS_PER_PIECE) {
        this.#addPiece(line, records.slice(at, at + RECORDS_PER_PIECE));
        if (this.#packet.texts.length >= PACKET_BYTES) await this.#flush();
      }
    }
    this.#texts.clear();
    this.#versions.clear();
    [this.#ends, this.#lines] = [[], []];
  }

  /** As `printPiece`: the names of a piece are in the order of their letters. */
  #addPiece(line: number, records: readonly number[]): void {
    const { texts, versions, lines, counts } = this.#packet;
    const start = texts.length;
    const number = (this.#pieces[line] ?? 0) + 1;
    this.#pieces[line] = number;
    texts.addText(`{"line":${canonicalJson(this.#idOf(line))},"piece":"${number}","records":[`);
    for (const [at, record] of records.entries()) {
      if (at > 0) texts.addByte(COMMA);
      texts.addPart(this.#texts.bytes, record === 0 ? 0 : this.#ends[record - 1]!, this.#ends[record]!);
      versions.addPart(this.#versions.bytes, record * UUID_BYTES, (record + 1) * UUID_BYTES);
    }
    texts.addText(`],"salt":"${newSalt()}"}`);
    const leaf = createHash("sha256").update(LEAF).update(texts.written.subarray(start)).digest();
    texts.addByte(NEWLINE);
    lines.push(line);
    counts.push(records.length);
    this.#places.push({ line, leaf });
  }

  /** Sends a packet on its way: it is compressed while the next one is filled. */
  async #flush(): Promise<void> {
    await this.#writing;
    const { texts, versions, lines, counts } = this.#packet;
    if (lines.length === 0) return;
    this.#packet = newPacket();
    this.#packets.push({ lines, counts, bytes: versions.length });
    this.#writing = compressPiece(texts.written).then((content) =>
      this.#chunks.add(Buffer.concat([versions.written, content])),
    );
    // Told to the one that awaits it, which may be a while after it failed.
    this.#writing.catch(() => {});
  }

  /** In the order in which they were made, which is that of the lines but where the pieces of a line end early. */
  async *readPackets(): AsyncGenerator<DetailPacket> {
    let at = 0;
    for await (const chunk of this.#chunks.read()) {
      const { bytes, ...packet } = this.#packets[at]!;
      at += 1;
      yield { ...packet, versions: chunk.subarray(0, bytes), content: chunk.subarray(bytes) };
    }
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.#chunks.close();
  }
}

const UUID_BYTES = 16;

function newPacket() {
  return {
    lines: [] as number[],
    counts: [] as number[],
    texts: new ByteBuffer(PACKET_BYTES * 2),
    versions: new ByteBuffer(0),
  };
}

function bytesOfUuid(text: string): Uint8Array {
  return Buffer.from(text.replaceAll("-", ""), "hex");
}
