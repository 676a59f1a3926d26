import { doors } from "#app/database/doors.server.ts";
import { AppError, explainError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { requireTenant } from "#app/identity/describe-identity.server.ts";
import { revokeIssuerKey, rotateIssuerKey } from "#app/identity/key/change-key.server.ts";
import { findTenantOfKey } from "#app/identity/key/issuer-key.server.ts";
import { readIssuerKeys } from "#app/identity/key/publish-keys.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { listKeys, revokeKey, rotateKey } from "#app/log/keys/issuer-keys.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { findSizeBefore, listNumbersOfKey } from "#app/log/log-listing.server.ts";
import type { PublishedKey } from "#app/proof/jwks.ts";
import { type Doors, inTenant } from "#db/doors.ts";
import { type KeyAct, readKeyAct } from "./key-act.ts";

const USAGE = `Usage: truetonne keys list [TENANT]
       truetonne keys rotate credential|log
       truetonne keys rotate issuer TENANT
       truetonne keys revoke KEY-ID [--since TIME]

Manages the keys that this installation signs with, in DATA_DIR/keys, and the keys of its issuers in the database. TENANT is the
id in the address of a workspace. The database is the one of the settings. The embedded database serves one process, so stop the
server first. A server on PostgreSQL keeps running and uses the new keys automatically.

  list      all current and retired keys with their validity periods: of the installation, or of the workspace TENANT
  rotate    replace the current key and delete its private key. Its signatures stay valid
  revoke    for a stolen key, also of an issuer. Its signatures count only if they were in the log before TIME (ISO 8601 in UTC, such as
            2026-03-02T09:15:00Z, by default now). Reports that no longer count are listed: withdraw them and issue them again

The public log records each change immediately. Back up the folder after each change.

Exit code 0: done · 1: the key doesn't exist or is already revoked · 2: bad usage, or the database can't be opened.
`;

export async function run(argv: string[]): Promise<number> {
  const act = readKeyAct(argv, new Date().toISOString());
  if (act === null || act === "help") {
    (act === "help" ? process.stdout : process.stderr).write(USAGE);
    return act === "help" ? 0 : 2;
  }
  try {
    return await perform(act);
  } catch (error) {
    process.stderr.write(`truetonne keys: ${explainError(error)}\n`);
    return 2;
  }
}

async function perform(act: KeyAct): Promise<number> {
  const { dataDir } = env();
  const now = new Date().toISOString();
  const opened = await doors();
  try {
    // Creates the first keys if they are missing, and checks the log against its last checkpoint before any change.
    await issuerKeys();
    if (act.verb === "rotate" && act.purpose === "issuer") return await rotateIssuer(opened, act.tenantId);
    if (act.verb === "list" && act.tenantId !== null) return await listOfIssuer(opened, act.tenantId);
    if (act.verb === "rotate") {
      const keyId = await rotateKey(dataDir, act.purpose, now);
      process.stdout.write(`new ${act.purpose} key ${keyId}\n`);
    }
    if (act.verb === "revoke") {
      const key = listKeys(dataDir).find(({ keyId, revokedAt }) => keyId === act.keyId && revokedAt === null);
      if (!key && (await revokeOfIssuer(opened, act))) return 0;
      if (!key) {
        process.stderr.write(`truetonne keys: ${act.keyId} doesn't exist or is already revoked\n`);
        return 1;
      }
      const size = await opened.withPublic((tx) => findSizeBefore(tx, act.since));
      const fresh = await revokeKey(dataDir, act.keyId, { since: act.since, size, now });
      process.stdout.write(`revoked ${act.keyId}. Only its signatures in the first ${size} log entries count\n`);
      if (fresh) process.stdout.write(`new ${key.purpose} key ${fresh}\n`);
    }
    // Opens the changed keys, which records them in the log and signs its new checkpoint.
    await issuerKeys();
    for (const key of listKeys(dataDir)) process.stdout.write(`${describe(key, now)}\n`);
    return 0;
  } finally {
    await opened.close();
  }
}

/** The author of the operator's acts in the trail of a workspace. */
const authorIn = (tenantId: string) => ({ tenantId, userId: "operator", source: "command_line" as const });

async function rotateIssuer({ withSystem }: Doors, tenantId: string): Promise<number> {
  const keys = await issuerKeys();
  const keyId = await withSystem(async (tx) => {
    await requireTenant(tx, tenantId);
    return inTenant(tx, authorIn(tenantId), (inside) => rotateIssuerKey(inside, keys, authorIn(tenantId)));
  }).catch(nullIfMissing);
  if (keyId === null) {
    process.stderr.write("truetonne keys: the workspace doesn't exist, or it has no key yet\n");
    return 1;
  }
  await withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
  process.stdout.write(`new issuer key ${keyId}\n`);
  return 0;
}

async function listOfIssuer({ withSystem }: Doors, tenantId: string): Promise<number> {
  const found = await withSystem(async (tx) => {
    const row = await tx.selectFrom("tenant").select("identity_id").where("id", "=", tenantId).executeTakeFirst();
    return row ? readIssuerKeys(tx, row.identity_id) : null;
  }).catch(nullIfMissing);
  if (found === null) {
    process.stderr.write("truetonne keys: the workspace doesn't exist, or it has no key yet\n");
    return 1;
  }
  const now = new Date().toISOString();
  for (const key of found) process.stdout.write(`${describe({ ...key, purpose: "issuer" }, now)}\n`);
  return 0;
}

/** @returns false if no issuer has such a key that is not revoked */
async function revokeOfIssuer(
  { withSystem, withPublic }: Doors,
  { keyId, since }: { keyId: string; since: string },
): Promise<boolean> {
  const keys = await issuerKeys();
  const revoked = await withSystem(async (tx) => {
    const tenantId = await findTenantOfKey(tx, keyId);
    if (tenantId === null) return null;
    const author = authorIn(tenantId);
    return inTenant(tx, author, (inside) => revokeIssuerKey(inside, keys, author, { keyId, since }));
  }).catch(nullIfMissing);
  if (revoked === null) return false;
  await withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
  process.stdout.write(`revoked ${keyId}. Only its signatures in the first ${revoked.size} log entries count\n`);
  const lost = await withPublic((tx) => listNumbersOfKey(tx, keyId, { fromIndex: revoked.size, since: revoked.since }));
  for (const number of lost) process.stdout.write(`no longer counts: ${number}\n`);
  return true;
}

function nullIfMissing(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

type DescribedKey = Omit<PublishedKey, "purpose"> & { purpose: PublishedKey["purpose"] | "issuer" };

function describe({ keyId, purpose, validFrom, validUntil, revokedAt }: DescribedKey, now: string): string {
  const state =
    revokedAt !== null
      ? `revoked since ${revokedAt}`
      : validUntil === null
        ? "in use"
        : validUntil > now
          ? `retired, counts until ${validUntil}`
          : `retired on ${validUntil}`;
  return `${purpose.padEnd(10)} ${keyId} from ${validFrom}: ${state}`;
}
