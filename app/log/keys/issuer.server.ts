import { statSync } from "node:fs";
import { accountSecrets } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { stateChecker } from "#app/log/checker.server.ts";
import { checkLog, signPendingCheckpoint } from "#app/log/log.server.ts";
import { witnesses } from "#app/log/log-cosignature.server.ts";
import { seal } from "#app/seal/open-seal.server.ts";
import { checkpointFileOf, type IssuerKeys, keyIndexOf, openIssuerKeys } from "./issuer-keys.server.ts";
import { stateKeySet } from "./key-set.server.ts";

interface Held {
  /** Version of the list of keys that was read. */
  stamp: string;
  keys: Promise<IssuerKeys> | null;
}

const held: Held = { stamp: "", keys: null };

/**
 * The signing keys of this process. Before the first signature, the log is compared with its last checkpoint. The keys are read
 * again when their list has changed, so that a rotation or revocation reaches running processes. A failed start is repeated.
 */
export function issuerKeys(): Promise<IssuerKeys> {
  const stamp = stampOf(keyIndexOf(env().dataDir));
  if (held.keys === null || stamp !== held.stamp) {
    const opening = open();
    Object.assign(held, { stamp, keys: opening });
    opening.then(
      // The first start creates the list.
      () => held.keys === opening && Object.assign(held, { stamp: stamp || stampOf(keyIndexOf(env().dataDir)) }),
      () => held.keys === opening && Object.assign(held, { keys: null }),
    );
  }
  return held.keys!;
}

/** Shortest interval between checks of the files. The stamp can be requested thousands of times per second. */
const STAMP_MILLISECONDS = 20;

let stamped = { stamp: "", at: Number.NEGATIVE_INFINITY };

/** Changes, within milliseconds, when any process of this installation changes its keys or signs a checkpoint. */
export function issuerStamp(): string {
  const now = performance.now();
  if (now - stamped.at > STAMP_MILLISECONDS) {
    const { dataDir } = env();
    stamped = { stamp: `${stampOf(keyIndexOf(dataDir))} ${stampOf(checkpointFileOf(dataDir))}`, at: now };
  }
  return stamped.stamp;
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.ino}` : "";
}

async function open(): Promise<IssuerKeys> {
  const { dataDir, publicUrl } = env();
  const now = new Date().toISOString();
  const opened = await openIssuerKeys(dataDir, publicUrl, now, accountSecrets());
  const keys = { ...opened, witnesses: await witnesses(), seal: await seal() };
  const { withSystem } = await doors();
  await withSystem(async (tx) => {
    await checkLog(tx, keys.log.kept);
    await stateKeySet(tx, keys, now);
    await stateChecker(tx, { origin: keys.origin, now });
  });
  await withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
  return keys;
}
