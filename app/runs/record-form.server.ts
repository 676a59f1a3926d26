import { monthOf } from "#app/carbon/compiled/kind.ts";
import type { ShortQuantity } from "#app/carbon/compiled/product.ts";
import { QuantityReader } from "#app/carbon/compiled/quantity-reader.ts";
import type { DocumentActivity, Period } from "#app/carbon/document/inventory-document.ts";
import { inQuotes, JsonTemplate, openPlace } from "#app/encoding/json-template.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import type { NamedFile } from "#app/records/evidenced-record.server.ts";
import type { TextList } from "#db/text-list.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";
import { evidenceText } from "./document-activity.server.ts";
import type { InputsCollector } from "./inventory-document.server.ts";
import type { Reason } from "./record-factors.server.ts";

type Files = readonly NamedFile[];

/** What activities of one form have in common, which is everything but id, days, quantity and evidence. */
export interface RecordForm {
  /**
   * What distinguishes it from others of its source: of days that are given the same factors, by number; and texts of
   * the first record.
   */
  stretch: number;
  unit: string;
  dataQuality: string;
  isEvident: boolean;
  /** The line of the document, by the number of the month. */
  lines: (number | undefined)[];
  reason: Reason;
  /** Its first activity, for what is the same in all of them. */
  sample: DocumentActivity;
  activity: JsonTemplate;
}

/** A record that is of a known form: everything but its own texts was found out with the first of it. */
export interface Recognized {
  form: RecordForm;
  month: number;
  /** Of the record that was recognized last. */
  quantity: ShortQuantity;
}

/**
 * Recognizes records that differ from one before in their days, quantity and evidence alone. Most records of a year do:
 * a meter is read each month in the same unit. What each of them becomes was checked with the first, so that of the others
 * nothing is looked at but what differs. Neither of a form are records with a method, an estimate or
 * a contract, and quantities that are long or not above zero.
 */
export class RecordForms {
  readonly #collector: InputsCollector;
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

  constructor(collector: InputsCollector) {
    this.#collector = collector;
  }

  recognize(record: CalculatedRecord, files: Files): Recognized | null {
    if (!this.#canHaveForm(record)) return null;
    const { stretch, month } = this.#namePeriod(record.period);
    const form = this.#find(record, files, stretch);
    return form ? { form, month, quantity: this.#quantity } : null;
  }

  /**
   * Takes what became of a record as the form of those that are like it, where no other was before.
   *
   * @param line that the record is in, to which others can be added one by one
   */
  remember(
    { record, files }: { record: CalculatedRecord; files: Files },
    { activity, reason }: Pick<RecordForm, "reason"> & { activity: DocumentActivity },
    line: number,
  ): void {
    if (!this.#canHaveForm(record)) return;
    const { stretch, month } = this.#namePeriod(record.period);
    if (this.#find(record, files, stretch)) return;
    const { unit, dataQuality } = record;
    const form: RecordForm = {
      stretch,
      unit,
      dataQuality,
      isEvident: isEvident(record, files),
      lines: [],
      reason,
      sample: activity,
      activity: activityTemplate(activity),
    };
    form.lines[month] = line;
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
  #canHaveForm({ method, estimate, claims, quantity }: CalculatedRecord): boolean {
    if (method !== null || estimate !== null || claims.length > 0) return false;
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
  const [id, start, end, quantity, evidence] = PLACES;
  const words = activity.evidence === undefined ? {} : { evidence };
  return new JsonTemplate({ ...activity, id, period: { start, end }, quantity, ...words });
}

/** Places of a record's texts in its activity (`putTexts`): id, days, quantity, evidence. */
const PLACES = [0, 1, 2, 3, 4].map(openPlace) as [string, string, string, string, string];

/** The texts of a record. @returns its evidence, empty where it has none */
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
