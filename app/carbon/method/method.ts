import { DocumentReader, type JsonObject } from "#app/carbon/document/document-reader.ts";
import type { ActivityMethod, EmissionFactor, HeatBasis } from "#app/carbon/document/inventory-document.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import type { Ratio } from "#app/number/ratio.ts";
import { type Fields, type Opened, readFields, schemaOf } from "./field.ts";

/** A figure on the way from the inputs to the quantity, for people: `name` is a key of the method's `steps`. */
export interface MethodStep {
  name: string;
  value: Ratio;
  unit: UnitCode | null;
}

/** Why there is no quantity, and where under the method (`/rows/1/share`). The code is an issue code. */
export interface MethodProblem {
  code: string;
  pointer: string;
  detail: Record<string, string>;
}

/** The quantity that a method makes of its inputs: it meets `via` and the factor like one that was entered. */
export interface Derived {
  quantity: Ratio;
  unit: UnitCode;
  /** Of heat of a fuel, where the method knows it; properties and factor must be of the same. */
  heatBasis?: HeatBasis;
  steps: MethodStep[];
  /** What the reader must be told; the code is a disclosure code. */
  disclosures?: { code: string; detail: Record<string, string> }[];
}

export type Derivation = ({ ok: true } & Derived) | { ok: false; problems: MethodProblem[] };

/** A published way to work out activity data. Pure: the same inputs give the same quantity, exactly. */
export interface Method {
  readonly name: string;
  /** Standard and clause that the formula stands in. */
  readonly source: string;
  /** The categories it is published for; in another one it is a fault. */
  readonly categories: readonly Category[];
  readonly fields: Fields;
  /** Names of the steps it shows, in their order. */
  readonly steps: readonly string[];
  readonly schema: Readonly<Record<string, unknown>>;
  /** Reports what is wrong with the inputs of a document. */
  validate(reader: DocumentReader, value: unknown, pointer: string): void;
  /** From inputs that `validate` found nothing wrong with. `factor` is the one that the quantity will meet. */
  derive(value: ActivityMethod, factor: EmissionFactor): Derivation;
}

interface Definition<F extends Fields> extends Pick<Method, "name" | "source" | "categories" | "steps"> {
  fields: F;
  /** The formula. Returns problems where the inputs, though well formed, have no result. */
  derive(input: Opened<F>): Derived | MethodProblem[];
  /** What the inputs demand of the factor. */
  checkFactor?(input: Opened<F>, factor: EmissionFactor): MethodProblem[];
}

/** Makes a method of its fields and its formula. */
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
