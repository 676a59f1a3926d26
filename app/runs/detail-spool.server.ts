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

/** Bytes that may wait; beyond them pieces end before they are full. */
const MOST_WAITING = 16 * 1024 * 1024;
const COMMA = 44;

/** A piece of the detail of a run, compressed, with its place: lines count from 0, pieces of a line from 1. */
export interface StoredPiece {
  line: number;
  /** The id of its first record. */
  id: string;
  piece: number;
  content: Uint8Array;
}

interface OpenLine {
  id: string;
  records: ByteBuffer;
  count: number;
  pieces: number;
}

/**
 * Gathers the records of a run by their lines, and puts each piece away, compressed, as it is full (`app/proof/detail` says what
 * a piece is). Records of a month come together, so that few wait.
 */
export class DetailSpool {
  readonly #lines = new Map<number, OpenLine>();
  /** Places and hashes of the pieces, as they were put away. */
  readonly #places: { line: number; id: string; piece: number; leaf: Uint8Array }[] = [];
  readonly #chunks = new ChunkSpool();
  readonly #full: { line: number; id: string; piece: number; text: Buffer }[] = [];
  #waiting = 0;
  #records = 0;

  add(line: number, id: string, json: string): void {
    this.#open(line, id).records.addText(json);
    this.#closeFull(line);
  }

  addFilled(line: number, id: string, template: JsonTemplate, texts: TextList): void {
    template.write(texts, this.#open(line, id).records);
    this.#closeFull(line);
  }

  #open(line: number, id: string): OpenLine {
    let open = this.#lines.get(line);
    if (!open) {
      open = { id, records: new ByteBuffer(0), count: 0, pieces: 0 };
      this.#lines.set(line, open);
    }
    this.#waiting -= open.records.length;
    if (open.count > 0) open.records.addByte(COMMA);
    open.count += 1;
    this.#records += 1;
    return open;
  }

  #closeFull(line: number): void {
    const open = this.#lines.get(line)!;
    this.#waiting += open.records.length;
    if (open.count === RECORDS_PER_PIECE) this.#close(line, open);
    if (this.#waiting > MOST_WAITING) this.#closeAll();
  }

  #closeAll(): void {
    for (const [line, open] of this.#lines) if (open.count > 0) this.#close(line, open);
  }

  /** As `printPiece`: the names of a piece are in the order of their letters. */
  #close(line: number, open: OpenLine): void {
    open.pieces += 1;
    const text = Buffer.concat([
      Buffer.from(`{"line":${canonicalJson(open.id)},"piece":"${open.pieces}","records":[`),
      open.records.written,
      Buffer.from(`],"salt":"${newSalt()}"}`),
    ]);
    this.#waiting -= open.records.length;
    // Lines of earlier months stay: an empty buffer costs them nothing.
    open.records = new ByteBuffer(0);
    open.count = 0;
    this.#full.push({ line, id: open.id, piece: open.pieces, text });
  }

  /** Puts away what is full. */
  async settle(): Promise<void> {
    for (const { line, id, piece, text } of this.#full.splice(0)) {
      const leaf = createHash("sha256").update(LEAF).update(text).digest();
      const content = await compressPiece(text);
      // Whoever reads ahead finds it with its place.
      this.#places.push({ line, id, piece, leaf });
      await this.#chunks.add(content);
    }
  }

  /** Nothing is added afterwards. */
  async end(): Promise<RecordDetail> {
    this.#closeAll();
    await this.settle();
    this.#chunks.end();
    this.#lines.clear();
    const ordered = this.#places.toSorted((a, b) => a.line - b.line || a.piece - b.piece);
    const root = encodeHex(await rootOfLeafHashes(ordered.map(({ leaf }) => leaf)));
    return { records: String(this.#records), pieces: String(ordered.length), root };
  }

  /** In the order in which they were put away; those that are still to come are waited for. */
  async *readPieces(): AsyncGenerator<StoredPiece> {
    let at = 0;
    for await (const content of this.#chunks.read()) {
      const { line, id, piece } = this.#places[at]!;
      at += 1;
      yield { line, id, piece, content };
    }
  }

  fail(error: unknown): void {
    this.#chunks.fail(error);
  }

  async close(): Promise<void> {
    await this.#chunks.close();
  }
}

const LEAF = Uint8Array.of(0);
