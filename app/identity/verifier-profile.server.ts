import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { actAs, changesPublic, type TenantTx } from "#db/doors.ts";
import { listHeldNames } from "./name-review.server.ts";
import { readRegistrationProofs } from "./registration.server.ts";
import { NO_PROFILE, type VerifierProfile, VerifierProfileSetting } from "./verifier-profile.ts";

export const keptProfile = keepSetting(VerifierProfileSetting, {
  toRow: ({ isListed, accreditation: one }: VerifierProfile) => ({
    is_listed: isListed,
    accreditation_body: one.body,
    accreditation_number: one.number,
    accreditation_scope: one.scope,
    accreditation_expires_on: one.expiresOn,
    register_url: one.registerUrl,
  }),
  fromRow: (row) => ({
    isListed: row.is_listed,
    accreditation: {
      body: row.accreditation_body,
      number: row.accreditation_number,
      scope: row.accreditation_scope,
      expiresOn: row.accreditation_expires_on,
      registerUrl: row.register_url,
    },
  }),
  initial: NO_PROFILE,
  facts: ({ isListed, accreditation: one }) => ({
    isListed,
    accreditationBody: one.body,
    accreditationNumber: one.number,
    accreditationScope: one.scope,
    expiresOn: one.expiresOn,
    registerUrl: one.registerUrl,
  }),
});

export async function getVerifierProfile(tx: TenantTx): Promise<VerifierProfile & { version: number }> {
  const { value, version } = await keptProfile.latest(tx, {});
  return { ...value, version };
}

/** Saves the profile as a new version, with the public entry as it follows from it. The same profile changes nothing. */
export async function stateVerifierProfile(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...profile }: VerifierProfile & { basedOn: number },
): Promise<void> {
  await keptProfile.save(tx, author, await keptProfile.open(tx, author, { basedOn }), profile);
  await publishVerifier(tx);
}

/**
 * Replaces the public entry of the workspace in context: after a change of its profile, name or kind, or of the
 * operator's decisions on its name. A name that resembles that of another body is listed once the operator released it
 * or checked its registration.
 */
export async function publishVerifier(tx: TenantTx): Promise<void> {
  const { identityId, entry } = await deriveListedVerifier(tx);
  const listed = entry && (await isNameHeld(tx, identityId, entry.name)) ? null : entry;
  changesPublic(tx);
  await actAs(tx, "app_log", async () => {
    await tx.deleteFrom("listed_verifier").where("identity_id", "=", identityId).execute();
    if (listed) await tx.insertInto("listed_verifier").values(listed).execute();
  });
}

/** The entry as it follows from the facts of the workspace in context. Null if its owner lists nothing. */
export async function deriveListedVerifier(tx: TenantTx) {
  const tenant = await tx.selectFrom("tenant").select(["identity_id", "name", "kind"]).executeTakeFirstOrThrow();
  const { identity_id: identityId, name } = tenant;
  const versions = await keptProfile.list(tx, {});
  const newest = versions[0];
  if (tenant.kind !== "verification_body" || !newest?.value.isListed) return { identityId, entry: null };
  const unlisted = versions.findIndex(({ value }) => !value.isListed);
  const first = versions[(unlisted < 0 ? versions.length : unlisted) - 1]!;
  const { body, number, scope, expiresOn, registerUrl } = newest.value.accreditation;
  const entry = {
    identity_id: identityId,
    name,
    accreditation_body: body,
    accreditation_number: number,
    accreditation_scope: scope,
    accreditation_expires_on: expiresOn,
    register_url: registerUrl,
    since: first.row.created_at,
  };
  return { identityId, entry };
}

/** Whether the name of the workspace waits for the operator's decision. */
export async function isNameHeld(tx: TenantTx, identityId: string, name: string): Promise<boolean> {
  const registrations = (await readRegistrationProofs(tx, [identityId])).get(identityId) ?? [];
  if (registrations.some((one) => one.name === name)) return false;
  return (await listHeldNames(tx, { names: [name], authorId: null })).length > 0;
}

export async function readListedVerifier(tx: TenantTx, identityId: string) {
  const row = await tx
    .selectFrom("listed_verifier")
    .select([
      "identity_id",
      "name",
      "accreditation_body",
      "accreditation_number",
      "accreditation_scope",
      "accreditation_expires_on",
      "register_url",
      "since",
    ])
    .where("identity_id", "=", identityId)
    .executeTakeFirst();
  return row ?? null;
}
