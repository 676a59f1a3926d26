import { startWorker, stopWorker } from "#app/background/work.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { makeSample } from "./sample/make-sample.server.ts";
import { makeSamplePerson } from "./sample/sample-person.server.ts";
import { SAMPLE_OWNER } from "./sample-organization.ts";

const USAGE = `Usage: truetonne sample

Makes the sample company in the database of the settings: two years of records with files, approved by a second person, two
reports, a verification by a sample verifier and a paid order of a sample consultancy. All of it names itself a sample, and
no one can sign in as its people. A second run changes nothing. The embedded database serves one process, so stop the
server first.

Exit code 0: done · 1: failed, with the reason · 2: bad usage.
`;

export async function run(argv: string[]): Promise<number> {
  if (argv.length > 0) {
    const isHelp = argv.length === 1 && (argv[0] === "--help" || argv[0] === "-h");
    (isHelp ? process.stdout : process.stderr).write(USAGE);
    return isHelp ? 0 : 2;
  }
  try {
    const opened = await doors();
    await startWorker([]);
    try {
      const owner = await makeSamplePerson(SAMPLE_OWNER.name, SAMPLE_OWNER.email);
      const { actor, number } = await makeSample(owner, (line) => process.stdout.write(`${line}\n`));
      process.stdout.write(`organization ${actor.organizationId}\nreport ${number}\n`);
      return 0;
    } finally {
      await stopWorker();
      await opened.close();
    }
  } catch (error) {
    process.stderr.write(`truetonne sample: ${explainError(error)}\n`);
    return 1;
  }
}
