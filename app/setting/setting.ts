import { z } from "zod";
import type { FieldChange } from "#app/trail/trail-view.ts";

/** A setting with history: each save adds a version to its table, and the newest counts. */
export interface Setting {
  table: string;
  /** Columns that name one of several, such as an organization; none for what a workspace has one of. */
  key: readonly string[];
  right: string;
  /** The form that saves it, without the version that it is based on. */
  schema: z.ZodType;
  /** What the entries of the audit trail are about, and what they say was done. */
  subject: string;
  action: string;
}

/** Declares a setting; `keepSetting` gives it its rows. */
export function declareSetting<const D extends Setting>(declared: D): D {
  return declared;
}

/** No version has this number: a form that names none is refused. */
const NO_VERSION = -1;

/** The version that a form was filled in on. */
export const basedOn = z
  .string()
  .default("")
  .transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : NO_VERSION));

/** The action of a form that saves a setting. Most forms have the schema of the setting; one that differs gives its own. */
export function savesSetting<D extends Setting, S extends z.ZodType = D["schema"]>(
  { table, right, schema }: D,
  form: S = schema as unknown as S,
) {
  return { right: right as D["right"], setting: table, schema: withBasedOn(form) };
}

/** The version is read apart: a form that takes any field would hold it too, as a text. */
function withBasedOn<S extends z.ZodType>(form: S) {
  return z.record(z.string(), z.unknown()).transform((fields, context): z.output<S> & { basedOn: number } => {
    const read = form.safeParse(fields);
    if (read.success) return { ...(read.data as object), basedOn: basedOn.parse(fields.basedOn) } as never;
    for (const { path, message } of read.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
}

/** By what a form and a refusal know one setting of its kind. */
export function nameSetting(table: string, key: readonly string[] = []): string {
  return [table, ...key].join(":");
}

/** What other people saved since a form was opened. */
export interface Meanwhile {
  setting: string;
  version: number;
  /** Newest first. */
  saves: { version: number; authorName: string | null; at: string; fields: FieldChange[] }[];
}
