import { versionOf } from "#app/access/account-secret.ts";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";
import type { Doors } from "#db/doors.ts";
import { openKey, sealKey } from "./sealed-key.ts";

/**
 * Encrypts the private keys of issuers again that use an older secret, so that the older secret can be removed from the
 * settings. A key that is replaced at the same time is gone.
 *
 * @returns how many were encrypted again, and how many no secret can read: their workspaces have to replace them
 */
export function reencryptKeys(
  { withSystem }: Pick<Doors, "withSystem">,
  secrets: AccountSecrets,
): Promise<{ renewed: number; unreadable: number }> {
  return withSystem(async (tx) => {
    const rows = await tx
      .selectFrom("issuer_key_secret")
      .select(["key_id", "sealed"])
      .where("secret_version", "<>", versionOf(secrets[0]))
      .forUpdate()
      .execute();
    const count = { renewed: 0, unreadable: 0 };
    for (const { key_id: keyId, sealed } of rows) {
      const privateKey = openKey(sealed, keyId, secrets);
      if (privateKey === null) {
        count.unreadable += 1;
        continue;
      }
      const fresh = sealKey(privateKey, keyId, secrets);
      await tx
        .updateTable("issuer_key_secret")
        .set({ sealed: fresh.sealed, secret_version: fresh.version })
        .where("key_id", "=", keyId)
        .execute();
      count.renewed += 1;
    }
    return count;
  });
}
