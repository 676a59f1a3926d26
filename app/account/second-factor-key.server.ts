import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { type Kysely, sql } from "kysely";
import { versionOf } from "#app/access/account-secret.ts";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";
import type { Database } from "#db/schema.ts";

/**
 * Encrypts second factors again that use an older key, so that the older key can be removed from the settings. A second factor
 * that changes at the same time is left to the next start.
 *
 * @returns how many were encrypted again, and how many no key can read: their owners must set them up again
 */
export async function encryptAnew(
  accounts: Kysely<Database>,
  secrets: AccountSecrets,
): Promise<{ renewed: number; unreadable: number }> {
  const key = keyOf(secrets);
  const mark = `$ba$${key.currentVersion}$`;
  const { rows } = await sql<{ id: string; secret: string; backupCodes: string }>`
    select id, secret, backup_codes as "backupCodes" from two_factor
     where not (starts_with(secret, ${mark}) and starts_with(backup_codes, ${mark}))`.execute(accounts);
  const count = { renewed: 0, unreadable: 0 };
  for (const { id, secret, backupCodes } of rows) {
    const anew = async (data: string) => symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
    const encrypted = await Promise.all([anew(secret), anew(backupCodes)]).catch(() => null);
    if (!encrypted) {
      count.unreadable += 1;
      continue;
    }
    const [newSecret, newCodes] = encrypted;
    const { numAffectedRows } = await sql`
      update two_factor set secret = ${newSecret}, backup_codes = ${newCodes}
       where id = ${id} and secret = ${secret} and backup_codes = ${backupCodes}`.execute(accounts);
    count.renewed += Number(numAffectedRows ?? 0);
  }
  return count;
}

/** Format of the library. Values without a key version use the oldest key. */
function keyOf(secrets: AccountSecrets) {
  const keys = new Map(secrets.map((secret) => [versionOf(secret), secret]));
  return { keys, currentVersion: versionOf(secrets[0]), legacySecret: secrets.at(-1)! };
}
