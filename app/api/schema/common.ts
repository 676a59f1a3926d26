import { z } from "zod";
import { findTextFault } from "#app/encoding/text/plain-text.ts";

/** The named schemas of the API. Each has a table on the page and a component in OpenAPI. */
export const apiSchemas = z.registry<{ id: string }>();

export function named<S extends z.ZodType>(id: string, schema: S): S {
  apiSchemas.add(schema, { id });
  return schema;
}

/** Any of our ids. Their digits don't reveal how they were generated. */
export const Id = z.guid();
/** Decimals are sent as text: digits and a point, no exponent, no separators. */
export const DecimalText = z.string().regex(/^-?[0-9]+(\.[0-9]+)?$/);
export const Day = z.iso.date();
export const Instant = z.iso.datetime();
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const Count = z.int().min(0);

/** Text as a person enters it, without characters that appear differently elsewhere. */
export function text(max: number) {
  return z
    .string()
    .max(max)
    .superRefine((value, context) => {
      const fault = value.length <= max ? findTextFault(value) : null;
      if (fault)
        context.addIssue({ code: "custom", message: "text_forbidden", params: { codePoint: fault.codePoint } });
    });
}

export const LocalText = named("LocalText", z.object({ en: z.string(), zh: z.string() }));
export const Period = named("Period", z.strictObject({ start: Day, end: Day }));

const PAGE_LIMIT = 100;
const MOST_A_PAGE = 500;

const limit = (most: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, { error: "limit_wrong" })
    .transform(Number)
    .refine((value) => value <= most, { error: "limit_wrong" })
    .meta({ type: "integer", minimum: 1, maximum: most })
    .default(Math.min(PAGE_LIMIT, most));

export const pageQuery = (most = MOST_A_PAGE) => ({
  limit: limit(most),
  cursor: z.string().min(1).max(400).optional(),
});
export const PageQuery = z.strictObject(pageQuery());

export function pageSchema<S extends z.ZodType>(id: string, item: S) {
  return named(id, z.object({ items: z.array(item), next: z.string().nullable() }));
}
