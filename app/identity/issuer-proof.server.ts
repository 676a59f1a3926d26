import { type AnyTx, actAs, type TenantTx } from "#db/doors.ts";
import { type ProvedDomain, readDomainProofs } from "./domain-proof.server.ts";
import { endOf } from "./domain-state.ts";
import { type IssuerProofs, NO_PROOFS, type ShownDomain, type ShownRegistration } from "./issuer-proof.ts";
import { readRegistrationProofs } from "./registration.server.ts";
import { findIssuers } from "./report-issuer.server.ts";

interface IssuedReport {
  number: string;
  /** The names under which it was issued. */
  issuer: { en?: string | undefined; zh?: string | undefined };
}

/** What is on record now about the issuers of reports, by the numbers of the reports. */
export async function readIssuerProofs(
  tx: AnyTx,
  reports: readonly IssuedReport[],
  now: Date,
): Promise<Map<string, IssuerProofs>> {
  const issuers = await findIssuers(
    tx,
    reports.map(({ number }) => number),
  );
  const ids = [...new Set(issuers.values())];
  const domains = await readDomainProofs(tx, ids);
  const registrations = await readRegistrationProofs(tx, ids);
  return new Map(
    reports.map(({ number, issuer }) => {
      const id = issuers.get(number);
      if (id === undefined) return [number, NO_PROOFS];
      const names = [issuer.en, issuer.zh];
      return [
        number,
        {
          domains: (domains.get(id) ?? []).map((one) => showDomain(one, now)),
          // A check is about one name. After a rename it proves nothing of the new one.
          registrations: (registrations.get(id) ?? []).filter(({ name }) => names.includes(name)).map(showRegistration),
        },
      ];
    }),
  );
}

function showDomain(proof: ProvedDomain, now: Date): ShownDomain {
  return {
    domain: proof.domain,
    method: proof.method,
    confirmedAt: proof.confirmedAt.toISOString(),
    failedAt: proof.failedAt?.toISOString() ?? null,
    endedAt: endOf(proof, now)?.toISOString() ?? null,
  };
}

function showRegistration({ name, number, register, checkedOn }: ShownRegistration): ShownRegistration {
  return { name, number, register, checkedOn };
}

/** Removes the public proofs of a workspace that is erased. */
export async function removePublicProofs(tx: TenantTx): Promise<void> {
  const { identity_id: id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
  await actAs(tx, "app_log", async () => {
    for (const table of ["domain_proof", "registration_proof", "listed_verifier"] as const)
      await tx.deleteFrom(table).where("identity_id", "=", id).execute();
  });
}
