import { printProduct, readDigits } from "#app/carbon/compiled/coefficient.ts";
import { coefficientsOf, type Kind, lineOf, monthOf } from "#app/carbon/compiled/kind.ts";
import { BOUNDS } from "#app/carbon/decimal.ts";
import type { Disclosure, DocumentActivity, Period } from "#app/carbon/inventory-document.ts";
import { inQuotes, JsonTemplate, openPlace } from "#app/transparency/json-template.ts";
import type { CalculatedRecord } from "./activity.server.ts";
import { splitReference } from "./calculation-line.server.ts";
import { evidenceText } from "./document-activity.ts";
import type { InputsCollector, Reason } from "./inventory-document.server.ts";

type Files = { name: string; sha256: string }[];

/** What activities of one form have in common, which is everything but id, days, quantity and evidence. */
export interface RecordForm {
  reason: Reason;
  /** Its first activity, for what is the same in all of them. */
  sample: DocumentActivity;
  factor: ReturnType<typeof splitReference>;
  facilityId: string;
  /** Under which the calculator adds its quantities, by the number of the month. */
  kinds: (number | undefined)[];
  printActivity: (id: string, record: CalculatedRecord, files: Files) => string;
}

/** The texts of a line, ready to be stored. */
export interface PrintedLine {
  json: string;
  factorQuantity: string;
  gasesKg: string;
  co2eKg: string;
  co2eKgMarketBased: string | null;
  biogenicCo2Kg: string;
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
  readonly #forms = new Map<string, RecordForm>();
  readonly #periods = new Map<string, { month: number; stretch: string }>();
  /** By what the results know of the days. */
  readonly #months = new Map<string, number>();

  constructor(collector: InputsCollector) {
    this.#collector = collector;
  }

  recognize(record: CalculatedRecord, files: Files): Recognized | null {
    if (!canHaveForm(record)) return null;
    const { stretch, month } = this.#namePeriod(record.period);
    const form = this.#forms.get(nameForm(record, files, stretch));
    const kind = form?.kinds[month];
    return form && kind !== undefined ? { form, kind } : null;
  }

  /** Takes what became of a record as the form of those that are like it. */
  remember(
    { record, files }: { record: CalculatedRecord; files: Files },
    { activity, reason }: { activity: DocumentActivity; reason: Reason },
    open: () => number | null,
  ): void {
    if (!canHaveForm(record)) return;
    const kind = open();
    if (kind === null) return;
    const { stretch, month } = this.#namePeriod(record.period);
    const name = nameForm(record, files, stretch);
    const form = this.#forms.get(name) ?? this.#formOf(record, activity, reason);
    form.kinds[month] = kind;
    this.#forms.set(name, form);
  }

  #formOf(record: CalculatedRecord, activity: DocumentActivity, reason: Reason): RecordForm {
    return {
      reason,
      sample: activity,
      factor: splitReference(activity.factor),
      facilityId: this.#collector.facilityOf(record),
      kinds: [],
      printActivity: activityPrinter(activity),
    };
  }

  #namePeriod(period: Period): { month: number; stretch: string } {
    const key = `${period.start}/${period.end}`;
    const known = this.#periods.get(key);
    if (known) return known;
    const name = monthOf(period);
    const month = this.#months.get(name) ?? this.#months.size;
    this.#months.set(name, month);
    const names = { month, stretch: this.#collector.stretchOf(period) };
    this.#periods.set(key, names);
    return names;
  }
}

function canHaveForm({ method, estimate, instruments, quantity }: CalculatedRecord): boolean {
  return method === null && estimate === null && instruments.length === 0 && isShortAndAboveZero(quantity);
}

function nameForm({ sourceId, unit, dataQuality, evidence }: CalculatedRecord, files: Files, stretch: string): string {
  const isEvident = evidence !== "" || files.length > 0;
  return `${sourceId} ${stretch} ${isEvident} ${dataQuality} ${unit}`;
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

function activityPrinter(activity: DocumentActivity): RecordForm["printActivity"] {
  const isEvident = activity.evidence !== undefined;
  const template = new JsonTemplate({
    ...activity,
    id: openPlace(0),
    period: { start: openPlace(1), end: openPlace(2) },
    quantity: openPlace(3),
    ...(isEvident ? { evidence: openPlace(4) } : {}),
  });
  return (id, { period, quantity, evidence }, files) =>
    template.fill([id, period.start, period.end, quantity, isEvident ? inQuotes(evidenceText(evidence, files)) : ""]);
}

const printers = new WeakMap<Kind, (id: string, quantity: string) => PrintedLine>();

/** The line of a quantity of this kind, with its document text. */
export function printLineOf(kind: Kind, id: string, quantity: string): PrintedLine {
  let printer = printers.get(kind);
  if (!printer) {
    printer = linePrinter(kind);
    printers.set(kind, printer);
  }
  return printer(id, quantity);
}

function linePrinter(kind: Kind): (id: string, quantity: string) => PrintedLine {
  const coefficients = coefficientsOf(kind);
  const sample = lineOf(
    kind,
    openPlace(coefficients.length),
    coefficients.map((_, at) => openPlace(at)),
  );
  const json = new JsonTemplate(sample);
  const gasesKg = new JsonTemplate(sample.gasesKg);
  return (id, quantity) => {
    const digits = readDigits(quantity);
    const texts = coefficients.map((coefficient) => printProduct(digits, coefficient));
    texts.push(id);
    return {
      json: json.fill(texts),
      gasesKg: gasesKg.fill(texts),
      factorQuantity: texts[0]!,
      co2eKg: texts[1]!,
      biogenicCo2Kg: texts[2]!,
      co2eKgMarketBased: kind.co2eKgMarketBased ? texts[3]! : null,
    };
  };
}

const disclosurePrinters = new WeakMap<Kind, JsonTemplate[]>();

/** What is to be told of each activity of this kind, as its document texts. */
export function printDisclosuresOf(kind: Kind, id: string): string[] {
  let templates = disclosurePrinters.get(kind);
  if (!templates) {
    templates = kind.disclosures.map((one: Disclosure) => new JsonTemplate({ ...one, activity: openPlace(0) }));
    disclosurePrinters.set(kind, templates);
  }
  return templates.map((template) => template.fill([id]));
}
