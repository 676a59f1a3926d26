import { isJsonObject } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { CredentialTotals } from "./credential.ts";

/**
 * The totals that a credential states, taken from `results.totals` of an inventory document without touching a digit:
 * issuing and verifying both read them here. Throws `no_totals` for a document without results or with issues.
 */
export function totalsOfDocument(document: unknown): CredentialTotals {
  const results = isJsonObject(document) ? document.results : undefined;
  const totals = isJsonObject(results) ? results.totals : undefined;
  return {
    locationBasedCo2eKg: decimalAt(totals, ["co2eKg"]),
    marketBasedCo2eKg: decimalAt(totals, ["co2eKgMarketBased"]),
    biogenicCo2Kg: decimalAt(totals, ["biogenicCo2Kg"]),
    scope1Co2eKg: decimalAt(totals, ["byScope", "1"]),
    scope2LocationBasedCo2eKg: decimalAt(totals, ["scope2", "locationBased"]),
    scope2MarketBasedCo2eKg: decimalAt(totals, ["scope2", "marketBased"]),
    scope3Co2eKg: decimalAt(totals, ["byScope", "3"]),
  };
}

function decimalAt(totals: unknown, path: string[]): string {
  let value: unknown = totals;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  if (typeof value !== "string")
    throw new TransparencyError("no_totals", { pointer: `/results/totals/${path.join("/")}` });
  return value;
}
