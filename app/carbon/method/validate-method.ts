import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import type { ActivityMethod, Fault } from "#app/carbon/document/inventory-document.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { METHOD_NAMES, methodOf } from "./methods.ts";

/** Checks that a method is known, fits the category and has inputs that give a result. */
export function validateMethod(
  reader: DocumentReader,
  value: unknown,
  { category, pointer }: { category: unknown; pointer: string },
): void {
  const object = reader.object(value, pointer);
  if (!object) return;
  const name = reader.oneOf(reader.need(object, "name", pointer), METHOD_NAMES, `${pointer}/name`);
  if (name === null) return;
  const method = methodOf(name);
  if (isCategory(category) && !method.categories.includes(category)) {
    const detail = { method: name, category, allowed: method.categories.join(", ") };
    reader.fault("method_category_mismatch", pointer, detail);
  }
  method.validate(reader, object, pointer);
}

/**
 * The first error of a method that was stored earlier, with its pointer below the activity. Null if it is still valid.
 */
export function findMethodFault(method: ActivityMethod, category: string): Fault | null {
  const reader = new DocumentReader();
  validateMethod(reader, method, { category, pointer: "/method" });
  return reader.faults[0] ?? null;
}
