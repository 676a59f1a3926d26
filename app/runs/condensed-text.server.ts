import { createHash } from "node:crypto";
import { readDigits } from "#app/carbon/compiled/coefficient.ts";
import { runCompiled } from "#app/carbon/compiled/run-compiled.ts";
import { Condenser } from "#app/carbon/condense/condense.ts";
import type { DocumentActivity, InventoryDocument, Issue, Results } from "#app/carbon/document/inventory-document.ts";
import type { CalculationContext } from "#app/carbon/line/calculation-context.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import type { TextList } from "#db/text-list.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";
import { DetailSpool, type StoredPiece } from "./detail-spool.server.ts";
import type { RecordForm } from "./record-form.server.ts";

/** More lines than that no page and no report can hold. */
const MOST_LINES = 50_000;
/** So many records without a factor are told one by one. */
const MOST_SELECTION_ISSUES = 200;

/** The document of a run, as it is kept. */
export interface RunText {
  document: InventoryDocument;
  text: string;
  inputsHash: string;
  resultHash: string;
}

/**
 * The document of a run of many records in the making: each record goes into its line and, as text, into the detail. Memory
 * grows with lines and not with records.
 */
export class CondensedText {
  readonly #condenser: Condenser;
  readonly #detail = new DetailSpool();
  /** The line of a cell of the calculator, as far as one was begun. */
  readonly #lineOf: (number | undefined)[] = [];
  readonly #selectionIssues: Issue[] = [];

  constructor(context: CalculationContext) {
    this.#condenser = new Condenser(context);
  }

  /** A record that was looked at as a whole. */
  add(activity: DocumentActivity): void {
    const line = this.#condenser.add(activity);
    this.#detail.add(line, this.#condenser.idOf(line), canonicalJson(activity));
  }

  /**
   * A record of a known form.
   *
   * @param cell under which the calculator adds it: records of one cell and form are one line
   * @param texts of its activity (`putTexts`)
   */
  addKnown(
    { form, cell }: { form: RecordForm; cell: number },
    { id, record, evidence }: { id: string; record: CalculatedRecord; evidence: string },
    texts: TextList,
  ): void {
    const known = this.#lineOf[cell];
    const { period, quantity } = record;
    let line = known;
    if (line === undefined || !this.#condenser.addTo(line, { period, evidence }, readDigits(quantity))) {
      const words = evidence === "" ? {} : { evidence };
      line = this.#condenser.add({ ...omit(form.sample, "evidence"), id, period, quantity, ...words });
      this.#lineOf[cell] = line;
    }
    this.#detail.addFilled(line, this.#condenser.idOf(line), form.activity, texts);
  }

  addSelectionIssue(issue: Issue): void {
    if (this.#selectionIssues.length < MOST_SELECTION_ISSUES) this.#selectionIssues.push(issue);
  }

  settle(): Promise<void> {
    return this.#detail.settle();
  }

  pieces(): AsyncGenerator<StoredPiece> {
    return this.#detail.readPieces();
  }

  /** @throws AppError `conflict` with the reason `run_too_large` where records have too little in common */
  async finish(head: InventoryDocument): Promise<RunText> {
    const detail = await this.#detail.end();
    if (this.#condenser.count > MOST_LINES) {
      const details = { reason: "run_too_large", records: this.#condenser.count, limit: MOST_LINES };
      throw new AppError("conflict", { details });
    }
    const document = { ...head, activities: this.#condenser.lines(), detail };
    const results = withIssues(runCompiled(document), this.#selectionIssues);
    const whole = { ...document, results };
    return {
      document: whole,
      text: canonicalJson(whole),
      inputsHash: sha256(canonicalJson(document)),
      resultHash: sha256(canonicalJson(results)),
    };
  }

  fail(error: unknown): void {
    this.#detail.fail(error);
  }

  close(): Promise<void> {
    return this.#detail.close();
  }
}

/** What no factor could be chosen for stands first, and leaves no total. */
function withIssues(results: Results, selectionIssues: readonly Issue[]): Results {
  if (selectionIssues.length === 0) return results;
  return { ...omit(results, "totals"), issues: [...selectionIssues, ...results.issues] };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
