import { statSync } from "node:fs";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { checkLog, signPendingCheckpoint } from "#app/log/log.server.ts";
import { witnesses } from "#app/log/log-cosignature.server.ts";
import { seal } from "#app/seal/open-seal.server.ts";
import { checkpointFileOf, type IssuerKeys, keyIndexOf, openIssuerKeys } from "./issuer-keys.server.ts";
import { stateKeySet } from "./key-set.server.ts";

interface Held {
  /** Of the list of keys as it was read. */
  stamp: string;
  keys: Promise<IssuerKeys> | null;
}

const held: Held = { stamp: "", keys: null };

/**
 * The signing keys of this process. Before anything is signed the log is held against its last checkpoint. They are read
 * again when the list of keys has changed, so that a rotation or revocation reaches a process that runs; a start that
 * failed is tried anew.
 */
export function issuerKeys(): Promise<IssuerKeys> {
  const stamp = stampOf(keyIndexOf(env().dataDir));
  if (held.keys === null || stamp !== held.stamp) {
    const opening = open();
    Object.assign(held, { stamp, keys: opening });
    opening.then(
      // The first start makes the list.
      () => held.keys === opening && Object.assign(held, { stamp: stamp || stampOf(keyIndexOf(env().dataDir)) }),
      () => held.keys === opening && Object.assign(held, { keys: null }),
    );
  }
  return held.keys!;
}

/** A crowd of strangers asks for the stamp thousands of times a second; the files are looked at so often at most. */
const STAMP_MILLISECONDS = 20;

let stamped = { stamp: "", at: Number.NEGATIVE_INFINITY };

/** Another one as soon as any process of this installation changes its keys or signs a checkpoint, to some milliseconds. */
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
  const opened = await openIssuerKeys(dataDir, publicUrl, now);
  const keys = { ...opened, witnesses: await witnesses(), seal: await seal() };
  const { withSystem } = await doors();
  await withSystem(async (tx) => {
    await checkLog(tx, keys.log.kept);
    await stateKeySet(tx, keys, now);
  });
  await withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
  return keys;
}
