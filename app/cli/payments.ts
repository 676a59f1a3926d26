import { parseArgs } from "node:util";
import { doors } from "#app/database/doors.server.ts";
import { explainError } from "#app/encoding/errors.ts";
import { dismissParkedEvent, listParkedEvents, type ParkedEvent } from "#app/trade/payment/parked-event.server.ts";

const USAGE = `Usage: truetonne payments parked [--all]
       truetonne payments dismiss EVENT --reason TEXT

Manages events of the payment provider that need a person. Events of a seller's account are on the seller's payments page.
Events of the installation's own account that name no workspace are listed only here. The database is the one of the
settings. The embedded database serves one process, so stop the server first.

  parked    open events of the installation's own account. --all adds those of sellers, and events of unknown payments,
            which can stay open permanently
  dismiss   close an event that needs no action. The event is kept with the reason

Exit code 0: done, or no open events · 1: open events, or the event doesn't exist
          2: bad usage, or the database can't be opened
`;

type Act = { verb: "parked"; isAll: boolean } | { verb: "dismiss"; eventId: string; reason: string };

export async function run(argv: string[]): Promise<number> {
  const act = readAct(argv);
  if (act === null || act === "help") {
    (act === "help" ? process.stdout : process.stderr).write(USAGE);
    return act === "help" ? 0 : 2;
  }
  try {
    const opened = await doors();
    try {
      return await opened.withSystem(async (tx) => {
        if (act.verb === "dismiss") {
          const isDone = await dismissParkedEvent(tx, { ...act, now: new Date() });
          process[isDone ? "stdout" : "stderr"].write(
            isDone ? `dismissed ${act.eventId}\n` : `truetonne payments: there is no open event ${act.eventId}\n`,
          );
          return isDone ? 0 : 1;
        }
        const parked = await listParkedEvents(tx, act);
        for (const event of parked) process.stdout.write(`${describe(event)}\n`);
        if (parked.length === 0) process.stdout.write("no open events\n");
        return parked.length === 0 ? 0 : 1;
      });
    } finally {
      await opened.close();
    }
  } catch (error) {
    process.stderr.write(`truetonne payments: ${explainError(error)}\n`);
    return 2;
  }
}

function readAct(argv: string[]): Act | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        all: { type: "boolean", default: false },
        reason: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [verb, eventId, ...rest] = positionals;
    if (rest.length > 0) return null;
    if (verb === "parked" && eventId === undefined && values.reason === undefined) return { verb, isAll: values.all };
    const reason = values.reason?.trim() ?? "";
    return verb === "dismiss" && eventId && reason !== "" && !values.all ? { verb, eventId, reason } : null;
  } catch {
    return null;
  }
}

function describe({ id, account, type, created, cause, paymentRef }: ParkedEvent): string {
  const about = [account, paymentRef].filter((one) => one !== "").join(" ");
  return `${created.toISOString()} ${id} ${type}: ${cause}${about === "" ? "" : ` (${about})`}`;
}
