import { foldName } from "#app/encoding/text/name-match.ts";
import type { Check } from "#app/proof/verdict.ts";
import type { ReportView } from "./report-view.ts";

/** The names in the certificate of a valid seal. Nothing is checked of the authority that issued it. */
export interface SealedBy {
  organization: string;
  authority: string;
  /** Whether it is the name of the issuer, in any case and spacing. */
  isIssuer: boolean;
}

/** Null without a valid seal of this report, or if its certificate was issued by its holder, which proves nothing. */
export function sealedBy(checks: readonly Check[], issuer: ReportView["issuer"]): SealedBy | null {
  const facts = checks.find(({ id, outcome }) => id === "seal" && outcome === "passed")?.facts;
  const organization = facts?.organization || facts?.subject;
  if (!facts?.issuer || !organization) return null;
  const isIssuer = [issuer.en, issuer.zh].some((name) => name && foldName(name) === foldName(organization));
  return { organization, authority: facts.issuer, isIssuer };
}
