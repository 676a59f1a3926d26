import { createHash, type Hash } from "node:crypto";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalChunks, type ToldMember } from "#app/encoding/canonical-stream.ts";
import { omit } from "#app/encoding/omit.ts";
import { openPieces } from "#app/files/spool/json-spool.server.ts";
import { giveBack } from "#db/give-back.ts";

/** The arrays of a document that grow with its records. */
export const LONG_PARTS = ["activities", "disclosures", "issues", "lines"] as const;
export type LongPart = (typeof LONG_PARTS)[number];

/** A document whose long arrays are told in compressed pieces (`JsonSpool`); in `head` they are empty. */
export interface DocumentParts {
  head: InventoryDocument;
  pieces: Record<LongPart, () => AsyncIterable<Uint8Array>>;
}

type Chunks = AsyncGenerator<Uint8Array | string>;

/** The canonical text of the whole document, piece by piece. */
export function documentChunks(parts: DocumentParts): Chunks {
  const results = { kind: "object", chunks: resultChunks(parts) } as const;
  return canonicalChunks(parts.head as unknown as Record<string, unknown>, {
    activities: told(parts, "activities"),
    results,
  });
}

/** Of its inputs alone. */
export function inputChunks(parts: DocumentParts): Chunks {
  const inputs = omit(parts.head, "results");
  return canonicalChunks(inputs as unknown as Record<string, unknown>, { activities: told(parts, "activities") });
}

/**
 * The hash of a text that is told in chunks (`inputChunks`, `resultChunks`), of which the first member is an array whose
 * items are hashed as they come, and the rest at the end.
 */
export class FirstMemberHash {
  readonly #before: string;
  readonly #hash = createHash("sha256");
  #isFirst = true;

  constructor(name: LongPart) {
    this.#before = `{"${name}":[`;
    this.#hash.update(this.#before);
  }

  /** @param piece texts of some items, with commas between them */
  add(piece: Uint8Array): void {
    if (!this.#isFirst) this.#hash.update(",");
    this.#isFirst = false;
    this.#hash.update(piece);
  }

  /** @param chunks of the text as if that array were empty @returns hexadecimal digits */
  async digest(chunks: AsyncIterable<Uint8Array | string>): Promise<string> {
    const rest = chunks[Symbol.asyncIterator]();
    const { value } = await rest.next();
    if (value !== this.#before) throw new Error(`the text no longer begins with ${this.#before}`);
    return hashOn(this.#hash, { [Symbol.asyncIterator]: () => rest });
  }
}

/** The same parts, of which some have nothing to tell. */
export function withoutPieces(parts: DocumentParts, name: LongPart): DocumentParts {
  return { ...parts, pieces: { ...parts.pieces, [name]: async function* () {} } };
}

/** Of its results alone. */
export function resultChunks(parts: DocumentParts): Chunks {
  const { disclosures, issues, lines } = {
    disclosures: told(parts, "disclosures"),
    issues: told(parts, "issues"),
    lines: told(parts, "lines"),
  };
  return canonicalChunks(parts.head.results as unknown as Record<string, unknown>, { disclosures, issues, lines });
}

function told({ pieces }: DocumentParts, part: LongPart): ToldMember {
  return { kind: "array", chunks: openPieces(pieces[part]()) };
}

async function hashOn(hash: Hash, chunks: AsyncIterable<Uint8Array | string>): Promise<string> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    if (typeof chunk !== "string") giveBack(chunk);
  }
  return hash.digest("hex");
}

/** The whole text of a document that is short enough. */
export async function joinDocument(parts: DocumentParts): Promise<string> {
  const texts: Buffer[] = [];
  for await (const chunk of documentChunks(parts)) texts.push(Buffer.from(chunk));
  return Buffer.concat(texts).toString();
}
