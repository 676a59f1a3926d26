import { evaluateFactor, type FactorValue } from "#app/carbon/factor-value.ts";
import type { DocumentGwp } from "#app/carbon/inventory-document.ts";
import type { OwnFactorVersion } from "#app/services/own-factor.server.ts";
import { type OwnState, toOwnDocumentFactor } from "#app/services/own-factor.ts";
import type { ChipTone } from "#app/ui/chip.tsx";

export const STATE_TONE: Record<OwnState, ChipTone> = {
  draft: "neutral",
  proposed: "warning",
  approved: "good",
  superseded: "neutral",
  rejected: "bad",
  withdrawn: "bad",
};

/** The version that stands for a factor in a list: the one in use, else the newest. */
export function leadingVersion(versions: readonly OwnFactorVersion[]): OwnFactorVersion {
  return versions.find(({ state }) => state === "approved") ?? versions[0]!;
}

/** A version's figure with the inventory's own GWPs. */
export function evaluateVersion({ factorId, version, content }: OwnFactorVersion, gwp: DocumentGwp): FactorValue {
  return evaluateFactor(toOwnDocumentFactor(factorId, version, content), gwp);
}
