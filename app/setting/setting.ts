import { z } from "zod";
import type { FieldChange } from "#app/trail/trail-view.ts";

/** A setting with history. Each save adds a version to its table, and the newest applies. */
export interface Setting {
  table: string;
  /** Key columns, such as the organization. Empty if a workspace has only one. */
  key: readonly string[];
  right: string;
  /** The form that saves it, without the base version. */
  schema: z.ZodType;
  /** Subject and action of the audit trail entries. */
  subject: string;
  action: string;
}

/** Declares a setting. `keepSetting` adds its storage. */
export function declareSetting<const D extends Setting>(declared: D): D {
  return declared;
}

/** No version has this number, so a form without a version is rejected. */
const NO_VERSION = -1;

/** The version on which a form is based. */
export const basedOn = z
  .string()
  .default("")
  .transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : NO_VERSION));

/** The action of a form that saves a setting. Forms with another schema than the setting pass their own. */
export function savesSetting<D extends Setting, S extends z.ZodType = D["schema"]>(
  { table, right, schema }: D,
  form: S = schema as unknown as S,
) {
  return { right: right as D["right"], setting: table, schema: withBasedOn(form) };
}

/** The version is read separately, because a form that accepts any field would contain it as text. */
function withBasedOn<S extends z.ZodType>(form: S) {
  return z.record(z.string(), z.unknown()).transform((fields, context): z.output<S> & { basedOn: number } => {
    const read = form.safeParse(fields);
    if (read.success) return { ...(read.data as object), basedOn: basedOn.parse(fields.basedOn) } as never;
    for (const { path, message } of read.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
}

/** Identifies a setting in a form and in a conflict. */
export function nameSetting(table: string, key: readonly string[] = []): string {
  return [table, ...key].join(":");
}

/** Changes saved by others since a form was opened. */
export interface Meanwhile {
  setting: string;
  version: number;
  /** Newest first. */
  saves: { version: number; authorName: string | null; at: string; fields: FieldChange[] }[];
}
