import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import type { JsonTemplate } from "#app/encoding/json-template.ts";
import { ByteBuffer } from "#db/byte-buffer.ts";
import { giveBack } from "#db/give-back.ts";
import type { TextList } from "#db/text-list.ts";
import { ChunkSpool } from "./chunk-spool.server.ts";

const compress = promisify(zstdCompress);
/** Quick, and smaller than the quickest gzip. Most pieces come out in one step. */
const QUICK = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 128 * 1024 };
const OPENED = { chunkSize: 1024 * 1024 };

/** A copy of its own size: what comes out lies in a buffer as large as a step. */
export async function compressPiece(piece: Uint8Array): Promise<Uint8Array> {
  const step = await compress(piece, QUICK);
  const compressed = Buffer.from(step);
  giveBack(step);
  return compressed;
}

const decompress = promisify(zstdDecompress);

/** So many bytes make a piece; a piece is whole items. */
const PIECE_BYTES = 512 * 1024;
const COMMA = 44;
/** In place of the buffers of a spool that has ended. */
const NO_MORE = new ByteBuffer(0);

/**
 * JSON values that wait, in pieces: the texts of some values with commas between them, compressed. A piece in brackets is
 * an array. What waits to become a piece is kept as bytes, so that no text outlives the moment it was added.
 */
export class JsonSpool {
  readonly #chunks = new ChunkSpool();
  readonly #onPiece: ((piece: Uint8Array) => void) | undefined;
  #buffer = new ByteBuffer();
  /** A piece on its way, and the buffer that it is read from. */
  #writing: Promise<void> = Promise.resolve();
  #spare = new ByteBuffer();
  count = 0;

  /** @param onPiece is told the text of each piece, before it is put away */
  constructor(onPiece?: (piece: Uint8Array) => void) {
    this.#onPiece = onPiece;
  }

  /** Takes a value's text; `settle` must follow soon. */
  add(json: string): void {
    this.#beginValue();
    this.#buffer.addText(json);
  }

  /** Takes a value as its template with texts in its places. */
  addFilled(template: JsonTemplate, texts: TextList): void {
    this.#beginValue();
    template.write(texts, this.#buffer);
  }

  #beginValue(): void {
    if (this.#buffer.length > 0) this.#buffer.addByte(COMMA);
    this.count += 1;
  }

  /** Puts away what is enough for a piece. */
  async settle(): Promise<void> {
    if (this.#buffer.length >= PIECE_BYTES) await this.#flush();
  }

  /** Sends a piece on its way: it is compressed while the next ones come, and waited for by the one after it. */
  async #flush(): Promise<void> {
    await this.#writing;
    const piece = this.#buffer.written;
    [this.#buffer, this.#spare] = [this.#spare, this.#buffer];
    this.#buffer.clear();
    this.#onPiece?.(piece);
    this.#writing = compressPiece(piece).then((compressed) => this.#chunks.add(compressed));
    // Told to whoever awaits it, which may be a while after it failed.
    this.#writing.catch(() => {});
  }

  /** Puts away what is left. Nothing is added afterwards. */
  async end(): Promise<void> {
    if (this.#buffer.length > 0) await this.#flush();
    await this.#writing;
    this.#chunks.end();
    [this.#buffer, this.#spare] = [NO_MORE, NO_MORE];
  }

  /** Not all values will be there: whoever reads gets the error. */
  fail(error: unknown): void {
    this.#chunks.fail(error);
  }

  /** Compressed pieces, in their order, each until the next is asked for; those that are still to come are waited for. */
  readPieces(): AsyncGenerator<Uint8Array> {
    return this.#chunks.lend();
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.#chunks.close();
  }
}

/** The text of an array's items, of its compressed pieces. */
export async function* openPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (!isFirst) yield BETWEEN;
    isFirst = false;
    yield await decompress(piece, OPENED);
  }
}

const BETWEEN = Buffer.from(",");

/** The values themselves, a piece at a time. */
export async function* parsePieces<T>(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<T[]> {
  for await (const piece of pieces) yield await parsePiece<T>(piece);
}

/** The values of one piece. */
export async function parsePiece<T>(piece: Uint8Array): Promise<T[]> {
  const bytes = await decompress(piece, OPENED);
  const text = `[${bytes.toString()}]`;
  giveBack(bytes);
  return JSON.parse(text) as T[];
}
