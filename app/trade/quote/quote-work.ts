import { isDate } from "#app/day/period.ts";
import { isPlainLine, isPlainText } from "#app/encoding/text/plain-text.ts";
import type { Bilingual } from "#app/trade/document/model.ts";

/** A step of the work that the client can expect by a day. */
export interface Milestone {
  name: Bilingual;
  /** `YYYY-MM-DD` */
  dueOn: string;
}

/** What is delivered, about which company and year, and when. Empty texts are not part of the quote. */
export interface QuoteWork {
  /** The company that the report is about, which may differ from the client. */
  organization: Bilingual;
  /** `YYYY` */
  reportingYear: string;
  deliverables: Bilingual;
  assumptions: Bilingual;
  milestones: Milestone[];
  /** `YYYY-MM-DD` */
  deliveryOn: string;
  /** The number of the client's purchase order. */
  purchaseOrder: string;
}

type Kind = "name" | "text" | "year" | "day" | "number";

/**
 * The fields of the work, in the order of the form, the page and the printed quote. Names and texts are in two languages.
 * Milestones follow them as a list.
 */
export const WORK_FIELDS = {
  organization: { kind: "name", most: 200 },
  reportingYear: { kind: "year", most: 4 },
  deliveryOn: { kind: "day", most: 10 },
  purchaseOrder: { kind: "number", most: 100 },
  deliverables: { kind: "text", most: 5000 },
  assumptions: { kind: "text", most: 5000 },
} as const satisfies Partial<Record<keyof QuoteWork, { kind: Kind; most: number }>>;

export type WorkField = keyof typeof WORK_FIELDS;
export const WORK_FIELD_NAMES = Object.keys(WORK_FIELDS) as WorkField[];

export const MOST_MILESTONES = 12;
const MOST_NAME = 200;

export const EMPTY_WORK: QuoteWork = {
  organization: { en: "", zh: "" },
  reportingYear: "",
  deliverables: { en: "", zh: "" },
  assumptions: { en: "", zh: "" },
  milestones: [],
  deliveryOn: "",
  purchaseOrder: "",
};

export type WorkFaultCode = "year" | "delivery_on" | "milestone_name" | "milestone_date" | "text_forbidden";

const YEARS = { first: 1990, last: 2100 };

/** The stated fields in their order, each as text in both languages. The same text twice if it has no language. */
export function statedWork(work: QuoteWork): { field: WorkField; value: Bilingual }[] {
  return WORK_FIELD_NAMES.map((field) => ({ field, value: inBoth(work[field]) })).filter(
    ({ value }) => value.en !== "" || value.zh !== "",
  );
}

export function hasWork(work: QuoteWork): boolean {
  return statedWork(work).length > 0 || work.milestones.length > 0;
}

/** The form fields of a work. Names and texts end in `En` and `Zh`, and milestones contain their position. */
export function toWorkFields(work: QuoteWork): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of WORK_FIELD_NAMES) {
    const value = work[name];
    if (typeof value === "string") fields[name] = value;
    else Object.assign(fields, { [`${name}En`]: value.en, [`${name}Zh`]: value.zh });
  }
  for (const [index, { name, dueOn }] of work.milestones.entries()) {
    Object.assign(fields, {
      [`milestone-${index}-nameEn`]: name.en,
      [`milestone-${index}-nameZh`]: name.zh,
      [`milestone-${index}-dueOn`]: dueOn,
    });
  }
  return fields;
}

/** Reads a work from form fields. Milestones without a name and day are omitted. */
export function readWorkFields(fields: Readonly<Record<string, string>>): QuoteWork {
  const text = (name: string, most: number) => (fields[name] ?? "").replaceAll("\r\n", "\n").trim().slice(0, most);
  const read = WORK_FIELD_NAMES.map((name) => {
    const { most } = WORK_FIELDS[name];
    const isSingle = typeof EMPTY_WORK[name] === "string";
    return [name, isSingle ? text(name, most) : { en: text(`${name}En`, most), zh: text(`${name}Zh`, most) }];
  });
  const milestones = Array.from({ length: MOST_MILESTONES }, (_, index) => ({
    name: { en: text(`milestone-${index}-nameEn`, MOST_NAME), zh: text(`milestone-${index}-nameZh`, MOST_NAME) },
    dueOn: text(`milestone-${index}-dueOn`, 10),
  })).filter(({ name, dueOn }) => name.en !== "" || name.zh !== "" || dueOn !== "");
  return { ...EMPTY_WORK, ...Object.fromEntries(read), milestones };
}

/** @param today `YYYY-MM-DD`, for the day of delivery, which can't be in the past */
export function findWorkFaults(work: QuoteWork, today: string): { field: string; code: WorkFaultCode }[] {
  const faults: { field: string; code: WorkFaultCode }[] = [];
  const fault = (isWrong: boolean, field: string, code: WorkFaultCode) => {
    if (isWrong) faults.push({ field, code });
  };
  fault(work.reportingYear !== "" && !isYear(work.reportingYear), "reportingYear", "year");
  fault(work.deliveryOn !== "" && !(isDate(work.deliveryOn) && work.deliveryOn >= today), "deliveryOn", "delivery_on");
  for (const [index, { name, dueOn }] of work.milestones.entries()) {
    fault(name.en === "" && name.zh === "", `milestone-${index}-nameEn`, "milestone_name");
    fault(!isDate(dueOn), `milestone-${index}-dueOn`, "milestone_date");
  }
  for (const [field, text] of Object.entries(toWorkFields(work))) {
    const isText = field.startsWith("deliverables") || field.startsWith("assumptions");
    fault(!(isText ? isPlainText(text) : isPlainLine(text)), field, "text_forbidden");
  }
  return faults;
}

/** The number of the purchase order: the one given with the acceptance, otherwise that of the quote. */
export function purchaseOrderOf(version: {
  work: QuoteWork;
  steps: readonly { state: string; purchaseOrder: string }[];
}): string {
  const accepted = version.steps.find(({ state }) => state === "accepted");
  return accepted?.purchaseOrder || version.work.purchaseOrder;
}

/** The work of a new quote that begins with this one. Days and the purchase order belong to the earlier quote alone. */
export function copyWork(work: QuoteWork): QuoteWork {
  const milestones = work.milestones.map(({ name }) => ({ name, dueOn: "" }));
  return { ...work, milestones, deliveryOn: "", purchaseOrder: "" };
}

/**
 * Adds deliverables as a proposal, each on a line. Lines already there, and everything a person wrote, stay.
 *
 * @param proposed the usual deliverables of the services, in both languages
 */
export function addDeliverables(work: QuoteWork, proposed: readonly Bilingual[]): QuoteWork {
  const added = (language: "en" | "zh") => {
    const lines = work.deliverables[language].split("\n").filter((line) => line.trim() !== "");
    const known = new Set(lines.map((line) => line.trim()));
    return [...lines, ...new Set(proposed.map((one) => one[language]).filter((line) => !known.has(line)))].join("\n");
  };
  return { ...work, deliverables: { en: added("en"), zh: added("zh") } };
}

function inBoth(value: string | Bilingual): Bilingual {
  return typeof value === "string" ? { en: value, zh: value } : value;
}

function isYear(text: string): boolean {
  return /^[0-9]{4}$/.test(text) && Number(text) >= YEARS.first && Number(text) <= YEARS.last;
}
