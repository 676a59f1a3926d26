import { z } from "zod";
import type { Field, Fields } from "#app/carbon/method/field.ts";
import { applyMultiple, parseUnit } from "#app/carbon/unit/unit.ts";

/** Form fields by name, as typed. */
export type Typed = Readonly<Record<string, string>>;

/** Larger data belongs in a file. Higher indexes are ignored. */
const MAX_ROWS = 200;

/**
 * Converts typed fields to method inputs: `mass.quantity` and `mass.unit` become an amount, `shipments.0.mass.quantity`
 * becomes part of a row. Blank fields are omitted, so that the check reports them. Blank rows are dropped. Common
 * spellings of units are accepted.
 */
export function readInputs(fields: Fields, typed: Typed, prefix = ""): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = readInput(field, typed, `${prefix}${name}`);
    if (value !== undefined) inputs[name] = value;
  }
  return inputs;
}

function readInput(field: Field<unknown, unknown>, typed: Typed, name: string): unknown {
  const text = (part: string) => typed[`${name}.${part}`]?.trim() ?? "";
  switch (field.kind) {
    case "amount":
      return text("quantity") === "" ? undefined : toAmount(text("quantity"), text("unit"));
    case "stated":
      return text("value") === "" && text("source") === ""
        ? undefined
        : { value: text("value"), source: text("source") };
    case "rows": {
      const list = rowIndexes(typed, name).map((index) => readInputs(field.fields!, typed, `${name}.${index}.`));
      const filled = list.filter((row) => Object.keys(row).length > 0);
      return filled.length === 0 ? undefined : filled;
    }
    default:
      return typed[name]?.trim() || undefined;
  }
}

/** Converts a typed unit to its code and applies its multiple to the number. Unknown units are left for the check. */
function toAmount(quantity: string, unitText: string): { quantity: string; unit: string } {
  const unit = parseUnit(unitText);
  if (!unit.ok) return { quantity, unit: unitText };
  try {
    return { quantity: unit.multiple === "1" ? quantity : applyMultiple(quantity, unit.multiple), unit: unit.code };
  } catch {
    return { quantity, unit: unit.code };
  }
}

/** Row indexes in a form, in order. */
export function rowIndexes(typed: Typed, name: string): number[] {
  const found = new Set<number>();
  for (const key of Object.keys(typed)) {
    if (!key.startsWith(`${name}.`)) continue;
    const index = /^\d{1,3}(?=\.)/.exec(key.slice(name.length + 1))?.[0];
    if (index !== undefined && Number(index) < MAX_ROWS) found.add(Number(index));
  }
  return [...found].sort((a, b) => a - b);
}

/** The inverse of `readInputs`: stored inputs as form fields. */
export function printInputs(inputs: Record<string, unknown>, prefix = ""): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const at = `${prefix}${name}`;
    if (typeof value === "string") typed[at] = value;
    else if (Array.isArray(value)) {
      for (const [index, row] of value.entries()) {
        Object.assign(typed, printInputs(row as Record<string, unknown>, `${at}.${index}.`));
      }
    } else if (value && typeof value === "object") {
      Object.assign(typed, printInputs(value as Record<string, unknown>, `${at}.`));
    }
  }
  return typed;
}

/** The form field for an error's pointer, such as `/shipments/0/mass/unit`. Pointers don't count blank rows. */
export function fieldOfPointer(pointer: string, fields: Fields, typed: Typed): string {
  const parts = pointer.split("/").slice(1);
  const [name = ""] = parts;
  const field = fields[name];
  if (field?.kind === "rows" && parts.length > 1) {
    const filled = rowIndexes(typed, name).filter(
      (index) => Object.keys(readInputs(field.fields!, typed, `${name}.${index}.`)).length > 0,
    );
    parts[1] = String(filled[Number(parts[1])] ?? 0);
  }
  return parts.join(".");
}

/** Accepts any text. The method's check validates it. */
export const MethodForm = z.record(z.string().max(120), z.string().max(4000));

/** The rows to show: those in the form, plus or minus one on request, and at least one. */
export function rowsToShow(typed: Typed, intent: string, name: string): number[] {
  const indexes = rowIndexes(typed, name);
  const [action, field, index] = intent.split(":");
  if (field === name && action === "add") return [...(indexes.length > 0 ? indexes : [0]), (indexes.at(-1) ?? 0) + 1];
  const kept = field === name && action === "remove" ? indexes.filter((one) => String(one) !== index) : indexes;
  return kept.length > 0 ? kept : [0];
}
