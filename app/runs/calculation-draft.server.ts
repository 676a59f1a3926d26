import { createHash } from "node:crypto";
import { calculateMerged } from "#app/carbon/compiled/run-compiled.ts";
import { Condenser } from "#app/carbon/condense/condense.ts";
import { countResults } from "#app/carbon/condense/merged-records.ts";
import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import type {
  DocumentActivity,
  Fault,
  InventoryDocument,
  Issue,
  Results,
} from "#app/carbon/document/inventory-document.ts";
import { validateActivity } from "#app/carbon/document/validate-activity.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { printUuid } from "#db/copy-decoder.ts";
import { TextList } from "#db/text-list.ts";
import type { CalculatedRecord, RecordWithFiles } from "./calculated-record.server.ts";
import { type DetailPacket, DetailSpool } from "./detail-spool.server.ts";
import type { CollectedRecord, InputsCollector, Places } from "./inventory-document.server.ts";
import type { CollectedSelection } from "./record-factors.server.ts";
import { putTexts, type Recognized, RecordForms } from "./record-form.server.ts";
import type { InputsMark } from "./run-inputs.server.ts";

/** More lines than that no page and no report can hold. */
const MOST_LINES = 50_000;
/** How many records without a factor are named one by one. */
const MOST_SELECTION_ISSUES = 200;

/** A run that was calculated and is to be stored. */
export interface FinishedRun {
  document: InventoryDocument & { results: Results };
  /** Its canonical text. */
  text: string;
  inputsHash: string;
  resultHash: string;
  recordCount: number;
  /** Records that have a result. */
  lineCount: number;
  /** The first record of each line, and the record of each issue, by activity id. */
  recordIds: Record<string, string>;
  /** What facilities and sources of the document are. */
  places: Places;
  selections: Iterable<CollectedSelection>;
  /** Editions of the library that it could choose from. */
  library: readonly string[];
  /** How far its inputs were written when it began to read them. */
  mark: InputsMark;
  /** Lines of one kind as one, to be summed by source. */
  linesOfYear: readonly ExactLine[];
  /** To be summed by month and scope. */
  linesOfMonths: readonly ExactLine[];
}

/**
 * A run in the making. Records are taken as they are read: each goes into a line of the document, with those of its source,
 * month, factor, quality and grade, and as text into the detail behind that line. Memory grows with lines and not with records.
 */
export class CalculationDraft {
  readonly #collector: InputsCollector;
  readonly #condenser: Condenser;
  readonly #detail: DetailSpool;
  readonly #forms: RecordForms;
  readonly #kinds = new Map<string, string>();
  readonly #reader = new DocumentReader();
  /** Of the record that is written. */
  readonly #texts = new TextList();
  readonly #selectionIssues: Issue[] = [];
  readonly #recordIds: Record<string, string> = {};
  #recordCount = 0;

