import { Condenser } from "#app/carbon/condense/condense.ts";
import type { DocumentActivity, Fault, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { canonicalJson, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type DetailPiece, DetailTree, RECORDS_PER_PIECE } from "./record-detail.ts";

/** Why a file is not the detail of a document; `at` is the piece in the file, from 1, and 0 for the whole of it. */
export interface DetailFault {
  code: "no_detail" | "piece_unreadable" | "piece_out_of_order" | "record_invalid" | "line_differs" | "root_differs";
  at: number;
  /** The id of the activity that the piece is of, where that is known. */
  line: string;
  /** The first error of a record, if any. */
  record?: Fault;
}

export type DetailCheck = { ok: true; records: number; pieces: number } | { ok: false; fault: DetailFault };

class Broken extends Error {
  readonly fault: DetailFault;
  constructor(fault: DetailFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/**
 * Holds the records of a file against a condensed document, piece by piece, in memory that does not grow with them: the root
 * over all pieces is the one that the document states, and the records of each line, condensed again, are that line.
 *
 * @param document valid
 * @param pieces lines of the file, without their ends
 */
export async function checkDetail(document: InventoryDocument, pieces: AsyncIterable<string>): Promise<DetailCheck> {
  const { detail } = document;
  if (!detail) return { ok: false, fault: { code: "no_detail", at: 0, line: "" } };
  const reader = new PieceReader(document);
  const tree = new DetailTree();
  try {
    for await (const text of pieces) await tree.add(text, reader.read(text));
    reader.end();
  } catch (error) {
    if (error instanceof Broken) return { ok: false, fault: error.fault };
    throw error;
  }
  const found = await tree.print();
  if (canonicalJson(found) !== canonicalJson({ ...detail })) {
    return { ok: false, fault: { code: "root_differs", at: 0, line: "" } };
  }
  return { ok: true, records: Number(found.records), pieces: Number(found.pieces) };
}

/** Reads pieces in their order and condenses the records of each line again. */
class PieceReader {
  readonly #document: InventoryDocument;
  readonly #lines: readonly DocumentActivity[];
  readonly #context: ReturnType<typeof openContext>;
  readonly #grouped: ReadonlySet<string>;
  /** The piece that is read, from 1. */
  #at = 0;
  /** The line that is read, from 0, and how many pieces of it were. */
  #line = 0;
  #pieces = 0;
  #condenser: Condenser;

  constructor(document: InventoryDocument) {
    this.#document = { ...omit(document, "results", "detail"), activities: [] };
    this.#lines = document.activities;
    this.#context = openContext(document);
    this.#grouped = new Set(document.uncertainty?.groups?.flat());
    this.#condenser = this.#begin();
  }

  #begin(): Condenser {
    return new Condenser(this.#context, this.#grouped);
  }

  /** @returns how many records it has @throws Broken */
  read(text: string): number {
    this.#at += 1;
    const piece = parsePiece(text) ?? this.#fail("piece_unreadable");
    if (this.#pieces > 0 && piece.line !== this.#lines[this.#line]?.id) this.#endLine();
    const isNext = piece.line === this.#lines[this.#line]?.id && piece.piece === String(this.#pieces + 1);
    if (!isNext) this.#fail("piece_out_of_order", piece.line);
    this.#pieces += 1;
    this.#checkRecords(piece);
    for (const record of piece.records) {
      if (this.#condenser.add(record) > 0) this.#fail("line_differs", piece.line);
    }
    return piece.records.length;
  }

  #checkRecords({ records, line }: DetailPiece): void {
    const document = { ...omit(this.#document, "uncertainty"), activities: records };
    const valid = validateDocument(document);
    if (!valid.ok) this.#fail("record_invalid", line, valid.faults[0]);
  }

  #endLine(): void {
    const line = this.#lines[this.#line]!;
    const [found] = this.#condenser.lines();
    if (!found || canonicalJson(bare(found)) !== canonicalJson(bare(line))) this.#fail("line_differs", line.id);
    this.#line += 1;
    this.#pieces = 0;
    this.#condenser = this.#begin();
  }

  /** @throws Broken where lines are left */
  end(): void {
    if (this.#pieces > 0) this.#endLine();
    if (this.#line < this.#lines.length) this.#fail("piece_out_of_order", this.#lines[this.#line]!.id);
  }

  #fail(code: DetailFault["code"], line = "", record?: Fault): never {
    throw new Broken({ code, at: this.#at, line, ...(record ? { record } : {}) });
  }
}

/** What a correction corrects is named by line in the document and by record in the detail. */
function bare(activity: DocumentActivity): DocumentActivity {
  return activity.entry ? { ...activity, entry: omit(activity.entry, "corrects") } : activity;
}

function parsePiece(text: string): DetailPiece | null {
  try {
    const { line, piece, records, salt, ...more } = parseCanonicalJson(text) as unknown as DetailPiece;
    const isPiece = typeof line === "string" && typeof piece === "string" && /^[0-9a-f]{64}$/.test(salt);
    const isFilled = Array.isArray(records) && records.length > 0 && records.length <= RECORDS_PER_PIECE;
    return isPiece && isFilled && Object.keys(more).length === 0 ? { line, piece, records, salt } : null;
  } catch (error) {
    if (error instanceof TransparencyError || error instanceof TypeError) return null;
    throw error;
  }
}
