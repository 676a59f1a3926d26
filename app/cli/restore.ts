import { readFileSync } from "node:fs";
import { explainError } from "#app/encoding/errors.ts";
import { readEnv } from "#app/environment/env.server.ts";
import { requeueOpenJobs } from "#app/jobs/requeue.server.ts";
import { restoreBackup } from "#app/ops/backup/backup.server.ts";
import { stateErasures } from "#db/backup.ts";
import { openDoors } from "#db/doors.ts";

const USAGE = `Usage: truetonne restore FILE [--erased LIST]

Puts a backup into the installation of the settings, which must be empty: a new database (either engine takes a backup of
the other) and a new DATA_DIR. All of it or nothing; each table is read again and compared with what the backup says of it.
Jobs that were under way are queued again. Then "truetonne fsck" derives every hash and signature anew. Never let two
installations of one backup sign, and know that a backup older than the last issued report has a shorter log: whoever
follows the log will see that, rightly, as a fork. LIST is what "truetonne tenant erased" wrote in the installation of before:
workspaces in it that the backup still holds are erased again by the first sweep.

Exit code 0: restored · 1: not, with the reason; no row and no file was added · 2: bad usage.
`;

/** `truetonne restore`. */
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
    if (again > 0) process.stdout.write(`${again} workspaces were erased since; the first sweep erases them again\n`);
    if (manifest.evidence === "s3") process.stdout.write("Evidence is in the bucket of that installation: set S3_*.\n");
    return 0;
  } catch (error) {
    process.stderr.write(`truetonne restore: ${explainError(error)}\n`);
    return 1;
  }
}
