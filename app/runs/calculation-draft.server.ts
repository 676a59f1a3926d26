import { ActivityCalculator } from "#app/carbon/compiled/run-compiled.ts";
import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import type {
  Disclosure,
  Fault,
  InventoryDocument,
  Results,
  ResultTotals,
} from "#app/carbon/document/inventory-document.ts";
import { validateActivity } from "#app/carbon/document/validate-activity.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { type CalculationContext, openContext } from "#app/carbon/line/calculation-context.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { sumLines } from "#app/carbon/total/inventory.ts";
import { PeriodBook } from "#app/carbon/total/record-periods.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { ChunkSpool } from "#app/files/spool/chunk-spool.server.ts";
import { JsonSpool } from "#app/files/spool/json-spool.server.ts";
import { printUuid } from "#db/copy-decoder.ts";
import { TextList } from "#db/text-list.ts";
import type { CalculatedRecord, RecordWithFiles } from "./calculated-record.server.ts";
import {
  type DocumentParts,
  FirstMemberHash,
  inputChunks,
  joinDocument,
  resultChunks,
  withoutPieces,
} from "./calculation-document.server.ts";
import { columnsOf, LineEncoder, textsOf } from "./calculation-line.server.ts";
import { CondensedText, type RunText } from "./condensed-text.server.ts";
import type { StoredPiece } from "./detail-spool.server.ts";
import type { InputsCollector } from "./inventory-document.server.ts";
import { type KeptJudged, keepJudged, PlaceBook } from "./judged-run.server.ts";
import { JudgedBook } from "./judged-run-shape.ts";
import type { CollectedSelection } from "./record-factors.server.ts";
import {
  type KindTemplates,
  putTexts,
  type Recognized,
  type RecordForm,
  RecordForms,
  templatesOf,
} from "./record-form.server.ts";
import type { InputsMark } from "./run-inputs.server.ts";
import { OutlineBook, type RunOutline } from "./run-outline.ts";

/** A run that was calculated and is to be stored. */
export interface FinishedRun extends Omit<RunText, "document"> {
  /** The document, without its long arrays where they are in the text alone. */
  head: InventoryDocument;
  recordCount: number;
  lineCount: number;
  issueCount: number;
  /** Records by activity id: of all while they are few, else of the first issues. */
  recordIds: Record<string, string>;
  selections: Iterable<CollectedSelection>;
  /** Editions of the library that it could choose from. */
  library: readonly string[];
  /** How far its inputs were written when it began to read them. */
  mark: InputsMark;
  /** Null where it has issues. */
  outline: RunOutline | null;
  /** What a report's checklist asks of it; null where it has issues. */
  judged: KeptJudged | null;
  /** Lines of one kind as one, to be summed by source. */
  linesOfYear: readonly ExactLine[];
  /** To be summed by month and scope. */
  linesOfMonths: readonly ExactLine[];
  /** The source of an activity of those. */
  sourceOf: (activity: string) => string;
}

/** So many issues are shown with the record that they are of, where records are many. */
const NAMED_ISSUES = 200;

/** After so many records, what came of them is put away where it is enough. */
const SETTLED_RECORDS = 1000;

/**
 * A run in the making. Records are taken as they are read: each becomes an activity, is checked, calculated, and its texts
 * are put away, so that what stays in memory grows with kinds of activities and not with records.
 */
