/** One file per command, loaded only when it is asked for; `run` returns the exit code. */
interface Command {
  run(argv: string[]): Promise<number>;
}

const COMMANDS: Record<string, { summary: string; load: () => Promise<Command> }> = {
  calculate: {
    summary: "calculate FILE              an inventory document with its results (- reads standard input)",
    load: () => import("./calculate.ts"),
  },
  condense: {
    summary: "condense FILE --detail OUT  records of one kind in one line, with the totals of all",
    load: () => import("./condense.ts"),
  },
  detail: {
    summary: "detail verify DOC DETAIL    hold records against the lines that they were condensed into",
    load: () => import("./detail.ts"),
  },
  compare: {
    summary: "compare BEFORE AFTER         why the totals of two inventory documents differ",
    load: () => import("./compare.ts"),
  },
  verify: {
    summary: "verify FILE…                check a report, its bundle or an inventory document",
    load: () => import("./verify.ts"),
  },
  factors: {
    summary: "factors search|show|diff    what the factor library holds; import FILE adds a publication",
    load: () => import("./factors.ts"),
  },
  methods: {
    summary: "methods                     every calculation method, with its inputs and its publication",
    load: () => import("./methods.ts"),
  },
  trail: {
    summary: "trail verify FILE           check an exported audit trail, entry by entry",
    load: () => import("./trail.ts"),
  },
  disclose: {
    summary: "disclose REPORT --line ID   give a withheld line of a report away, with its proof",
    load: () => import("./disclose.ts"),
  },
  log: {
    summary: "log monitor URL              follow a log from outside: forks, gaps and changed entries, by name",
    load: () => import("./log.ts"),
  },
  keys: {
    summary: "keys list|rotate|revoke      the keys that this installation signs with",
    load: () => import("./keys.ts"),
  },
  payments: {
    summary: "payments parked|dismiss      events of the payment provider that wait for a person",
    load: () => import("./payments.ts"),
  },
  pack: {
    summary: "pack verify FILE            hold every file of a verifier's pack against its manifest",
    load: () => import("./pack.ts"),
  },
  backup: {
    summary: "backup FILE                 all rows and files of this installation in one file",
    load: () => import("./backup.ts"),
  },
  restore: {
    summary: "restore FILE                puts a backup into an empty installation, on either engine",
    load: () => import("./restore.ts"),
  },
  tenant: {
    summary: "tenant export TENANT FILE   everything that one workspace holds, in one file",
    load: () => import("./tenant.ts"),
  },
  fsck: {
    summary: "fsck                        derive every run, hash, leaf, root and signature of the database again",
    load: () => import("./fsck.ts"),
  },
};

const USAGE = `Usage: truetonne COMMAND …

${Object.values(COMMANDS)
  .map(({ summary }) => `  ${summary}`)
  .join("\n")}

truetonne COMMAND --help says more.
`;

/** Runs one command. Exit codes are the command's own; 2 for a command that does not exist. */
export async function main(argv: string[]): Promise<number> {
  // A reader that stops early (`| head`) is not an error of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
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
