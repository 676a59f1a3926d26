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
import { DisclosureGroups } from "#app/carbon/total/disclosure-groups.ts";
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
  resultChunks,
  withoutPieces,
} from "./calculation-document.server.ts";
import { columnsOf, LineEncoder, textsOf } from "./calculation-line.server.ts";
import type { InputsCollector } from "./inventory-document.server.ts";
import { type KeptJudged, keepJudged, PlaceBook } from "./judged-run.server.ts";
import { JudgedBook } from "./judged-run-shape.ts";
import type { CollectedSelection } from "./record-factors.server.ts";
import { putTexts, type Recognized, RecordForms, templatesOf } from "./record-form.server.ts";
import type { InputsMark } from "./run-inputs.server.ts";
import { OutlineBook, type RunOutline } from "./run-outline.ts";

/** A run that was calculated and is to be stored. */
export interface FinishedRun {
  parts: DocumentParts;
  inputsHash: string;
  resultHash: string;
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
  /** Activities that are too uncertain for approach 1. */
  exceeding: readonly string[];
  /** All disclosures. */
  disclosed: DisclosureGroups;
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
  readonly #mostNamed: number;
  readonly #kinds = new Map<string, string>();
  readonly #forms: RecordForms;
  readonly #reader = new DocumentReader();
  #periods = new PeriodBook();
  readonly #inputs = new FirstMemberHash("activities");
  readonly #results = new FirstMemberHash("disclosures");
  readonly #disclosed = new DisclosureGroups();
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
  #settledCount = 0;