export class CalculationDraft {
  readonly #collector: InputsCollector;
  readonly #calculator: ActivityCalculator;
  readonly #context: CalculationContext;
  /** Null where the document has each record by itself. */
  readonly #condensed: CondensedText | null;
  readonly #kinds = new Map<string, string>();
  readonly #forms: RecordForms;
  readonly #reader = new DocumentReader();
  readonly #periods = new PeriodBook();
  readonly #inputs = new FirstMemberHash("activities");
  readonly #results = new FirstMemberHash("disclosures");
  readonly #spools = {
    activities: new JsonSpool((piece) => this.#inputs.add(piece)),
    disclosures: new JsonSpool((piece) => this.#results.add(piece)),
    selectionIssues: new JsonSpool(),
    issues: new JsonSpool(),
    lines: new JsonSpool(),
    encoded: new ChunkSpool(),
  };
  readonly #lines = new LineEncoder();
  /** Of the record that is written. */
  readonly #texts = new TextList();
  readonly #outline = new OutlineBook();
  readonly #judged: JudgedBook;
  /** Of all, while they are few. */
  #recordIds: Record<string, string> = {};
  readonly #issueRecordIds: Record<string, string> = {};
  #recordCount = 0;
  /** Records that became activities, one by one; and lines that are stored. */
  #activityCount = 0;
  #lineCount = 0;
  #settledCount = 0;

  /** @param isCondensed whether records are many: those of one kind are then one line of the document */
  constructor(collector: InputsCollector, isCondensed: boolean) {
    this.#collector = collector;
    this.#judged = new JudgedBook(collector.period);
    this.#context = openContext({ gwp: collector.gwp, factors: collector.factors });
    this.#calculator = new ActivityCalculator(this.#context);
    this.#forms = new RecordForms(collector, this.#calculator);
    this.#condensed = isCondensed ? new CondensedText(this.#context) : null;
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  /** Lines to be copied in (`copyLines`); those that are still to come are waited for, as of pieces. */
  encodedLines(): AsyncIterable<Uint8Array> {
    return this.#spools.encoded.read();
  }

  /** Records in pieces, of a document that is condensed; those that are still to come are waited for. */
  detail(): AsyncGenerator<StoredPiece> | null {
    return this.#condensed?.pieces() ?? null;
  }

  get #pieces(): DocumentParts["pieces"] {
    const { activities, disclosures, selectionIssues, issues, lines } = this.#spools;
    return {
      activities: () => activities.readPieces(),
      disclosures: () => disclosures.readPieces(),
      issues: () => chain(selectionIssues.readPieces(), issues.readPieces()),
      lines: () => lines.readPieces(),
    };
  }

  /** @throws AppError `invalid` when our own rows made an invalid document, with its faults */
  async add(records: Iterable<RecordWithFiles>): Promise<void> {
    for (const one of records) this.#addOne(one);
    if (this.#reader.faults.length > 0) refuse(this.#reader.faults);
    if (this.#recordCount - this.#settledCount < SETTLED_RECORDS) return;
    this.#settledCount = this.#recordCount;
    const { encoded, ...texts } = this.#spools;
    for (const spool of Object.values(texts)) await spool.settle();
    await this.#condensed?.settle();
    if (this.#lines.isFull) await encoded.add(this.#lines.take());
  }

  #addOne(one: RecordWithFiles): void {
    const { record, files } = one;
    this.#recordCount += 1;
    const known = this.#forms.recognize(record, files);
    const id = known ? this.#addKnown(one, known) : this.#addNew(one);
    if (!this.#condensed) this.#recordIds[id] = printUuid(record.recordId);
  }

  /** A record like one before it: nothing is looked at but what differs. */
  #addKnown({ record, files }: RecordWithFiles, { form, kind: cell, quantity }: Recognized): string {
    const id = this.#collector.repeat(form.reason);
    this.#outline.addLike(form.sample, { id, period: record.period });
    this.#judged.add(form.sample, { id, period: record.period });
    const texts = this.#texts;
    const evidence = putTexts(texts, id, record, files);
    const kind = this.#calculator.addTo(cell, quantity, id);
    const templates = templatesOf(kind);
    templates.listProducts(texts, quantity);
    if (this.#condensed) this.#condensed.addKnown({ form, cell }, { id, record, evidence }, texts);
    else this.#writeKnown(form, record, templates);
    this.#lineCount += 1;
    this.#lines.add(this.#recordCount, record, form.columns, { texts, at: templates.columns });
    return id;
  }

  /** As its texts stand. */
  #writeKnown(form: RecordForm, record: CalculatedRecord, templates: KindTemplates): void {
    const texts = this.#texts;
    if (form.source !== null) this.#periods.addTo(form.source, record.period, this.#recordCount);
    this.#spools.activities.addFilled(form.activity, texts);
    for (const template of templates.disclosures) this.#spools.disclosures.addFilled(template, texts);
    this.#spools.lines.addFilled(templates.line, texts);
  }

  #addNew(one: RecordWithFiles): string {
    const { record } = one;
    const collected = this.#collector.collect(record, one.files);
    const { id, activity, issue } = collected;
    if (issue) {
      if (this.#condensed) this.#condensed.addSelectionIssue(issue);
      else this.#spools.selectionIssues.add(canonicalJson(issue));
      this.#nameIssue(id, record);
    }
    if (!activity) return id;
    const index = this.#activityCount;
    this.#activityCount += 1;
    this.#check(activity, index);
    this.#outline.add(activity, { id, period: record.period, sourceId: record.sourceId });
    this.#judged.add(activity, { id, period: record.period });
    const { line, issues, disclosures } = this.#calculator.calculate(activity, index);
    if (issues.length > 0) this.#nameIssue(id, record);
    if (this.#condensed) this.#condensed.add(activity);
    else {
      this.#periods.add(activity, record.period, this.#recordCount);
      this.#spools.activities.add(canonicalJson(activity));
      for (const one of issues) this.#spools.issues.add(canonicalJson(one));
      for (const one of disclosures) this.#disclose(one);
    }
    if (!line) return id;
    if (!this.#condensed) this.#spools.lines.add(canonicalJson(line));
    const keys = { sourceId: record.sourceId, facilityId: this.#collector.facilityOf(record) };
    this.#lineCount += 1;
    this.#lines.add(this.#recordCount, record, columnsOf(activity, keys), textsOf(line));
    this.#forms.remember(one, { ...collected, activity, source: this.#periods.open(activity) });
    return id;
  }

  #disclose(one: Disclosure): void {
    this.#spools.disclosures.add(canonicalJson(one));
  }

  #nameIssue(id: string, record: CalculatedRecord): void {
    if (Object.keys(this.#issueRecordIds).length < NAMED_ISSUES) this.#issueRecordIds[id] = printUuid(record.recordId);
  }

  /** What `validateDocument` checks of an activity; our own ids are never the same. */
  #check(activity: unknown, index: number): void {
    const { factors } = this.#collector;
    if (this.#kinds.size !== factors.size) {
      for (const [reference, { kind }] of factors) this.#kinds.set(reference, kind);
    }
    const surroundings = { period: this.#collector.period, kinds: this.#kinds };
    validateActivity(this.#reader, activity, { pointer: `/activities/${index}`, surroundings });
  }

  /** @throws AppError `invalid`; `conflict` as of `CondensedText` */
  async finish(): Promise<FinishedRun> {
    const { encoded } = this.#spools;
    if (this.#lines.length > 0) await encoded.add(this.#lines.take());
    encoded.end();
    const head: InventoryDocument = { ...this.#collector.head(), activities: [] };
    const valid = validateDocument(head);
    if (!valid.ok) refuse(valid.faults);
    const { document, issueCount, ...text } = this.#condensed
      ? countIssues(await this.#condensed.finish(head))
      : await this.#finishWhole(head);
    this.#forms.clear();
    const totals = document.results!.totals;
    const linesOfYear = this.#calculator.linesOfYear();
    const sources = new Map(linesOfYear.map(({ activity }) => [activity.id, activity.emissionSource!]));
    return {
      ...text,
      head: document,
      recordCount: this.#recordCount,
      lineCount: this.#lineCount,
      issueCount,
      recordIds: this.#condensed ? this.#issueRecordIds : this.#recordIds,
      selections: this.#collector.selections(),
      library: this.#collector.library,
      mark: this.#collector.mark,
      outline: totals ? this.#outline.print(head) : null,
      judged: totals ? this.#keepJudged(head, totals, linesOfYear) : null,
      linesOfYear,
      linesOfMonths: this.#calculator.linesOfMonths(),
      sourceOf: (activity) => this.#collector.sourceIdOf(sources.get(activity)!),
    };
  }

  /** The document with each record by itself. */
  async #finishWhole(head: InventoryDocument): Promise<RunText & { issueCount: number }> {
    const { encoded, disclosures, ...texts } = this.#spools;
    for (const spool of Object.values(texts)) await spool.end();
    for (const one of this.#periods.disclose(head.period, (number) => `a${number}`)) {
      this.#disclose(one);
      await disclosures.settle();
    }
    await disclosures.end();
    const issueCount = texts.selectionIssues.count + texts.issues.count;
    const summed = () => ({ lines: this.#calculator.linesOfYear(), exceeding: this.#calculator.exceeding });
    const results: Results = {
      engine: ENGINE_VERSION,
      rounding: "none",
      lines: [],
      disclosures: [],
      issues: [],
      ...(issueCount === 0 ? { totals: sumLines(summed(), head) } : {}),
    };
    const document = { ...head, results };
    const parts: DocumentParts = { head: document, pieces: this.#pieces };
    return {
      document,
      text: await joinDocument(parts),
      inputsHash: await this.#inputs.digest(inputChunks(withoutPieces(parts, "activities"))),
      resultHash: await this.#results.digest(resultChunks(withoutPieces(parts, "disclosures"))),
      issueCount,
    };
  }

  #keepJudged(head: InventoryDocument, totals: ResultTotals, lines: readonly ExactLine[]): KeptJudged {
    const places = new PlaceBook();
    for (const { activity } of lines) {
      places.add(activity, {
        sourceId: this.#collector.sourceIdOf(activity.emissionSource!),
        facilityId: this.#collector.facilityIdOf(activity.facility),
      });
    }
    return keepJudged(this.#judged.print(head, lines), totals, places);
  }

  /** Ends whoever reads what is still to come: it will not. */
  fail(error: unknown): void {
    for (const spool of Object.values(this.#spools)) spool.fail(error);
    this.#condensed?.fail(error);
  }

  async close(): Promise<void> {
    for (const spool of Object.values(this.#spools)) await spool.close();
    await this.#condensed?.close();
  }
}

function countIssues(text: RunText): RunText & { issueCount: number } {
  return { ...text, issueCount: text.document.results!.issues.length };
}

function refuse(faults: readonly Fault[]): never {
  throw new AppError("invalid", { details: { faults } });
}

async function* chain<T>(...parts: AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const part of parts) yield* part;
}
