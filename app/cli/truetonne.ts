import { endWithReader } from "./end-with-reader.ts";

/** One file per command, loaded only when used. `run` returns the exit code. */
interface Command {
  run(argv: string[]): Promise<number>;
}

const COMMANDS: Record<string, { summary: string; load: () => Promise<Command> }> = {
  calculate: {
    summary: "calculate FILE              calculate an inventory document (- reads standard input)",
    load: () => import("./calculate.ts"),
  },
  condense: {
    summary: "condense FILE --detail OUT  combine records of one kind into one line, with the same totals",
    load: () => import("./condense.ts"),
  },
  detail: {
    summary: "detail verify DOC DETAIL    compare records with the lines they were condensed into",
    load: () => import("./detail.ts"),
  },
  compare: {
    summary: "compare BEFORE AFTER         explain why the totals of two inventory documents differ",
    load: () => import("./compare.ts"),
  },
  verify: {
    summary: "verify FILE…                verify a report, its bundle or an inventory document",
    load: () => import("./verify.ts"),
  },
  factors: {
    summary: "factors search|show|diff    use the factor library. import FILE adds a publication",
    load: () => import("./factors.ts"),
  },
  bills: {
    summary: "bills read FILE…            read meter, period, quantity and amount of bills and invoices",
    load: () => import("./bills.ts"),
  },
  methods: {
    summary: "methods                     list calculation methods with their inputs and publications",
    load: () => import("./methods.ts"),
  },
  trail: {
    summary: "trail verify FILE           check an exported audit trail, entry by entry",
    load: () => import("./trail.ts"),
  },
  disclose: {
    summary: "disclose REPORT --line ID   disclose a redacted line of a report, with its proof",
    load: () => import("./disclose.ts"),
  },
  log: {
    summary: "log monitor URL             monitor a log from outside for forks, gaps and changed entries",
    load: () => import("./log.ts"),
  },
  keys: {
    summary: "keys list|rotate|revoke     manage the signing keys of this installation",
    load: () => import("./keys.ts"),
  },
  payments: {
    summary: "payments parked|dismiss     manage events of the payment provider that need a person",
    load: () => import("./payments.ts"),
  },
  pack: {
    summary: "pack verify FILE            check every file of a verifier's pack against its manifest",
    load: () => import("./pack.ts"),
  },
  backup: {
    summary: "backup FILE                 write all rows and files of this installation into one file",
    load: () => import("./backup.ts"),
  },
  restore: {
    summary: "restore FILE                restore a backup into an empty installation, on either engine",
    load: () => import("./restore.ts"),
  },
  tenant: {
    summary: "tenant export TENANT FILE   write all data of one workspace into one file",
    load: () => import("./tenant.ts"),
  },
  identity: {
    summary: "identity show|register|…    manage what is proved of a workspace, and names that resemble others",
    load: () => import("./identity.ts"),
  },
  sample: {
    summary: "sample                      make the sample company, labelled as one",
    load: () => import("./sample.ts"),
  },
  fsck: {
    summary: "fsck                        recalculate every calculation, hash, leaf, root and signature",
    load: () => import("./fsck.ts"),
  },
};

const USAGE = `Usage: truetonne COMMAND …

${Object.values(COMMANDS)
  .map(({ summary }) => `  ${summary}`)
  .join("\n")}

See truetonne COMMAND --help for details.
`;

/** Runs one command. Exit codes are the command's own, or 2 for an unknown command. */
export async function main(argv: string[]): Promise<number> {
  endWithReader();
  const [name = "", ...rest] = argv;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    process.stderr.write(name === "" ? USAGE : `truetonne: there is no command "${name}".\n\n${USAGE}`);
    return 2;
  }
  const command = await COMMANDS[name]!.load();
  return command.run(rest);
}
