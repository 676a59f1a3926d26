import { type DocumentReader, type JsonObject, pointerToken } from "#app/carbon/document/document-reader.ts";
import type { DecimalString, RatioString } from "#app/carbon/document/inventory-document.ts";
import { convert, type Dimension, dimensionOf, type UnitCode } from "#app/carbon/unit/unit.ts";
import { BOUNDS, type NumberBounds } from "#app/number/decimal.ts";
import { compare, fromDecimal, fromInteger, parseRatio, type Ratio, sign } from "#app/number/ratio.ts";

/** One typed input of a method: how to read it, what is valid, and what a form needs to ask for it. */
export interface Field<Written, Opened> {
  readonly kind: "amount" | "number" | "fraction" | "stated" | "choice" | "year" | "text" | "rows";
  readonly isOptional: boolean;
  /** Reports every error to the reader. Null after an error. */
  read(reader: DocumentReader, value: unknown, pointer: string): Opened | null;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly dimensions?: readonly Dimension[];
  readonly choices?: readonly string[];
  readonly fields?: Fields;
  /** Never set. Holds the type as written in a document. */
  readonly written?: Written;
}

export type Fields = Readonly<Record<string, Field<unknown, unknown>>>;
type WrittenOf<F> = F extends Field<infer Written, unknown> ? Written : never;
type OpenedOf<F> = F extends Field<unknown, infer Opened> ? Opened : never;
type OptionalKey<F extends Fields> = { [K in keyof F]: undefined extends WrittenOf<F[K]> ? K : never }[keyof F];

export type Written<F extends Fields> = { [K in Exclude<keyof F, OptionalKey<F>>]: WrittenOf<F[K]> } & {
  [K in OptionalKey<F>]?: WrittenOf<F[K]>;
};
export type Opened<F extends Fields> = { [K in keyof F]: OpenedOf<F[K]> };

/** A quantity with its unit: `{ "quantity": "1200", "unit": "kg" }`. */
export interface WrittenAmount {
  quantity: DecimalString;
  unit: string;
}
export interface Amount {
  quantity: Ratio;
  unit: UnitCode;
}

/** An amount converted exactly to a unit of its dimension. @throws CarbonError `unit_mismatch` */
export function inUnit({ quantity, unit }: Amount, to: UnitCode): Ratio {
  return convert(quantity, unit, to);
}

/** An amount in one of these dimensions. Not negative unless `sign` is `any`. */
export function amount(
  dimensions: readonly Dimension[],
  { sign: allowed = "not_negative" }: { sign?: "any" | "not_negative" | "positive" } = {},
): Field<WrittenAmount, Amount> {
  return {
    kind: "amount",
    isOptional: false,
    dimensions,
    schema: {
      type: "object",
      required: ["quantity", "unit"],
      properties: { quantity: { $ref: "#/$defs/quantityNumber" }, unit: { $ref: "#/$defs/unit" } },
      additionalProperties: false,
    },
    read(reader, value, pointer) {
      const object = reader.object(value, pointer);
      if (!object) return null;
      refuseOthers(reader, object, ["quantity", "unit"], pointer);
      const at = `${pointer}/quantity`;
      const quantity = reader.number(reader.need(object, "quantity", pointer), BOUNDS.quantity, at);
      const unit = reader.unit(reader.need(object, "unit", pointer), `${pointer}/unit`);
      if (unit && !dimensions.includes(dimensionOf(unit))) {
        return reader.fault("dimension_unsuitable", `${pointer}/unit`, { unit, allowed: dimensions.join(", ") });
      }
      if (!quantity || !unit) return null;
      const ratio = fromDecimal(quantity);
      if (allowed === "not_negative" && sign(ratio) < 0) return outOfRange(reader, at, quantity.toFixed(), "≥ 0");
      if (allowed === "positive" && sign(ratio) <= 0) return outOfRange(reader, at, quantity.toFixed(), "> 0");
      return { quantity: ratio, unit };
    },
  };
}

export interface NumberRange {
  min?: number;
  max?: number;
  /** Excludes the lower end, because a divisor must not be zero. */
  isMinExcluded?: boolean;
}

/** A decimal, or an exact ratio of two such as `"1/3"`. */
export function number(range: NumberRange = {}, bounds: NumberBounds = BOUNDS.factor): Field<RatioString, Ratio> {
  return {
    kind: "number",
    isOptional: false,
    schema: { $ref: "#/$defs/ratio" },
    read: (reader, value, pointer) => readNumber(reader, value, pointer, { range, bounds }),
  };
}

/** A part of a whole, 0 to 1, or an exact ratio. */
export function fraction(): Field<RatioString, Ratio> {
  return { ...number({ min: 0, max: 1 }), kind: "fraction" };
}

