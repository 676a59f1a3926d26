import { createHash, randomUUID } from "node:crypto";
import type { Actor } from "#app/access/actor.server.ts";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { acceptEngagement, inviteVerifier } from "#app/assurance/engagement.server.ts";
import type { StatementInput } from "#app/assurance/statement.server.ts";
import type { StoredFile } from "#app/evidence/store-files.server.ts";
import type { Doors } from "#db/doors.ts";

/** A complete statement as a verification body would write it. */
export function sampleStatement(packageHash: string, changes: Partial<StatementInput> = {}): StatementInput {
  return {
    packageHash,
    engagement: {
      type: "verification",
      level: "limited",
      objectives: "To conclude on the greenhouse-gas statement of the sample year.",
      criteria: "ISO 14064-1:2018, ISO 14064-3:2019",
      scope: "Scopes 1, 2 and 3 of the sample plant",
      period: { start: "2025-01-01", end: "2025-12-31" },
      materiality: "5 % of the total",
    },
    parties: { responsibleParty: "Sample Works", intendedUser: "Customers of Sample Works" },
    totals: { locationBasedTco2e: "0.1605", marketBasedTco2e: null },
    opinion: {
      kind: "unmodified",
      text: "Nothing has come to our attention that the statement is not fairly presented.",
    },
    verifier: {
      name: "Sample Verification Body",
      accreditationBody: "Sample Accreditation Board",
      accreditationNumber: "SAB-0001",
      accreditationScope: "ISO 14064-1, manufacturing",
      accreditationExpiresOn: "2099-06-30",
      registerUrl: "https://register.sample.example/SAB-0001",
      leadVerifier: "Lead Sample",
      independentReviewer: "Reviewer Sample",
    },
    date: "2026-03-02",
    ...changes,
  };
}

/** A file whose bytes count as stored. */
export function storedFile(text: string = randomUUID()): StoredFile {
  return {
    id: randomUUID(),
    name: "statement.pdf",
    kind: "pdf",
    size: text.length,
    sha256: createHash("sha256").update(text).digest("hex"),
    scan: "not_scanned",
  };
}

/** A person outside the tenant. */
export async function makeOutsider(doors: Doors, name = "Verifier Sample"): Promise<{ userId: string; email: string }> {
  const userId = randomUUID();
  const email = `${userId}@body.example`;
  await doors.accounts
    .insertInto("user_account")
    .values({ id: userId, name, email, email_verified: true, locale: "en", two_factor_enabled: true })
    .execute();
  return { userId, email };
}

/** A verifier whose engagement on the inventory is in force today. */
export async function engageVerifier(
  doors: Doors,
  actor: Actor,
  inventoryId: string,
  days: { startsOn: string; endsOn: string } = aroundToday(),
): Promise<VerifierActor> {
  const person = await makeOutsider(doors);
  const made = await doors.withTenant(actor, (tx) =>
    inviteVerifier(
      tx,
      actor,
      { inventoryId, bodyName: "Sample Verification Body", email: person.email, ...days },
      new Date(`${days.startsOn}T00:00:00Z`),
    ),
  );
  if ("fault" in made) throw new Error(made.fault);
  const { engagementId } = made;
  const author = { tenantId: actor.tenantId, userId: person.userId, source: "page" as const };
  await doors.withTenant(author, (tx) => acceptEngagement(tx, author, { engagementId, email: person.email }));
  return { ...author, engagementId, organizationId: actor.organizationId, inventoryId };
}

export function aroundToday(): { startsOn: string; endsOn: string } {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  return { startsOn: day(-1), endsOn: day(30) };
}

/** A record of hotel nights of the sample company, to be saved. */
export function hotelNights(quantity: string) {
  return {
    kind: "add" as const,
    recordId: randomUUID(),
    entry: {
      facility: "Plant A",
      source: "Hotel nights",
      period: "2025-06",
      quantity,
      unit: "room_night",
      dataQuality: "",
      evidence: "",
      note: "",
    },
  };
}
