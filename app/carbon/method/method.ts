import { DocumentReader, type JsonObject } from "#app/carbon/document/document-reader.ts";
import type { ActivityMethod, EmissionFactor, HeatBasis } from "#app/carbon/document/inventory-document.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import type { Ratio } from "#app/number/ratio.ts";
import { type Fields, type Opened, readFields, schemaOf } from "./field.ts";

/** A figure between the inputs and the quantity, for people. `name` is a key of the method's `steps`. */
export interface MethodStep {
  name: string;
  value: Ratio;
  unit: UnitCode | null;
}

/** Why there is no quantity, and its place under the method (`/rows/1/share`). The code is an issue code. */
export interface MethodProblem {
  code: string;
  pointer: string;
  detail: Record<string, string>;
}

/** The quantity that a method calculates. `via` and the factor apply to it like to an entered one. */
export interface Derived {
  quantity: Ratio;
  unit: UnitCode;
  /** The heat basis of a fuel, if the method knows it. Properties and factor must have the same. */
  heatBasis?: HeatBasis;
  steps: MethodStep[];
  disclosures?: { code: string; detail: Record<string, string> }[];
}

export type Derivation = ({ ok: true } & Derived) | { ok: false; problems: MethodProblem[] };

/** A published method to calculate activity data. Pure: the same inputs give exactly the same quantity. */
export interface Method {
  readonly name: string;
  /** Standard and clause of the formula. */
  readonly source: string;
  /** The categories that it is published for. Any other is an error. */
  readonly categories: readonly Category[];
  readonly fields: Fields;
  /** Names of its steps, in order. */
  readonly steps: readonly string[];
  readonly schema: Readonly<Record<string, unknown>>;
  validate(reader: DocumentReader, value: unknown, pointer: string): void;
  derive(value: ActivityMethod, factor: EmissionFactor): Derivation;
}

interface Definition<F extends Fields> extends Pick<Method, "name" | "source" | "categories" | "steps"> {
  fields: F;
  /** The formula. Returns problems if well-formed inputs have no result. */
  derive(input: Opened<F>): Derived | MethodProblem[];
  checkFactor?(input: Opened<F>, factor: EmissionFactor): MethodProblem[];
}

export function defineMethod<const F extends Fields>(definition: Definition<F>): Method {
  const { name, source, categories, fields, steps, derive, checkFactor } = definition;
  const object = schemaOf(fields) as { required: string[]; properties: JsonObject };
  return {
    name,
    source,
    categories,
    fields,
    steps,
    schema: {
      ...object,
      required: ["name", ...object.required],
      properties: { name: { const: name }, ...object.properties },
    },
    validate(reader, value, pointer) {
      readFields(reader, fields, { value, pointer }, ["name"]);
    },
    derive(value, factor) {
      const input = readFields(new DocumentReader(), fields, { value, pointer: "" }, ["name"]);
      if (!input) throw new CarbonError("value_unknown", { value: name });
      const problems = checkFactor?.(input, factor) ?? [];
      const derived = derive(input);
      if (Array.isArray(derived)) return { ok: false, problems: [...derived, ...problems] };
      return problems.length > 0 ? { ok: false, problems } : { ok: true, ...derived };
    },
  };
}

export function problem(code: string, pointer: string, detail: Record<string, string> = {}): MethodProblem {
  return { code, pointer, detail };
}
