import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
import { ChunkSpool } from "./chunk-spool.server.ts";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** So many characters make a piece; a piece is whole items. */
const PIECE_CHARACTERS = 512 * 1024;

/**
 * JSON values that wait, in pieces: the texts of some values with commas between them, compressed. A piece in brackets is
 * an array.
 */
export class JsonSpool {
  readonly #chunks = new ChunkSpool();
  #items: string[] = [];
  #characters = 0;
  count = 0;

  /** Takes a value's text; `settle` must follow soon. */
  add(json: string): void {
    this.#items.push(json);
    this.#characters += json.length + 1;
    this.count += 1;
  }

  /** Puts away what is enough for a piece. */
  async settle(): Promise<void> {
    if (this.#characters >= PIECE_CHARACTERS) await this.#flush();
  }

  async #flush(): Promise<void> {
    const piece = Buffer.from(this.#items.join(","));
    [this.#items, this.#characters] = [[], 0];
    await this.#chunks.add(await compress(piece, { level: constants.Z_BEST_SPEED }));
  }

  /** Compressed pieces, in their order. Nothing is added afterwards. */
  async *readPieces(): AsyncGenerator<Uint8Array> {
    if (this.#items.length > 0) await this.#flush();
    yield* this.#chunks.read();
  }

  close(): Promise<void> {
    return this.#chunks.close();
  }
}

/** The text of an array's items, of its compressed pieces. */
export async function* openPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (!isFirst) yield COMMA;
    isFirst = false;
    yield await decompress(piece);
  }
}

const COMMA = Buffer.from(",");

/** The values themselves, a piece at a time. */
export async function* parsePieces<T>(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<T[]> {
  for await (const piece of pieces) yield JSON.parse(`[${(await decompress(piece)).toString()}]`) as T[];
}
