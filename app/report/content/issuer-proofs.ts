import { quoteName } from "#app/encoding/text/quote-name.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { kindByCheckDigit } from "#app/organization/registration-number.ts";
import type { StatedProof, StatedProofs } from "#app/proof/stated-proof.ts";
import type { ReportFacts } from "../model.ts";
import type { Words } from "./words.ts";

/** A proof of the issuer, as it was when the report was issued. */
export function sayProof(
  { boundary: { proof: t } }: Pick<Messages["report"], "boundary">,
  date: (day: string) => string,
  { kind, method, value, name = "", checkedOn, checkedBy }: StatedProof,
): string {
  const day = date(checkedOn);
  if (kind === "registration") return t.registration(quoteName(name), value, day, checkedBy);
  if (kind === "name_review") return t.review(quoteName(name), day, checkedBy);
  return t[method === "dns" ? "dns" : "web"](value, day, checkedBy);
}

/** All of them, a line each; empty in reports before they were kept. */
export function sayIssuerProofs({ issuerProofs }: ReportFacts, { t, date }: Words): string {
  if (issuerProofs === undefined) return "";
  const { proofs } = issuerProofs;
  if (proofs.length === 0) return t.boundary.proof.none;
  return [...proofs.map((one) => sayProof(t, date, one)), t.boundary.proof.note].join("\n");
}

/** The issuer's name, which is a claim unless the operator checked it. */
export function nameIssuer({ issuer, issuerProofs }: ReportFacts, { t, name }: Words): string {
  return issuerProofs?.nameChecked ? name(issuer) : t.boundary.nameNotChecked(name(issuer));
}

/** Any other name of section 1, such as that of the preparer or one form of the organization's. Empty without a name. */
export function nameClaim(one: LocalText | undefined, facts: ReportFacts, { t, name }: Words): string {
  const shown = name(one);
  return shown === "" || registrationOf(one, facts) ? shown : t.boundary.nameNotChecked(shown);
}

/** The organization's number, and what was checked of it. A registration of exactly its name and number is a check. */
export function sayNumber(facts: ReportFacts, { t }: Words): string {
  const { legalId, legalName } = facts.organization;
  const { checkedNumber } = t.boundary;
  if (legalId === "" || registrationOf(legalName, facts)?.value.startsWith(`${legalId}, `)) return legalId;
  return checkedNumber[kindByCheckDigit(legalId) ?? "stated"](legalId);
}

/** The operator's check of exactly this name, in each of its forms. */
function registrationOf({ en, zh }: LocalText = {}, { issuerProofs }: ReportFacts): StatedProof | undefined {
  const { proofs = [] }: Partial<StatedProofs> = issuerProofs ?? {};
  const checks = [en, zh].map((one) => proofs.find(({ kind, name }) => kind === "registration" && name === one));
  return [en, zh].every((one, at) => !one || checks[at]) ? checks.find((one) => one !== undefined) : undefined;
}

/** On the cover, below the name: the check of exactly this name, else a proved domain, else that nothing was checked. */
export function sayCoverName(facts: ReportFacts, { t, date }: Words): string {
  const registration = registrationOf(facts.brand?.name ?? facts.issuer, facts);
  if (registration) return t.cover.issuerRegistered(registration.checkedBy, date(registration.checkedOn));
  const { proofs = [] }: Partial<StatedProofs> = facts.issuerProofs ?? {};
  const domain = proofs.find(({ kind }) => kind === "domain");
  return domain ? t.cover.issuerDomain(domain.value, date(domain.checkedOn)) : t.cover.nameNotChecked;
}