/** A number published by someone else: an exchange rate, a deflator, a loss rate. Its source is part of the input. */
export interface WrittenStated {
  value: RatioString;
  source: string;
}
export interface Stated {
  value: Ratio;
  source: string;
}
export function stated(range: NumberRange = {}): Field<WrittenStated, Stated> {
  return {
    kind: "stated",
    isOptional: false,
    schema: {
      type: "object",
      required: ["value", "source"],
      properties: { value: { $ref: "#/$defs/ratio" }, source: { type: "string", pattern: "\\S" } },
      additionalProperties: false,
    },
    read(reader, value, pointer) {
      const object = reader.object(value, pointer);
      if (!object) return null;
      refuseOthers(reader, object, ["value", "source"], pointer);
      const found = reader.need(object, "value", pointer);
      const ratio = readNumber(reader, found, `${pointer}/value`, { range, bounds: BOUNDS.factor });
      const source = reader.text(reader.need(object, "source", pointer), `${pointer}/source`);
      return ratio && source ? { value: ratio, source } : null;
    },
  };
}

export function choice<const T extends string>(choices: readonly T[]): Field<T, T> {
  return {
    kind: "choice",
    isOptional: false,
    choices,
    schema: { enum: choices },
    read: (reader, value, pointer) => reader.oneOf(value, choices, pointer),
  };
}

export function year(): Field<string, string> {
  return {
    kind: "year",
    isOptional: false,
    schema: { type: "string", pattern: "^[0-9]{4}$" },
    read: (reader, value, pointer) => reader.year(value, pointer),
  };
}

/** Text that matters for the result, such as the name of a published index. */
export function text(): Field<string, string> {
  return {
    kind: "text",
    isOptional: false,
    schema: { type: "string", pattern: "\\S" },
    read: (reader, value, pointer) => reader.text(value, pointer),
  };
}

export function rows<const F extends Fields>(fields: F): Field<Written<F>[], Opened<F>[]> {
  return {
    kind: "rows",
    isOptional: false,
    fields,
    schema: { type: "array", minItems: 1, items: schemaOf(fields) },
    read(reader, value, pointer) {
      const list = reader.array(value, pointer);
      if (!list) return null;
      if (list.length === 0) return reader.fault("list_empty", pointer);
      const opened = list.map((row, index) =>
        readFields(reader, fields, { value: row, pointer: `${pointer}/${index}` }),
      );
      return opened.every((row) => row !== null) ? opened : null;
    },
  };
}

export function optional<W, O>(field: Field<W, O>): Field<W | undefined, O | null> {
  return { ...(field as Field<W | undefined, O | null>), isOptional: true };
}

/** Reads all fields of an object. An unknown field is an error, so that a misspelt input isn't ignored. */
export function readFields<F extends Fields>(
  reader: DocumentReader,
  fields: F,
  { value, pointer }: { value: unknown; pointer: string },
  others: readonly string[] = [],
): Opened<F> | null {
  const object = reader.object(value, pointer);
  if (!object) return null;
  const before = reader.faults.length;
  refuseOthers(reader, object, [...Object.keys(fields), ...others], pointer);
  const opened = Object.entries(fields).map(([name, field]) => {
    const found = field.isOptional ? reader.optional(object, name) : reader.need(object, name, pointer);
    return [name, found === undefined ? null : field.read(reader, found, `${pointer}/${pointerToken(name)}`)];
  });
  return reader.faults.length === before ? (Object.fromEntries(opened) as Opened<F>) : null;
}

export function schemaOf(fields: Fields): Record<string, unknown> {
  const required = Object.keys(fields).filter((name) => !fields[name]!.isOptional);
  return {
    type: "object",
    required,
    properties: Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])),
    additionalProperties: false,
  };
}

function refuseOthers(reader: DocumentReader, object: JsonObject, known: readonly string[], pointer: string): void {
  for (const name of Object.keys(object).filter((one) => !known.includes(one))) {
    reader.fault("field_unknown", `${pointer}/${pointerToken(name)}`, {
      field: name.slice(0, 60),
      allowed: known.join(", "),
    });
  }
}

function readNumber(
  reader: DocumentReader,
  value: unknown,
  pointer: string,
  { range, bounds }: { range: NumberRange; bounds: NumberBounds },
): Ratio | null {
  if (typeof value === "string" && value.includes("/") && !parseRatio(value, bounds)) {
    return reader.ratio(value, bounds, pointer);
  }
  const ratio = reader.ratio(value, bounds, pointer);
  if (!ratio) return null;
  const { min, max, isMinExcluded } = range;
  const isBelow = min !== undefined && compare(ratio, fromInteger(min)) < (isMinExcluded ? 1 : 0);
  const isAbove = max !== undefined && compare(ratio, fromInteger(max)) > 0;
  if (!isBelow && !isAbove) return ratio;
  const lower = min === undefined ? "" : `${isMinExcluded ? ">" : "≥"} ${min}`;
  const upper = max === undefined ? "" : `≤ ${max}`;
  return outOfRange(reader, pointer, String(value), [lower, upper].filter(Boolean).join(", "));
}

function outOfRange(reader: DocumentReader, pointer: string, value: string, allowed: string): null {
  return reader.fault("value_out_of_range", pointer, { value: value.slice(0, 60), allowed });
}
