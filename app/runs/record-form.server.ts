import { coefficientsOf, type Kind, lineOf, monthOf } from "#app/carbon/compiled/kind.ts";
import { Product, type ShortQuantity } from "#app/carbon/compiled/product.ts";
import { QuantityReader } from "#app/carbon/compiled/quantity-reader.ts";
import type { ActivityCalculator } from "#app/carbon/compiled/run-compiled.ts";
import type { DocumentActivity, Period } from "#app/carbon/document/inventory-document.ts";
import { inQuotes, JsonTemplate, openPlace } from "#app/encoding/json-template.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import type { NamedFile } from "#app/records/evidenced-record.server.ts";
import type { TextList } from "#db/text-list.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";
import { columnsOf, type LinePlaces, type SharedColumns } from "./calculation-line.server.ts";
import { evidenceText } from "./document-activity.server.ts";
import type { InputsCollector } from "./inventory-document.server.ts";
import type { Reason } from "./record-factors.server.ts";

type Files = readonly NamedFile[];

/** What activities of one form have in common, which is everything but id, days, quantity and evidence. */
export interface RecordForm {
  /** By which it is told from others of its source: of days that are given the same factors, by number; and texts of the first record. */
  stretch: number;
  unit: string;
  dataQuality: string;
  isEvident: boolean;
  /** By the number of the month, as the calculator numbers what is added (`open`). */
  kinds: (number | undefined)[];
  reason: Reason;
  /** Of the book of days (`PeriodBook`). */
  source: number | null;
  /** Its first activity, for what is the same in all of them. */
  sample: DocumentActivity;
  columns: SharedColumns;
  activity: JsonTemplate;
}

/** A record that is of a known form: everything but its own texts was found out with the first of it. */
export interface Recognized {
  form: RecordForm;
  /** Of the calculator (`addTo`). */
  kind: number;
  /** Of the record that was recognized last. */
  quantity: ShortQuantity;
}

/**
 * Recognizes records that differ from one before in their days, quantity and evidence alone. Most records of a year do:
 * a meter is read each month in the same unit. What each of them becomes was checked and calculated with the first, so
 * that of the others nothing is looked at but what differs. Neither of a form are records with a method, an estimate or
 * a contract, and quantities that are long or not above zero.
 */
