import { explainError } from "#app/encoding/errors.ts";
import { readEnv } from "#app/environment/env.server.ts";
import { makeBackup } from "#app/ops/backup/backup.server.ts";

const USAGE = `Usage: truetonne backup FILE

Writes the complete installation into FILE: all rows of the database as of one moment, and the files of DATA_DIR (evidence,
keys, secrets). With S3_* set, evidence stays in its bucket, which keeps its own copies. The server can keep running, except
with the embedded database. FILE contains private keys, so protect it like the keys.

Exit code 0: written · 1: failed, with the reason · 2: bad usage.
`;

export async function run(argv: string[]): Promise<number> {
  const [path] = argv;
  if (path === "--help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (path === undefined || argv.length !== 1 || path.startsWith("-")) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const { databaseOwnerUrl, dataDir, evidence } = readEnv(process.env);
    const from = { databaseOwnerUrl, dataDir, evidence: evidence.s3 ? ("s3" as const) : ("folder" as const) };
    const { tables, rows, files } = await makeBackup(from, path, new Date());
    process.stdout.write(`${rows} rows of ${tables} tables and ${files} files in ${path}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`truetonne backup: ${explainError(error)}\n`);
    return 1;
  }
}
