import { z } from "zod";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** Fully digitalized electronic invoices first, then those of the older tax-control system. */
export const FAPIAO_KINDS = [
  "digital_special",
  "digital_ordinary",
  "electronic_special",
  "electronic_ordinary",
  "paper_special",
  "paper_ordinary",
] as const;

export type FapiaoKind = (typeof FAPIAO_KINDS)[number];

/** The Chinese tax invoice that was issued for an invoice. `none` withdraws an entry that was made by mistake. */
export type Fapiao =
  | {
      kind: FapiaoKind;
      /** 10 or 12 digits of the batch. Empty for digital kinds. */
      code: string;
      /** 20 digits for digital kinds, otherwise 8. */
      number: string;
      /** `YYYY-MM-DD` */
      issuedOn: string;
    }
  | { kind: "none"; code: ""; number: ""; issuedOn: null };

/** Message keys of `fapiao.faults`. */
export type FapiaoFault =
  | "kind"
  | "details_of_none"
  | "number_20"
  | "number_8"
  | "code"
  | "code_12"
  | "code_none"
  | "day"
  | "future"
  | "year"
  | "nothing_recorded"
  | "nothing_changed";

/** Digits as they were typed or copied, with spaces or of full width. */
const digits = z
  .string()
  .max(60, "too_long")
  .default("")
  .transform((typed) => normalText(typed, "NFKC").replace(/\s/g, ""));

export const FapiaoForm = z
  .object({ kind: z.enum([...FAPIAO_KINDS, "none"], "kind"), code: digits, number: digits, issuedOn: digits })
  .transform(({ kind, code, number, issuedOn }, context): Fapiao => {
    const typed = { kind, code, number, issuedOn };
    const faults = kind === "none" ? faultsOfNone(typed) : faultsOf({ ...typed, kind });
    for (const [field, fault] of Object.entries(faults))
      context.addIssue({ code: "custom", path: [field], message: fault });
    return kind === "none" ? NONE : { kind, code, number, issuedOn };
  });

export const NONE: Fapiao = { kind: "none", code: "", number: "", issuedOn: null };

type Typed = Record<"code" | "number" | "issuedOn", string>;
type Faults = Partial<Record<"kind" | keyof Typed, FapiaoFault>>;

function faultsOfNone({ code, number, issuedOn }: Typed): Faults {
  return code || number || issuedOn ? { kind: "details_of_none" } : {};
}

function faultsOf({ kind, code, number, issuedOn }: Typed & { kind: FapiaoKind }): Faults {
  const faults: Faults = {};
  const isDay = z.iso.date().safeParse(issuedOn).success;
  if (!isDay) faults.issuedOn = "day";
  if (isDigital(kind)) {
    if (code !== "") faults.code = "code_none";
    if (!/^[0-9]{20}$/.test(number)) faults.number = "number_20";
    // The first two of the 20 digits are the year (国家税务总局公告2024年第11号).
    else if (isDay && number.slice(0, 2) !== issuedOn.slice(2, 4)) faults.number = "year";
    return faults;
  }
  const isPaper = kind.startsWith("paper");
  if (!(isPaper ? /^([0-9]{10}|[0-9]{12})$/ : /^[0-9]{12}$/).test(code)) faults.code = isPaper ? "code" : "code_12";
  if (!/^[0-9]{8}$/.test(number)) faults.number = "number_8";
  return faults;
}

export function isDigital(kind: FapiaoKind): boolean {
  return kind.startsWith("digital");
}

/** Only sellers in mainland China issue fapiao. */
export function issuesFapiao({ country }: { country: string }): boolean {
  return country === "CN";
}

/** Code and number in one line. What was recorded replaces what was printed at issue. Empty without a fapiao. */
export function fapiaoOf(row: {
  fapiao_kind: string | null;
  fapiao_code: string | null;
  recorded_number: string | null;
  fapiao_number: string;
}): string {
  if (row.fapiao_kind === null) return row.fapiao_number;
  return [row.fapiao_code, row.recorded_number].filter(Boolean).join(" ");
}

export const FapiaoSetting = declareSetting({
  table: "invoice_fapiao",
  key: ["invoice_id"],
  right: "trade.bill",
  schema: FapiaoForm,
  subject: "invoice",
  action: "invoice.fapiao_recorded",
});
