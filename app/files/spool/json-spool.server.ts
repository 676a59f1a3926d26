import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import type { JsonTemplate } from "#app/encoding/json-template.ts";
import { ByteBuffer } from "#db/byte-buffer.ts";
import { giveBack } from "#db/give-back.ts";
import type { TextList } from "#db/text-list.ts";
import { ChunkSpool } from "./chunk-spool.server.ts";

const compress = promisify(zstdCompress);
/** Fast, and smaller than the fastest gzip. Most pieces decompress in one step. */
const QUICK = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 128 * 1024 };
const OPENED = { chunkSize: 1024 * 1024 };

/** Copied to its own size, because the result is in a buffer as large as a step. */
export async function compressPiece(piece: Uint8Array): Promise<Uint8Array> {
  const step = await compress(piece, QUICK);
  const compressed = Buffer.from(step);
  giveBack(step);
  return compressed;
}

const decompress = promisify(zstdDecompress);

/** Size of a piece. A piece contains whole items. */
const PIECE_BYTES = 512 * 1024;
const COMMA = 44;
/** Replaces the buffers of a finished spool. */
const NO_MORE = new ByteBuffer(0);

/**
 * JSON values in compressed pieces. Each piece has the texts of some values separated by commas, so in brackets it is
 * an array. Values are kept as bytes until they form a piece, so that no text stays in memory.
 */
export class JsonSpool {
  readonly #chunks = new ChunkSpool();
  readonly #onPiece: ((piece: Uint8Array) => void) | undefined;
  #buffer = new ByteBuffer();
  /** The piece being written, and the buffer it is read from. */
  #writing: Promise<void> = Promise.resolve();
  #spare = new ByteBuffer();
  count = 0;

  /** @param onPiece receives the text of each piece before it is compressed */
  constructor(onPiece?: (piece: Uint8Array) => void) {
    this.#onPiece = onPiece;
  }

  /** Adds a value's text. Call `settle` soon afterwards. */
  add(json: string): void {
    this.#beginValue();
    this.#buffer.addText(json);
  }

  /** Adds a value as a template filled with texts. */
  addFilled(template: JsonTemplate, texts: TextList): void {
    this.#beginValue();
    template.write(texts, this.#buffer);
  }

  #beginValue(): void {
    if (this.#buffer.length > 0) this.#buffer.addByte(COMMA);
    this.count += 1;
  }

  /** Compresses complete pieces. */
  async settle(): Promise<void> {
    if (this.#buffer.length >= PIECE_BYTES) await this.#flush();
  }

  /** Starts to compress a piece while more values are added. The next piece waits for it. */
  async #flush(): Promise<void> {
    await this.#writing;
    const piece = this.#buffer.written;
    [this.#buffer, this.#spare] = [this.#spare, this.#buffer];
    this.#buffer.clear();
    this.#onPiece?.(piece);
    this.#writing = compressPiece(piece).then((compressed) => this.#chunks.add(compressed));
    // Reported to the next caller that awaits it, possibly later.
    this.#writing.catch(() => {});
  }

  /** Compresses the rest. Nothing can be added afterwards. */
  async end(): Promise<void> {
    if (this.#buffer.length > 0) await this.#flush();
    await this.#writing;
    this.#chunks.end();
    [this.#buffer, this.#spare] = [NO_MORE, NO_MORE];
  }

  /** Some values will be missing, so readers get the error. */
  fail(error: unknown): void {
    this.#chunks.fail(error);
  }

  /** Compressed pieces in order, each valid until the next is requested. Waits for pieces that are still to come. */
  readPieces(): AsyncGenerator<Uint8Array> {
    return this.#chunks.lend();
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.#chunks.close();
  }
}

/** The text of an array's items from its compressed pieces. */
export async function* openPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (!isFirst) yield BETWEEN;
    isFirst = false;
    yield await decompress(piece, OPENED);
  }
}

const BETWEEN = Buffer.from(",");

/** The values, one piece at a time. */
export async function* parsePieces<T>(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<T[]> {
  for await (const piece of pieces) yield await parsePiece<T>(piece);
}

export async function parsePiece<T>(piece: Uint8Array): Promise<T[]> {
  const bytes = await decompress(piece, OPENED);
  const text = `[${bytes.toString()}]`;
  giveBack(bytes);
  return JSON.parse(text) as T[];
}
