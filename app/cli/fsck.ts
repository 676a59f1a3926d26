import { accountSecrets } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { witnesses } from "#app/log/log-cosignature.server.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";

const USAGE = `Usage: truetonne fsck [--json]

Recalculates every calculation, copy, hash, leaf, tile, root and signature of the database, and reads every stored file. It
compares the published factors with the shipped library and names each row that does not match. The database is the one of
the settings (DATABASE_URL, or DATA_DIR for the embedded one), and the files are in DATA_DIR or S3_*. It only reads.

Exit code 0: everything matches · 1: something does not · 2: bad usage, or the database can't be opened.
`;

export async function run(argv: string[]): Promise<number> {
  const isJson = argv.includes("--json");
  if (argv.some((argument) => argument !== "--json")) {
    (argv.includes("--help") ? process.stdout : process.stderr).write(USAGE);
    return argv.includes("--help") ? 0 : 2;
  }
  try {
    const opened = await doors();
    const opening = await openIssuerKeys(env().dataDir, env().publicUrl, new Date().toISOString(), accountSecrets());
    const keys = { ...opening, witnesses: await witnesses() };
    const tell = process.stderr.isTTY && !isJson ? showProgress : undefined;
    const { counts, faults } = await checkEverything(opened, keys, makeEvidenceRoom(env().evidence).store, tell);
    await opened.close();
    if (isJson) process.stdout.write(`${JSON.stringify({ counts, faults }, null, 2)}\n`);
    else {
      for (const [what, count] of Object.entries(counts)) process.stdout.write(`recalculated: ${count} ${what}\n`);
      for (const { row, fault } of faults) process.stdout.write(`does not match: ${row}: ${fault}\n`);
      process.stdout.write(faults.length === 0 ? "everything matches\n" : `${faults.length} do not match\n`);
    }
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`truetonne fsck: ${explainError(error)}\n`);
    return 2;
  }
}

/** One line that is overwritten, to show progress in a terminal. */
function showProgress(counts: Record<string, number>): void {
  const shown = Object.entries(counts).filter(([, count]) => count > 0);
  process.stderr.write(`\r\u001b[K${shown.map(([what, count]) => `${count} ${what}`).join(", ")}`);
}