  constructor(collector: InputsCollector) {
    this.#collector = collector;
    this.#condenser = new Condenser(openContext({ gwp: collector.gwp, factors: collector.factors }));
    this.#detail = new DetailSpool((line) => this.#condenser.idOf(line));
    this.#forms = new RecordForms(collector);
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  /** @throws AppError `invalid` when our own rows made an invalid document, with its errors */
  async add(records: Iterable<RecordWithFiles>): Promise<void> {
    for (const one of records) this.#addOne(one);
    if (this.#reader.faults.length > 0) refuse(this.#reader.faults);
    await this.#detail.settle();
  }

  #addOne(one: RecordWithFiles): void {
    this.#recordCount += 1;
    const known = this.#forms.recognize(one.record, one.files);
    if (known) this.#addKnown(one, known);
    else this.#addNew(one);
  }

  /** A record like one before it: nothing is looked at but what differs. */
  #addKnown({ record, files }: RecordWithFiles, { form, month, quantity }: Recognized): void {
    const id = this.#collector.nextId();
    const evidence = putTexts(this.#texts, id, record, files);
    let line = form.lines[month];
    if (line === undefined) {
      const { period, quantity } = record;
      const words = evidence ? { evidence } : {};
      const activity = { ...omit(form.sample, "evidence"), id, period, quantity, ...words };
      line = this.#addActivity(activity, record, form);
      if (this.#condenser.isOpen(line)) form.lines[month] = line;
    } else {
      this.#condenser.addLike(line, { period: record.period, evidence }, quantity);
    }
    this.#detail.addFilled(line, record.versionId, form.activity, this.#texts);
  }

  #addNew(one: RecordWithFiles): void {
    const { record } = one;
    const collected = this.#collector.collect(record, one.files);
    const { activity, issue } = collected;
    if (issue) this.#addIssue(issue, collected, record);
    if (!activity) return;
    this.#check(activity);
    const line = this.#addActivity(activity, record, collected);
    this.#detail.add(line, record.versionId, canonicalJson(activity));
    if (this.#condenser.isOpen(line)) this.#forms.remember(one, { ...collected, activity }, line);
  }

  /** @returns the line that it is in */
  #addActivity(
    activity: DocumentActivity,
    record: CalculatedRecord,
    { reason }: Pick<CollectedRecord, "reason">,
  ): number {
    const before = this.#condenser.count;
    const line = this.#condenser.add(activity);
    if (this.#condenser.count > before) {
      this.#collector.note(reason, activity.id);
      this.#recordIds[activity.id] = printUuid(record.recordId);
    }
    return line;
  }

  #addIssue(issue: Issue, { id, reason }: CollectedRecord, record: CalculatedRecord): void {
    if (this.#selectionIssues.length >= MOST_SELECTION_ISSUES) return;
    this.#selectionIssues.push(issue);
    this.#collector.note(reason, id);
    this.#recordIds[id] = printUuid(record.recordId);
  }

  /** What `validateDocument` checks of an activity; our own ids are never the same. */
  #check(activity: unknown): void {
    const { factors } = this.#collector;
    if (this.#kinds.size !== factors.size) {
      for (const [reference, { kind }] of factors) this.#kinds.set(reference, kind);
    }
    const surroundings = { period: this.#collector.period, kinds: this.#kinds };
    validateActivity(this.#reader, activity, { pointer: `/activities/${this.#recordCount - 1}`, surroundings });
  }

  /** @throws AppError `invalid`; `conflict` with the reason `run_too_large` where records have too little in common */
  async finish(): Promise<FinishedRun> {
    const lines = this.#condenser.count;
    if (lines > MOST_LINES) {
      throw new AppError("conflict", { details: { reason: "run_too_large", records: lines, limit: MOST_LINES } });
    }
    this.#forms.clear();
    const head: InventoryDocument = { ...this.#collector.head(), activities: [] };
    const valid = validateDocument(head);
    if (!valid.ok) refuse(valid.faults);
    const detail = await this.#detail.end();
    const inputs = { ...head, activities: this.#condenser.lines(), ...(detail ? { detail } : {}) };
    const calculated = calculateMerged(inputs);
    const results = withIssues(calculated.results, this.#selectionIssues);
    const document = { ...inputs, results };
    const { selections, library, mark, places } = this.#collector.around();
    return {
      document,
      text: canonicalJson(document),
      inputsHash: sha256(canonicalJson(inputs)),
      resultHash: sha256(canonicalJson(results)),
      recordCount: this.#recordCount,
      lineCount: countResults(document),
      recordIds: this.#recordIds,
      places,
      selections,
      library,
      mark,
      linesOfYear: calculated.lines,
      linesOfMonths: calculated.linesOfMonths,
    };
  }

  /** The records behind the lines, once it is finished. */
  detail(): AsyncGenerator<DetailPacket> {
    return this.#detail.readPackets();
  }

  close(): Promise<void> {
    return this.#detail.close();
  }
}

/** Records without a factor come first, and leave no total. */
function withIssues(results: Results, selectionIssues: readonly Issue[]): Results {
  if (selectionIssues.length === 0) return results;
  return { ...omit(results, "totals"), issues: [...selectionIssues, ...results.issues] };
}

function refuse(faults: readonly Fault[]): never {
  throw new AppError("invalid", { details: { faults } });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
