import { exportTenant } from "#app/custody/export-archive.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { readEnv } from "#app/environment/env.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { printErasures } from "#app/organization/tenant.server.ts";
import { openDoors } from "#db/doors.ts";

const USAGE = `Usage: truetonne tenant export TENANT FILE
       truetonne tenant erased

export writes all data of the workspace TENANT (the id in its address) into FILE, a ZIP. It contains the rows of every table as
of one moment, reports, evidence and other files, and a manifest that "truetonne pack verify FILE" checks. The server can
keep running, except with the embedded database.
erased prints a line for each erased workspace. Keep it with the backups, for "truetonne restore FILE --erased LIST".

Exit code 0: done · 1: failed, with the reason · 2: bad usage.
`;

export async function run(argv: string[]): Promise<number> {
  const [verb, tenantId = "", path = ""] = argv;
  if (verb === "--help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (verb === "erased" && argv.length === 1) return printErased();
  if (verb !== "export" || argv.length !== 3 || !UUID.test(tenantId) || path.startsWith("-")) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const { databaseUrl, evidence } = readEnv(process.env);
    const request = { store: makeEvidenceRoom(evidence).store, tenantId, now: new Date() };
    const doors = await openDoors(databaseUrl);
    const { rows, files } = await exportTenant(doors, request, path).finally(() => doors.close());
    process.stdout.write(`${rows} rows and ${files} files in ${path}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`truetonne tenant: ${explainError(error)}\n`);
    return 1;
  }
}

async function printErased(): Promise<number> {
  const doors = await openDoors(readEnv(process.env).databaseUrl);
  const lines = await doors.withSystem(printErasures).finally(() => doors.close());
  for (const line of lines) process.stdout.write(`${line}\n`);
  return 0;
}
