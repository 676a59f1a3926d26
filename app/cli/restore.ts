import { readFileSync } from "node:fs";
import { explainError } from "#app/encoding/errors.ts";
import { readEnv } from "#app/environment/env.server.ts";
import { requeueOpenJobs } from "#app/jobs/requeue.server.ts";
import { restoreBackup } from "#app/ops/backup/backup.server.ts";
import { stateErasures } from "#db/backup.ts";
import { openDoors } from "#db/doors.ts";

const USAGE = `Usage: truetonne restore FILE [--erased LIST]

Restores a backup into the installation of the settings, which must be empty: a new database of either engine and a new
DATA_DIR. It restores all or nothing. Each table is read again and compared with the backup. Unfinished jobs are queued
again. Run "truetonne fsck" afterwards to check every hash and signature. Never let two installations of one backup sign. A
backup that is older than the last issued report has a shorter log, and monitors will rightly report that as a fork. LIST is
the output of "truetonne tenant erased" in the old installation. The first sweep erases those workspaces again.

Exit code 0: restored · 1: failed, with the reason, and nothing was added · 2: bad usage.
`;

export async function run(argv: string[]): Promise<number> {
  const [path, option, list] = argv;
  if (path === "--help") {
    process.stdout.write(USAGE);
    return 0;
  }
  const isAsked = argv.length === 1 || (argv.length === 3 && option === "--erased");
  if (path === undefined || !isAsked || path.startsWith("-")) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const { databaseOwnerUrl, databaseUrl, dataDir, evidence } = readEnv(process.env);
    const to = { databaseOwnerUrl, dataDir, evidence: evidence.s3 ? ("s3" as const) : ("folder" as const) };
    const { tables, rows, files, manifest } = await restoreBackup(to, path);
    const erased = list === undefined ? [] : readFileSync(list, "utf8").split("\n").filter(Boolean);
    const again = await stateErasures(databaseOwnerUrl, erased);
    const doors = await openDoors(databaseUrl);
    const jobs = await requeueOpenJobs(doors);
    await doors.close();
    process.stdout.write(
      `${rows} rows of ${tables} tables and ${files} files, as of ${manifest.createdAt}; ${jobs} jobs queued again\n`,
    );
    if (again > 0)
      process.stdout.write(`${again} workspaces were erased after the backup. The first sweep erases them again\n`);
    if (manifest.evidence === "s3") process.stdout.write("Evidence is in the bucket of that installation: set S3_*.\n");
    return 0;
  } catch (error) {
    process.stderr.write(`truetonne restore: ${explainError(error)}\n`);
    return 1;
  }
}
