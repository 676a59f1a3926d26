import { utcDay } from "#app/day/day.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import type { StatedProof, StatedProofs } from "#app/proof/stated-proof.ts";
import type { TenantTx } from "#db/doors.ts";
import { readDomainProofs } from "./domain-proof.server.ts";
import { endOf } from "./domain-state.ts";
import { isNameChecked } from "./issuer-proof.ts";
import { listReleasedNames } from "./name-review.server.ts";
import { readRegistrationProofs } from "./registration.server.ts";
import { findIssuerIdentity } from "./report-issuer.server.ts";

interface NamedReport {
  /** Null before someone issues it: the organization's own workspace. */
  authorId: string | null;
  issuer: LocalText;
  /** The name on the cover, if it is another. */
  house?: LocalText | undefined;
}

/** What is proved of the issuer of a report now, for the report and its record. */
export async function freezeIssuerProofs(
  tx: TenantTx,
  { authorId, issuer, house = {} }: NamedReport,
  { host, now }: { host: string; now: Date },
): Promise<StatedProofs> {
  const identityId = await findIssuerIdentity(tx, authorId);
  const names = [issuer, house].flatMap(({ en, zh }) => [en ?? "", zh ?? ""]).filter((name) => name !== "");
  const domains = (await readDomainProofs(tx, [identityId])).get(identityId) ?? [];
  // A check is about one name.
  const registrations = ((await readRegistrationProofs(tx, [identityId])).get(identityId) ?? []).filter(({ name }) =>
    names.includes(name),
  );
  const released = await listReleasedNames(tx, names);
  const proofs: StatedProof[] = [
    ...domains
      .filter((proof) => endOf(proof, now) === null)
      .map(({ domain, method, confirmedAt }): StatedProof => {
        return { kind: "domain", method, value: domain, checkedOn: utcDay(confirmedAt), checkedBy: host };
      }),
    ...registrations.map(({ name, number, register, checkedOn }): StatedProof => {
      const value = `${number}, ${register}`;
      return { kind: "registration", method: "register", value, name, checkedOn, checkedBy: host };
    }),
    ...released.map(({ name, on }): StatedProof => {
      return { kind: "name_review", method: "review", value: name, name, checkedOn: on, checkedBy: host };
    }),
  ];
  return { nameChecked: isNameChecked(issuer, { domains: [], registrations }), proofs };
}
