import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import type {
  Disclosure,
  DocumentActivity,
  Fault,
  InventoryDocument,
  Issue,
  ResultLine,
} from "#app/carbon/document/inventory-document.ts";
import { validateActivity } from "#app/carbon/document/validate-activity.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { printLine } from "#app/carbon/total/inventory.ts";
import { convert, type UnitCode } from "#app/carbon/unit/unit.ts";
import { divide, isZero, multiply, type Ratio, toExactOr40, toFractionText } from "#app/number/ratio.ts";
import { calculateActivity } from "./calculate.ts";
import { openContext } from "./calculation-context.ts";
import type { Emission } from "./emission.ts";
import type { ExactLine } from "./exact-line.ts";

/** One calculation step, with every value as text: exact fractions for ratios, results as in `results`. */
export type TraceStep =
  | { kind: "entered"; quantity: string; unit: string }
  /** A figure between a method's inputs and the quantity. `name` is one of the method's steps. */
  | { kind: "method"; method: string; name: string; value: string; unit: string | null }
  | { kind: "conversion"; from: string; to: string; ratio: string; result: string }
  | {
      kind: "property";
      factor: string;
      property: string;
      direction: "forward" | "inverse";
      value: string;
      from: string;
      to: string;
      result: string;
    }
  | { kind: "factor"; factor: string; unit: string; quantity: string }
  | { kind: "share"; share: string }
  | { kind: "gas"; gas: string; kgPerUnit: string; kg: string; gwp: string; co2eKg: string; apartCo2eKg?: string }
  | { kind: "unsplit"; co2eKgPerUnit: string; gwpSet: string; co2eKg: string }
  | { kind: "biogenic"; kgPerUnit: string; kg: string }
  | { kind: "total"; co2eKg: string }
  | {
      kind: "market";
      part: "instrument" | "residual" | "grid_average";
      factor: string;
      quantity: string;
      unit: string;
      co2eKg: string;
    };

/** How a line's numbers were calculated, in the order of the formula (methodology §10). Gases are after the share. */
export interface LineTrace {
  activity: string;
  steps: TraceStep[];
}

export type LineCalculation =
  | { ok: true; line: ResultLine; trace: LineTrace; disclosures: Disclosure[] }
  | { ok: false; faults: Fault[]; issues: Issue[] };

/**
 * Checks, calculates and explains one row for a page. The document's GWP set and factors must be valid. The activity
 * may contain anything, and need not be in the document.
 */
export function calculateLine(
  document: Pick<InventoryDocument, "period" | "gwp" | "factors">,
  activity: DocumentActivity,
): LineCalculation {
  const reader = new DocumentReader();
  const kinds = new Map(document.factors.map((factor) => [referenceOf(factor), factor.kind]));
  validateActivity(reader, activity, { pointer: "", surroundings: { period: document.period, kinds } });
  if (reader.faults.length > 0) return { ok: false, faults: reader.faults, issues: [] };

  const outcome = calculateActivity(openContext(document), activity, 0);
  const issues = outcome.issues.map((issue) => ({ ...issue, pointer: issue.pointer.replace("/activities/0", "") }));
  if (!outcome.line) return { ok: false, faults: [], issues };
  const { line, disclosures } = outcome;
  return { ok: true, line: printLine(line), trace: traceLine(line), disclosures };
}

export function traceLine(line: ExactLine): LineTrace {
  const { activity, share } = line;
  const steps: TraceStep[] = [
    ...line.methodSteps.map(({ name, value, unit }): TraceStep => {
      return { kind: "method", method: activity.method!.name, name, value: toFractionText(value), unit };
    }),
    { kind: "entered", quantity: toExactOr40(line.quantity), unit: line.unit },
    ...tracePath(line),
    {
      kind: "factor",
      factor: activity.factor,
      unit: line.emission.factor.unit,
      quantity: toExactOr40(line.factorQuantity),
    },
  ];
  if (activity.share !== undefined) steps.push({ kind: "share", share: toFractionText(share) });
  steps.push(...traceEmission(line.emission), { kind: "total", co2eKg: toExactOr40(line.emission.co2eKg) });
  for (const part of line.market?.parts ?? []) {
    steps.push({
      kind: "market",
      part: part.kind,
      factor: part.emission.factor.reference,
      quantity: toExactOr40(part.quantity),
      unit: part.emission.factor.unit,
      co2eKg: toExactOr40(part.emission.co2eKg),
    });
  }
  return { activity: activity.id, steps };
}

function tracePath(line: ExactLine): TraceStep[] {
  let at: Ratio = line.quantity;
  return line.path.steps.map((step): TraceStep => {
    if (step.kind === "conversion") {
      at = convert(at, step.from as UnitCode, step.to as UnitCode);
      return { ...step, ratio: toFractionText(step.ratio), result: toExactOr40(at) };
    }
    const { property, direction, from, to } = step;
    at = direction === "forward" ? multiply(at, property.value) : divide(at, property.value);
    const value = toFractionText(property.value);
    const facts = { factor: property.reference, property: property.property, direction, value };
    return { kind: "property", ...facts, from, to, result: toExactOr40(at) };
  });
}

function traceEmission({ factor, gases, unsplitCo2eKg, biogenicCo2Kg }: Emission): TraceStep[] {
  const steps: TraceStep[] = gases.map(({ gas, kgPerUnit, kg, gwp, co2eKg, apartCo2eKg }) => ({
    kind: "gas",
    gas,
    kgPerUnit: toFractionText(kgPerUnit),
    kg: toExactOr40(kg),
    gwp: toExactOr40(gwp),
    co2eKg: toExactOr40(co2eKg),
    ...(isZero(apartCo2eKg) ? {} : { apartCo2eKg: toExactOr40(apartCo2eKg) }),
  }));
  if (factor.unsplit && unsplitCo2eKg) {
    const co2eKgPerUnit = toExactOr40(factor.unsplit.co2eKgPerUnit);
    steps.push({ kind: "unsplit", co2eKgPerUnit, gwpSet: factor.unsplit.gwpSet, co2eKg: toExactOr40(unsplitCo2eKg) });
  }
  if (!isZero(biogenicCo2Kg) || !isZero(factor.biogenicCo2KgPerUnit)) {
    const kgPerUnit = toExactOr40(factor.biogenicCo2KgPerUnit);
    steps.push({ kind: "biogenic", kgPerUnit, kg: toExactOr40(biogenicCo2Kg) });
  }
  return steps;
}