  /** @param mostNamed up to so many records, the run names the record of each activity */
  constructor(collector: InputsCollector, mostNamed: number) {
    this.#collector = collector;
    this.#mostNamed = mostNamed;
    this.#judged = new JudgedBook(collector.period);
    this.#context = openContext({ gwp: collector.gwp, factors: collector.factors });
    this.#calculator = new ActivityCalculator(this.#context);
    this.#forms = new RecordForms(collector, this.#calculator);
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  /** Lines to be copied in (`copyLines`); those that are still to come are waited for, as of pieces. */
  encodedLines(): AsyncIterable<Uint8Array> {
    return this.#spools.encoded.read();
  }

  get pieces(): DocumentParts["pieces"] {
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
    if (this.#lines.isFull) await encoded.add(this.#lines.take());
  }

  #addOne(one: RecordWithFiles): void {
    const { record, files } = one;
    this.#recordCount += 1;
    const known = this.#forms.recognize(record, files);
    const id = known ? this.#addKnown(one, known) : this.#addNew(one);
    if (this.#recordCount <= this.#mostNamed) this.#recordIds[id] = printUuid(record.recordId);
    else if (this.#recordCount === this.#mostNamed + 1) this.#recordIds = {};
  }

  /** A record like one before it: nothing is looked at but what differs. */
  #addKnown({ record, files }: RecordWithFiles, { form, kind: number, quantity }: Recognized): string {
    const id = this.#collector.repeat(form.reason);
    if (form.source !== null) this.#periods.addTo(form.source, record.period, this.#recordCount);
    this.#outline.addLike(form.sample, { id, period: record.period });
    this.#judged.add(form.sample, { id, period: record.period });
    const texts = this.#texts;
    putTexts(texts, id, record, files);
    this.#spools.activities.addFilled(form.activity, texts);
    const kind = this.#calculator.addTo(number, quantity, id);
    const templates = templatesOf(kind);
    for (const template of templates.disclosures) this.#spools.disclosures.addFilled(template, texts);
    for (const one of kind.disclosures) this.#disclosed.addShared(one, id);
    templates.listProducts(texts, quantity);
    this.#spools.lines.addFilled(templates.line, texts);
    this.#lines.add(record, form.columns, texts, templates.columns);
    return id;
  }

  #addNew(one: RecordWithFiles): string {
    const { record } = one;
    const collected = this.#collector.collect(record, one.files);
    const { id, activity, issue } = collected;
    if (issue) {
      this.#spools.selectionIssues.add(canonicalJson(issue));
      this.#nameIssue(id, record);
    }
    if (!activity) return id;
    const index = this.#spools.activities.count;
    this.#check(activity, index);
    this.#periods.add(activity, record.period, this.#recordCount);
    this.#outline.add(activity, { id, period: record.period, sourceId: record.sourceId });
    this.#judged.add(activity, { id, period: record.period });
    this.#spools.activities.add(canonicalJson(activity));
    const { line, issues, disclosures } = this.#calculator.calculate(activity, index);
    for (const one of issues) this.#spools.issues.add(canonicalJson(one));
    if (issues.length > 0) this.#nameIssue(id, record);
    for (const one of disclosures) this.#disclose(one);
    if (!line) return id;
    this.#spools.lines.add(canonicalJson(line));
    const keys = { sourceId: record.sourceId, facilityId: this.#collector.facilityOf(record) };
    const { texts, at } = textsOf(line);
    this.#lines.add(record, columnsOf(activity, keys), texts, at);
    this.#forms.remember(one, { ...collected, activity, source: this.#periods.open(activity) });
    return id;
  }

  #disclose(one: Disclosure): void {
    this.#disclosed.add(one);
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

  /** @throws AppError `invalid` */
  async finish(): Promise<FinishedRun> {
    const { encoded, disclosures, ...texts } = this.#spools;
    if (this.#lines.length > 0) await encoded.add(this.#lines.take());
    encoded.end();
    for (const spool of Object.values(texts)) await spool.end();
    const head: InventoryDocument = { ...this.#collector.head(), activities: [] };
    const valid = validateDocument(head);
    if (!valid.ok) refuse(valid.faults);
    for (const one of this.#periods.disclose(head.period, (number) => `a${number}`)) {
      this.#disclose(one);
      await disclosures.settle();
    }
    await disclosures.end();
    // Of many records they are large, and of no use any more.
    this.#periods = new PeriodBook();
    this.#forms.clear();
    const issueCount = texts.selectionIssues.count + texts.issues.count;
    const linesOfYear = this.#calculator.linesOfYear();
    const sources = new Map(linesOfYear.map(({ activity }) => [activity.id, activity.emissionSource!]));
    const results: Results = {
      engine: ENGINE_VERSION,
      rounding: "none",
      lines: [],
      disclosures: [],
      issues: [],
      ...(issueCount === 0
        ? { totals: sumLines({ lines: linesOfYear, exceeding: this.#calculator.exceeding }, head) }
        : {}),
    };
    const parts: DocumentParts = { head: { ...head, results }, pieces: this.pieces };
    return {
      parts,
      inputsHash: await this.#inputs.digest(inputChunks(withoutPieces(parts, "activities"))),
      resultHash: await this.#results.digest(resultChunks(withoutPieces(parts, "disclosures"))),
      recordCount: this.#recordCount,
      lineCount: texts.lines.count,
      issueCount,
      recordIds: this.#recordCount <= this.#mostNamed ? this.#recordIds : this.#issueRecordIds,
      selections: this.#collector.selections(),
      library: this.#collector.library,
      mark: this.#collector.mark,
      outline: issueCount === 0 ? this.#outline.print(head) : null,
      judged: results.totals ? this.#keepJudged(head, results.totals, linesOfYear) : null,
      linesOfYear,
      linesOfMonths: this.#calculator.linesOfMonths(),
      exceeding: this.#calculator.exceeding,
      disclosed: this.#disclosed,
      sourceOf: (activity) => this.#collector.sourceIdOf(sources.get(activity)!),
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
  }

  async close(): Promise<void> {
    for (const spool of Object.values(this.#spools)) await spool.close();
  }
}

function refuse(faults: readonly Fault[]): never {
  throw new AppError("invalid", { details: { faults } });
}

async function* chain<T>(...parts: AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const part of parts) yield* part;
}
