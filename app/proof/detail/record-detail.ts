import type { RecordDetail } from "#app/carbon/condense/merged-records.ts";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { appendLeafHash, EMPTY_EDGE, hashLeaf, rootOfEdge } from "#app/proof/merkle.ts";

/*
 * The records behind a condensed inventory document, as a file of pieces. A piece is one line of text: the canonical
 * form (RFC 8785) of { line, piece, records, salt }, records of one line of the document in their order. Pieces are
 * in the order of the document's lines, and are numbered from 1 within a line.
 *
 * The bytes of a piece, without the end of its line, are a leaf of a Merkle tree (RFC 9162, section 2.1.1); the
 * document states the root. The salt, 32 random bytes, keeps a reader of the document from guessing the contents of a
 * piece: of two records whose sum is known, one number would give both. So a piece can be given away with its path,
 * and reveals nothing of others.
 */

/** Records that a piece may have; more begin the next. */
export const RECORDS_PER_PIECE = 1_000;

export interface DetailPiece {
  /** The id of the activity in the condensed document. */
  line: string;
  piece: string;
  records: DocumentActivity[];
  /** 64 hexadecimal digits. */
  salt: string;
}

/** The pieces of one line. */
export function* piecesOf(line: string, records: readonly DocumentActivity[]): Generator<Omit<DetailPiece, "salt">> {
  for (let at = 0; at < records.length; at += RECORDS_PER_PIECE) {
    const piece = String(at / RECORDS_PER_PIECE + 1);
    yield { line, piece, records: records.slice(at, at + RECORDS_PER_PIECE) };
  }
}

export function newSalt(): string {
  return encodeHex(crypto.getRandomValues(new Uint8Array(32)));
}

export function printPiece(piece: DetailPiece): string {
  return canonicalJson(piece);
}

/** The tree over pieces, one after the other, in memory of a few hashes. */
export class DetailTree {
  #edge = EMPTY_EDGE;
  #records = 0;

  /** @param text of the piece, as it is hashed */
  async add(text: string, records: number): Promise<void> {
    this.#edge = await appendLeafHash(this.#edge, await hashLeaf(encodeUtf8(text)));
    this.#records += records;
  }

  async print(): Promise<RecordDetail> {
    const root = encodeHex(await rootOfEdge(this.#edge));
    return { records: String(this.#records), pieces: String(this.#edge.size), root };
  }
}
