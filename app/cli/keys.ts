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

The keys that this installation signs with, in DATA_DIR/keys. The database is the one of the settings; the embedded one
serves one process, so stop the server first. A server on PostgreSQL goes on and takes the new keys by itself.

  list      every key that ever signed, with its window
  rotate    a new key takes the place of the current one, whose private half is deleted. What it signed stays good
  revoke    the key was stolen. Of what it signed, only what the log held before TIME counts (ISO 8601 in UTC, such as
            2026-03-02T09:15:00Z; now, without it). Reports that no longer count are listed: withdraw and issue them anew

A change is stated in the public log at once. Back the folder up after each.

Exit code 0: done · 1: there is no such key, or it is revoked already · 2: bad usage, or the database can't be opened.
`;

/** `truetonne keys`, for the operator. */
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
    // Makes the first keys where there are none, and holds the log against its last checkpoint before anything changes.
    await issuerKeys();
    if (act.verb === "rotate") {
      const keyId = await rotateKey(dataDir, act.purpose, now);
      process.stdout.write(`new ${act.purpose} key ${keyId}\n`);
    }
    if (act.verb === "revoke") {
      const key = listKeys(dataDir).find(({ keyId, revokedAt }) => keyId === act.keyId && revokedAt === null);
      if (!key) {
        process.stderr.write(`truetonne keys: ${act.keyId} is no key that can be revoked\n`);
        return 1;
      }
      const size = await opened.withPublic((tx) => findSizeBefore(tx, act.since));
      const fresh = await revokeKey(dataDir, act.keyId, { since: act.since, size, now });
      process.stdout.write(`revoked ${act.keyId}; of what it signed, the first ${size} entries of the log count\n`);
      if (fresh) process.stdout.write(`new ${key.purpose} key ${fresh}\n`);
      if (key.purpose === "credential") {
        const lost = await opened.withPublic((tx) => listNumbersOfKey(tx, act.keyId, size));
        for (const number of lost) process.stdout.write(`no longer counts: ${number}\n`);
      }
    }
    // Opens the changed keys, which states them in the log and signs its new checkpoint.
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
