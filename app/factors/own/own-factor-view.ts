import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor, type FactorValue } from "#app/carbon/factor/factor-value.ts";
import type { OwnFactorVersion } from "./own-factor.server.ts";
import { toOwnDocumentFactor } from "./own-factor-content.ts";

/** The version that represents a factor in a list: the one in use, otherwise the newest. */
export function leadingVersion(versions: readonly OwnFactorVersion[]): OwnFactorVersion {
  return versions.find(({ state }) => state === "approved") ?? versions[0]!;
}

/** The value of a version with the GWP set of the inventory. */
export function evaluateVersion({ factorId, version, content }: OwnFactorVersion, gwp: DocumentGwp): FactorValue {
  return evaluateFactor(toOwnDocumentFactor(factorId, version, content), gwp);
}