export class RecordForms {
  readonly #collector: InputsCollector;
  readonly #calculator: Pick<ActivityCalculator, "open">;
  /** By source; a source has few. */
  readonly #forms = new Map<string, RecordForm[]>();
  /** By what the results know of the days. */
  readonly #months = new Map<string, number>();
  readonly #stretches = new Map<string, number>();
  readonly #quantity = new QuantityReader();
  readonly #namePeriod = rememberingObjects((period: Period) => ({
    month: numberIn(this.#months, monthOf(period)),
    stretch: numberIn(this.#stretches, this.#collector.stretchOf(period)),
  }));

  constructor(collector: InputsCollector, calculator: Pick<ActivityCalculator, "open">) {
    this.#collector = collector;
    this.#calculator = calculator;
  }

  recognize(record: CalculatedRecord, files: Files): Recognized | null {
    if (!this.#canHaveForm(record)) return null;
    const { stretch, month } = this.#namePeriod(record.period);
    const form = this.#find(record, files, stretch);
    if (!form) return null;
    const kind = form.kinds[month] ?? this.#calculator.open({ ...form.sample, period: record.period });
    if (kind === null) return null;
    form.kinds[month] = kind;
    return { form, kind, quantity: this.#quantity };
  }

  /** Takes what became of a record as the form of those that are like it, where no other was before. */
  remember(
    { record, files }: { record: CalculatedRecord; files: Files },
    { activity, reason, source }: Pick<RecordForm, "reason" | "source"> & { activity: DocumentActivity },
  ): void {
    if (!this.#canHaveForm(record)) return;
    const { stretch } = this.#namePeriod(record.period);
    if (this.#find(record, files, stretch) || this.#calculator.open(activity) === null) return;
    const { unit, dataQuality } = record;
    const form = {
      stretch,
      unit,
      dataQuality,
      isEvident: isEvident(record, files),
      kinds: [],
      reason,
      source,
      sample: activity,
      activity: activityTemplate(activity),
      columns: columnsOf(activity, { sourceId: record.sourceId, facilityId: this.#collector.facilityOf(record) }),
    };
    this.#forms.set(record.sourceId, [...(this.#forms.get(record.sourceId) ?? []), form]);
  }

  /** No record comes any more. */
  clear(): void {
    this.#forms.clear();
  }

  #find(record: CalculatedRecord, files: Files, stretch: number): RecordForm | undefined {
    const forms = this.#forms.get(record.sourceId);
    if (!forms) return undefined;
    for (const form of forms) if (isOf(form, record, files, stretch)) return form;
    return undefined;
  }

  /** Reads the quantity, where it has one. */
  #canHaveForm({ method, estimate, instruments, quantity }: CalculatedRecord): boolean {
    if (method !== null || estimate !== null || instruments.length > 0) return false;
    return this.#quantity.read(quantity) && this.#quantity.digits > 0;
  }
}

function isOf(form: RecordForm, record: CalculatedRecord, files: Files, stretch: number): boolean {
  return (
    form.stretch === stretch &&
    form.unit === record.unit &&
    form.dataQuality === record.dataQuality &&
    form.isEvident === isEvident(record, files)
  );
}

function isEvident({ evidence }: CalculatedRecord, files: Files): boolean {
  return evidence !== "" || files.length > 0;
}

/** The number of a name, in the order in which names first come. */
function numberIn(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}

function activityTemplate(activity: DocumentActivity): JsonTemplate {
  return new JsonTemplate({
    ...activity,
    id: openPlace(ID),
    period: { start: openPlace(1), end: openPlace(2) },
    quantity: openPlace(3),
    ...(activity.evidence === undefined ? {} : { evidence: openPlace(4) }),
  });
}

/** Places of a record's texts: of its activity, then of what a line of it says. */
const ID = 0;
const PRODUCTS = 5;

/** Begins the texts of a record with those of its activity. @returns its evidence, empty where it has none */
export function putTexts(texts: TextList, id: string, record: CalculatedRecord, files: Files): string {
  const { period, quantity, evidence } = record;
  texts.clear();
  texts.addText(id);
  texts.addText(period.start);
  texts.addText(period.end);
  texts.addText(quantity);
  const named = isEvident(record, files) ? evidenceText(evidence, files) : "";
  texts.addText(inQuotes(named));
  return named;
}

/** How records of one kind are written, whose texts stand in a list. */
export class KindTemplates {
  readonly line: JsonTemplate;
  readonly columns: LinePlaces;
  /** What is to be told of each activity. */
  readonly disclosures: readonly JsonTemplate[];
  readonly #products: readonly Product[];

  constructor(kind: Kind) {
    const coefficients = coefficientsOf(kind);
    const openPlaces = coefficients.map((_, at) => openPlace(PRODUCTS + at));
    const sample = lineOf(kind, openPlace(ID), openPlaces);
    this.#products = coefficients.map((coefficient) => new Product(coefficient));
    this.line = new JsonTemplate(sample);
    this.columns = {
      factorQuantity: PRODUCTS,
      co2eKg: PRODUCTS + 1,
      biogenicCo2Kg: PRODUCTS + 2,
      co2eKgMarketBased: kind.co2eKgMarketBased ? PRODUCTS + 3 : null,
      gasesKg: new JsonTemplate(sample.gasesKg),
    };
    this.disclosures = kind.disclosures.map((one) => new JsonTemplate({ ...one, activity: openPlace(ID) }));
  }

  /** Adds what a line says to the texts of its activity (`putTexts`). */
  listProducts(texts: TextList, quantity: ShortQuantity): void {
    for (const product of this.#products) product.print(quantity, texts);
  }
}

export const templatesOf = rememberingObjects((kind: Kind) => new KindTemplates(kind));
