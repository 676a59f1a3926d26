import { coefficientsOf, type Kind, lineOf, monthOf } from "#app/carbon/compiled/kind.ts";
import { Product, readShort } from "#app/carbon/compiled/product.ts";
import type { ActivityCalculator } from "#app/carbon/compiled/run-compiled.ts";
import { BOUNDS } from "#app/carbon/decimal.ts";
import type { DocumentActivity, Period } from "#app/carbon/inventory-document.ts";
import { rememberingObjects } from "#app/carbon/remember.ts";
import { inQuotes, JsonTemplate, openPlace } from "#app/transparency/json-template.ts";
import type { TextList } from "#db/text-list.ts";
import type { CalculatedRecord } from "./activity.server.ts";
import { columnsOf, type LinePlaces, type SharedColumns } from "./calculation-line.server.ts";
import { evidenceText } from "./document-activity.ts";
import type { NamedFile } from "./evidenced-record.server.ts";
import type { InputsCollector, Reason } from "./inventory-document.server.ts";

type Files = readonly NamedFile[];

/** What activities of one form have in common, which is everything but id, days, quantity and evidence. */
export interface RecordForm {
  /** Of days that are given the same factors (`InputsCollector`). */
  stretch: string;
  reason: Reason;
  /** Its first activity, for what is the same in all of them. */
  sample: DocumentActivity;
  columns: SharedColumns;
  /** Under which the calculator adds its quantities, by the number of the month. */
  kinds: (number | undefined)[];
  activity: JsonTemplate;
}

/** A record that is of a known form: everything but its own texts was found out with the first of it. */
export interface Recognized {
  form: RecordForm;
  /** Of the calculator (`addTo`). */
  kind: number;
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
  readonly #namePeriod = rememberingObjects((period: Period) => {
    const name = monthOf(period);
    const month = this.#months.get(name) ?? this.#months.size;
    this.#months.set(name, month);
    return { month, stretch: this.#collector.stretchOf(period) };
  });

  constructor(collector: InputsCollector, calculator: Pick<ActivityCalculator, "open">) {
    this.#collector = collector;
    this.#calculator = calculator;
  }

  recognize(record: CalculatedRecord, files: Files): Recognized | null {
    if (!canHaveForm(record)) return null;
    const { stretch, month } = this.#namePeriod(record.period);
    const form = this.#find(record, files, stretch);
    if (!form) return null;
    form.kinds[month] ??= this.#calculator.open({ ...form.sample, period: record.period }) ?? undefined;
    const kind = form.kinds[month];
    return kind === undefined ? null : { form, kind };
  }

  /** Takes what became of a record as the form of those that are like it, where no other was before. */
  remember(
    { record, files }: { record: CalculatedRecord; files: Files },
    { activity, reason }: { activity: DocumentActivity; reason: Reason },
  ): void {
    if (!canHaveForm(record)) return;
    const { stretch } = this.#namePeriod(record.period);
    if (this.#find(record, files, stretch) || this.#calculator.open(activity) === null) return;
    const form = {
      ...{ stretch, reason, sample: activity, activity: activityTemplate(activity), kinds: [] },
      columns: columnsOf(activity, { sourceId: record.sourceId, facilityId: this.#collector.facilityOf(record) }),
    };
    this.#forms.set(record.sourceId, [...(this.#forms.get(record.sourceId) ?? []), form]);
  }

  #find(record: CalculatedRecord, files: Files, stretch: string): RecordForm | undefined {
    const { sourceId, unit, dataQuality, evidence } = record;
    const isEvident = evidence !== "" || files.length > 0;
    const isLike = (form: RecordForm) =>
      form.stretch === stretch &&
      form.sample.unit === unit &&
      form.sample.dataQuality === dataQuality &&
      (form.sample.evidence !== undefined) === isEvident;
    return this.#forms.get(sourceId)?.find(isLike);
  }
}

function canHaveForm({ method, estimate, instruments, quantity }: CalculatedRecord): boolean {
  return method === null && estimate === null && instruments.length === 0 && isShortAndAboveZero(quantity);
}

const MOST_DIGITS = 15;

/** A plain decimal of at most 15 digits: what `validateActivity` and the engine would make of it is known. */
export function isShortAndAboveZero(text: string): boolean {
  let [digits, decimals, isAboveZero] = [0, -1, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits += 1;
      if (decimals >= 0) decimals += 1;
      if (code !== 48) isAboveZero = true;
    } else if (code === 46 && decimals < 0 && digits > 0) decimals = 0;
    else return false;
    if (digits > MOST_DIGITS) return false;
  }
  return isAboveZero && decimals !== 0 && decimals <= BOUNDS.quantity.after;
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

/** Begins the texts of a record with those of its activity. */
export function putTexts(texts: TextList, id: string, { period, quantity, evidence }: CalculatedRecord, files: Files) {
  texts.clear();
  texts.addText(id);
  texts.addText(period.start);
  texts.addText(period.end);
  texts.addText(quantity);
  const isEvident = evidence !== "" || files.length > 0;
  texts.addText(isEvident ? inQuotes(evidenceText(evidence, files)) : "");
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
      ...{ factorQuantity: PRODUCTS, co2eKg: PRODUCTS + 1, biogenicCo2Kg: PRODUCTS + 2 },
      co2eKgMarketBased: kind.co2eKgMarketBased ? PRODUCTS + 3 : null,
      gasesKg: new JsonTemplate(sample.gasesKg),
    };
    this.disclosures = kind.disclosures.map((one) => new JsonTemplate({ ...one, activity: openPlace(ID) }));
  }

  /** Adds what a line says to the texts of its activity (`putTexts`). @param quantity short (`isShortAndAboveZero`) */
  listProducts(texts: TextList, quantity: string): void {
    const short = readShort(quantity);
    for (const product of this.#products) product.print(short, texts);
  }
}

export const templatesOf = rememberingObjects((kind: Kind) => new KindTemplates(kind));
