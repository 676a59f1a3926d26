import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor, type FactorValue } from "#app/carbon/factor/factor-value.ts";
import type { OwnFactorVersion } from "./own-factor.server.ts";
import { toOwnDocumentFactor } from "./own-factor-content.ts";

/** The version that stands for a factor in a list: the one in use, else the newest. */
export function leadingVersion(versions: readonly OwnFactorVersion[]): OwnFactorVersion {
  return versions.find(({ state }) => state === "approved") ?? versions[0]!;
}

/** A version's figure with the inventory's own GWPs. */
export function evaluateVersion({ factorId, version, content }: OwnFactorVersion, gwp: DocumentGwp): FactorValue {
  return evaluateFactor(toOwnDocumentFactor(factorId, version, content), gwp);
}
