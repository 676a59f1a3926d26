import { createHash, type Hash } from "node:crypto";
import type { InventoryDocument, Issue } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { canonicalChunks, type ToldMember } from "#app/encoding/canonical-stream.ts";
import { omit } from "#app/encoding/omit.ts";
import { compressPiece, openPieces, parsePieces } from "#app/files/spool/json-spool.server.ts";
import type { TenantTx } from "#db/doors.ts";
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

/** SHA-256 of a text that is told piece by piece, in hexadecimal digits. The pieces are not read again afterwards. */
export function hashChunks(chunks: AsyncIterable<Uint8Array | string>): Promise<string> {
  return hashOn(createHash("sha256"), chunks);
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

/** A document that is there as a whole, told in the same way: one piece an array. */
export function partsOf(document: InventoryDocument): DocumentParts {
  const results = document.results!;
  const { activities } = document;
  const { disclosures, issues, lines } = results;
  const told = { activities, disclosures, issues, lines };
  const piecesOf = (part: LongPart) =>
    async function* () {
      const items: unknown[] = told[part];
      if (items.length > 0) yield compressPiece(Buffer.from(items.map((item) => canonicalJson(item)).join(",")));
    };
  return {
    head: { ...document, activities: [], results: { ...results, disclosures: [], issues: [], lines: [] } },
    pieces: {
      activities: piecesOf("activities"),
      disclosures: piecesOf("disclosures"),
      issues: piecesOf("issues"),
      lines: piecesOf("lines"),
    },
  };
}

/** The first issues of a document. */
export async function firstIssues({ pieces }: DocumentParts, most: number): Promise<Issue[]> {
  const found: Issue[] = [];
  for await (const some of parsePieces<Issue>(pieces.issues())) {
    found.push(...some.slice(0, most - found.length));
    if (found.length === most) break;
  }
  return found;
}

/** Keeps the pieces of a run's document, one each time it is asked, in the transaction that adds the run, before or after. */
export async function* storePieces(
  tx: TenantTx,
  { tenantId, runId }: { tenantId: string; runId: string },
  pieces: DocumentParts["pieces"],
): AsyncGenerator<void> {
  for (const part of LONG_PARTS) {
    let number = 0;
    for await (const content of pieces[part]()) {
      number += 1;
      await tx
        .insertInto("calculation_piece")
        .values({ tenant_id: tenantId, run_id: runId, part, number, content })
        .execute();
      yield;
    }
  }
}

/** Does work in a transaction of the tenant: the caller's own, or one after the other for what takes long. */
export type Enter = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;

/** How many pieces each part of a stored run has. */
export type PieceCounts = Record<LongPart, number>;

export async function countPieces(tx: TenantTx, runId: string): Promise<PieceCounts> {
  const rows = await tx
    .selectFrom("calculation_piece")
    .select(["part", (select) => select.fn.countAll<number>().as("count")])
    .where("run_id", "=", runId)
    .groupBy("part")
    .execute();
  const countOf = (part: LongPart) => Number(rows.find((row) => row.part === part)?.count ?? 0);
  return {
    activities: countOf("activities"),
    disclosures: countOf("disclosures"),
    issues: countOf("issues"),
    lines: countOf("lines"),
  };
}

/**
 * The parts of a run that was stored in pieces; each piece is read when it is asked for, in a transaction of its own, so that
 * whoever reads slowly holds nothing up. What is stored is frozen: transactions see the same.
 */
export function storedParts(
  enter: Enter,
  { runId, head, counts }: { runId: string; head: InventoryDocument; counts: PieceCounts },
): DocumentParts {
  const piecesOf = (part: LongPart) => () => readPieces(enter, { runId, part, count: counts[part] });
  return {
    head,
    pieces: {
      activities: piecesOf("activities"),
      disclosures: piecesOf("disclosures"),
      issues: piecesOf("issues"),
      lines: piecesOf("lines"),
    },
  };
}

/** @throws Error where a piece is not there any more: a text that ends early would look whole */
async function* readPieces(
  enter: Enter,
  { runId, part, count }: { runId: string; part: LongPart; count: number },
): AsyncGenerator<Uint8Array> {
  for (let number = 1; number <= count; number += 1) {
    const piece = await enter((tx) => readPiece(tx, { runId, part, number }));
    if (!piece) throw new Error(`piece ${number} of the ${part} of run ${runId} is gone`);
    yield piece;
  }
}

/** A compressed piece of a stored run; null where there is none. */
export async function readPiece(
  tx: TenantTx,
  { runId, part, number }: { runId: string; part: LongPart | "view" | "outline" | "judged"; number: number },
): Promise<Uint8Array | null> {
  const row = await tx
    .selectFrom("calculation_piece")
    .select("content")
    .where("run_id", "=", runId)
    .where("part", "=", part)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.content ?? null;
}
