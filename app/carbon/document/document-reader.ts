import { isUnitCode, parseUnit, type UnitCode } from "#app/carbon/unit/unit.ts";
import { isDate } from "#app/day/period.ts";
import { checkDecimal, Decimal, type NumberBounds, numberFacts } from "#app/number/decimal.ts";
import { parseRatio, type Ratio } from "#app/number/ratio.ts";
import type { Fault } from "./inventory-document.ts";

export type JsonObject = Record<string, unknown>;

/** One reference token of a JSON pointer (RFC 6901). */
export function pointerToken(key: string | number): string {
  return String(key).replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Reads fields of an unknown JSON value and collects an error with its pointer for each invalid one, so that all errors
 * are reported at once. Every `read…` returns null after an error. An absent optional field is undefined. Unknown
 * fields are ignored, because the format may grow.
 */
export class DocumentReader {
  readonly faults: Fault[] = [];

  fault(code: string, pointer: string, detail?: Record<string, string>): null {
    this.faults.push(detail ? { code, pointer, detail } : { code, pointer });
    return null;
  }

  /** The field's value, or an error if it is absent. Inherited names (`constructor`) are not fields. */
  need(object: JsonObject, key: string, pointer: string): unknown {
    if (Object.hasOwn(object, key)) return object[key];
    this.fault("missing_field", `${pointer}/${pointerToken(key)}`, { field: key });
    return undefined;
  }

  optional(object: JsonObject, key: string): unknown {
    return Object.hasOwn(object, key) ? object[key] : undefined;
  }

  object(value: unknown, pointer: string): JsonObject | null {
    if (value === undefined) return null;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
    return this.wrongType(value, "object", pointer);
  }

  array(value: unknown, pointer: string): unknown[] | null {
    if (value === undefined) return null;
    return Array.isArray(value) ? value : this.wrongType(value, "array", pointer);
  }

  text(value: unknown, pointer: string): string | null {
    if (value === undefined) return null;
    if (typeof value !== "string") return this.wrongType(value, "string", pointer);
    return value.trim() === "" ? this.fault("text_empty", pointer) : value;
  }

  words(value: unknown, pointer: string): void {
    if (value !== undefined && typeof value !== "string") this.wrongType(value, "string", pointer);
  }

  /** `{ en?, zh? }`. With `needed`, at least one of them must not be empty. */
  names(value: unknown, pointer: string, needed = false): void {
    const names = this.object(value, pointer);
    if (!names) return;
    const found = ["en", "zh"].map((locale) => this.optional(names, locale));
    for (const [index, name] of found.entries()) this.words(name, `${pointer}/${["en", "zh"][index]}`);
    if (needed && !found.some((name) => typeof name === "string" && name.trim() !== ""))
      this.fault("text_empty", pointer);
  }

  oneOf<T extends string | number>(value: unknown, allowed: readonly T[], pointer: string): T | null {
    if (value === undefined) return null;
    if (typeof value !== typeof allowed[0]) return this.wrongType(value, typeof allowed[0], pointer);
    if ((allowed as readonly unknown[]).includes(value)) return value as T;
    return this.fault("value_unknown", pointer, { value: String(value).slice(0, 60), allowed: allowed.join(", ") });
  }

  number(value: unknown, bounds: NumberBounds, pointer: string): Decimal | null {
    if (value === undefined) return null;
    const problem = checkDecimal(value, bounds);
    return problem ? this.fault(problem, pointer, numberFacts(value, bounds)) : new Decimal(value as string);
  }

  /** A decimal within the limits, or two decimals like `1/3`. */
  ratio(value: unknown, bounds: NumberBounds, pointer: string): Ratio | null {
    if (value === undefined) return null;
    const ratio = parseRatio(value, bounds);
    if (ratio) return ratio;
    const isFraction = typeof value === "string" && value.includes("/");
    const problem = isFraction ? "number_grammar" : (checkDecimal(value, bounds) ?? "number_grammar");
    return this.fault(problem, pointer, numberFacts(value, bounds));
  }

  date(value: unknown, pointer: string): string | null {
    if (value === undefined) return null;
    if (typeof value !== "string") return this.wrongType(value, "string", pointer);
    return isDate(value) ? value : this.fault("date_impossible", pointer, { value: value.slice(0, 40) });
  }

  flag(value: unknown, pointer: string): void {
    if (value !== undefined && typeof value !== "boolean") this.wrongType(value, "boolean", pointer);
  }

  year(value: unknown, pointer: string): string | null {
    if (value === undefined) return null;
    if (typeof value !== "string") return this.wrongType(value, "string", pointer);
    return /^[0-9]{4}$/.test(value) ? value : this.fault("date_impossible", pointer, { value: value.slice(0, 40) });
  }

  period(value: unknown, pointer: string): { start: string; end: string } | null {
    const period = this.object(value, pointer);
    if (!period) return null;
    const start = this.date(this.need(period, "start", pointer), `${pointer}/start`);
    const end = this.date(this.need(period, "end", pointer), `${pointer}/end`);
    if (start === null || end === null) return null;
    return start <= end ? { start, end } : this.fault("period_reversed", pointer, { start, end });
  }

  /** A unit code as used in documents. Aliases are for input only, and `ton` and `gal` have their own errors. */
  unit(value: unknown, pointer: string): UnitCode | null {
    if (value === undefined) return null;
    if (typeof value !== "string") return this.wrongType(value, "string", pointer);
    if (isUnitCode(value)) return value;
    const parsed = parseUnit(value);
    const candidates = parsed.ok ? [parsed.code] : parsed.candidates;
    const code = !parsed.ok && parsed.code === "unit_ambiguous" ? "unit_ambiguous" : "unit_unknown";
    return this.fault(code, pointer, { unit: value.slice(0, 60), candidates: candidates.join(", ") });
  }

  private wrongType(value: unknown, expected: string, pointer: string): null {
    const found = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    return this.fault("wrong_type", pointer, { expected, found });
  }
}
