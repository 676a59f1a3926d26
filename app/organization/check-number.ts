import type { z } from "zod";
import { faultOfNumber, faultOfTaxNumber, type NumberKind } from "./registration-number.ts";

/** Checks the form of the registration number by its kind; no register is asked. */
export function checkNumber(
  { legalId, legalIdKind }: { legalId: string; legalIdKind: NumberKind | "" },
  context: z.RefinementCtx,
): void {
  if (legalId === "") return;
  const add = (message: string, field: string) => context.addIssue({ code: "custom", message, path: [field] });
  const fault = legalIdKind === "" ? "number_kind" : faultOfNumber(legalIdKind, legalId);
  if (fault) add(fault, fault === "number_kind" ? "legalIdKind" : "legalId");
}

/** Checks the form of a tax number where the country shows its kind. */
export function checkTaxNumber({ country, taxId }: { country: string; taxId: string }, context: z.RefinementCtx): void {
  const fault = faultOfTaxNumber(country, taxId);
  if (fault) context.addIssue({ code: "custom", message: fault, path: ["taxId"] });
}
