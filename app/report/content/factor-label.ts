import type { FactorReference } from "#app/carbon/document/inventory-document.ts";
import type { ReportModel } from "../model.ts";

const labels = new WeakMap<ReportModel, Map<FactorReference, string>>();

/** The short name under which the factor register of a report lists a factor or property. */
export function labelOf(model: ReportModel, reference: FactorReference): string {
  let known = labels.get(model);
  if (!known) {
    known = new Map([...model.factors, ...model.properties].map((entry) => [entry.reference, entry.label]));
    labels.set(model, known);
  }
  return known.get(reference) ?? reference;
}
