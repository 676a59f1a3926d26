import { doors, env } from "./doors.server.ts";
import { processWide } from "./process-wide.server.ts";
import { seal } from "./seal.server.ts";
import { type IssuerKeys, openIssuerKeys } from "./services/issuer-keys.server.ts";
import { checkLog, signPendingCheckpoint } from "./services/log.server.ts";
import { stateKeySet } from "./services/verification.server.ts";

/** The signing keys of this process, opened once. Before anything is signed the log is held against its last checkpoint. */
export function issuerKeys(): Promise<IssuerKeys> {
  return processWide("issuer-keys", open);
}

async function open(): Promise<IssuerKeys> {
  const { dataDir, publicUrl } = env();
  const now = new Date().toISOString();
  const keys = { ...(await openIssuerKeys(dataDir, publicUrl, now)), seal: await seal() };
  const { withSystem } = await doors();
  await withSystem(async (tx) => {
    await checkLog(tx);
    await stateKeySet(tx, keys, now);
  });
  await withSystem((tx) => signPendingCheckpoint(tx, keys.log, now));
  return keys;
}
