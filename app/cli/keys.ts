import { doors } from "#app/database/doors.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { listKeys, revokeKey, rotateKey } from "#app/log/keys/issuer-keys.server.ts";
import { findSizeBefore, listNumbersOfKey } from "#app/log/log-listing.server.ts";
import type { PublishedKey } from "#app/proof/jwks.ts";
import { type KeyAct, readKeyAct } from "./key-act.ts";

const USAGE = `Usage: truetonne keys list
       truetonne keys rotate credential|log
       truetonne keys revoke KEY-ID [--since TIME]

Manages the keys that this installation signs with, in DATA_DIR/keys. The database is the one of the settings. The embedded
database serves one process, so stop the server first. A server on PostgreSQL keeps running and uses the new keys
automatically.

  list      all current and retired keys with their validity periods
  rotate    replace the current key and delete its private key. Its signatures stay valid
  revoke    for a stolen key. Its signatures count only if they were in the log before TIME (ISO 8601 in UTC, such as
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
    if (act.verb === "rotate") {
      const keyId = await rotateKey(dataDir, act.purpose, now);
      process.stdout.write(`new ${act.purpose} key ${keyId}\n`);
    }
    if (act.verb === "revoke") {
      const key = listKeys(dataDir).find(({ keyId, revokedAt }) => keyId === act.keyId && revokedAt === null);
      if (!key) {
        process.stderr.write(`truetonne keys: ${act.keyId} doesn't exist or is already revoked\n`);
        return 1;
      }
      const size = await opened.withPublic((tx) => findSizeBefore(tx, act.since));
      const fresh = await revokeKey(dataDir, act.keyId, { since: act.since, size, now });
      process.stdout.write(`revoked ${act.keyId}. Only its signatures in the first ${size} log entries count\n`);
      if (fresh) process.stdout.write(`new ${key.purpose} key ${fresh}\n`);
      if (key.purpose === "credential") {
        const lost = await opened.withPublic((tx) => listNumbersOfKey(tx, act.keyId, size));
        for (const number of lost) process.stdout.write(`no longer counts: ${number}\n`);
      }
    }
    // Opens the changed keys, which records them in the log and signs its new checkpoint.
    await issuerKeys();
    for (const key of listKeys(dataDir)) process.stdout.write(`${describe(key, now)}\n`);
    return 0;
  } finally {
    await opened.close();
  }
}

function describe({ keyId, purpose, validFrom, validUntil, revokedAt }: PublishedKey, now: string): string {
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
