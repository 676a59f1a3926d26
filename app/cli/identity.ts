import { parseArgs } from "node:util";
import { utcDay } from "#app/day/day.ts";
import { AppError, explainError } from "#app/encoding/errors.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { readEnv } from "#app/environment/env.server.ts";
import { describeIdentity, requireTenant } from "#app/identity/describe-identity.server.ts";
import { decideName } from "#app/identity/name-review.server.ts";
import { OPERATOR, recordRegistration, withdrawRegistration } from "#app/identity/registration.server.ts";
import { publishVerifier } from "#app/identity/verifier-profile.server.ts";
import { inTenant, openDoors, type SystemTx } from "#db/doors.ts";

const USAGE = `Usage: truetonne identity show TENANT
       truetonne identity register TENANT --name NAME --number NUMBER --register REGISTER --on DAY --evidence TEXT --by PERSON
       truetonne identity withdraw TENANT --name NAME --reason TEXT --by PERSON
       truetonne identity release TENANT --name NAME --reason TEXT --by PERSON
       truetonne identity hold TENANT --name NAME --reason TEXT --by PERSON

Manages what is proved of the workspace TENANT (the id in its address). The database is the one of the settings. The embedded
database serves one process, so stop the server first. The audit trail of the workspace records each act.

  show      its domains, the registrations that you checked, and your decisions on names
  register  record that you compared NAME with a business register on DAY (YYYY-MM-DD). NAME is the name of the issuer exactly as
            reports show it. Readers see name, number, register and day. TEXT states what you compared and where it is kept. Only
            you and the workspace see it
  withdraw  withdraw the check of NAME. Readers no longer see it
  release   allow reports under NAME, although it resembles a known body or another proved issuer
  hold      allow no reports under NAME

Exit code 0: done · 1: the workspace or the check doesn't exist · 2: bad usage, or the database can't be opened.
`;

const OPTIONS = ["name", "number", "register", "on", "evidence", "reason", "by"] as const;
type Option = (typeof OPTIONS)[number];

/** The options that a verb needs, and takes no others. */
const VERBS: Record<string, readonly Option[]> = {
  show: [],
  register: ["name", "number", "register", "on", "evidence", "by"],
  withdraw: ["name", "reason", "by"],
  release: ["name", "reason", "by"],
  hold: ["name", "reason", "by"],
};

interface Act {
  verb: string;
  tenantId: string;
  stated: Record<Option, string>;
}

export async function run(argv: string[]): Promise<number> {
  const act = readAct(argv);
  if (act === null || act === "help") {
    (act === "help" ? process.stdout : process.stderr).write(USAGE);
    return act === "help" ? 0 : 2;
  }
  try {
    const doors = await openDoors(readEnv(process.env).databaseUrl);
    const lines = await doors.withSystem((tx) => performAndPublish(tx, act)).finally(() => doors.close());
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") {
      process.stderr.write("truetonne identity: the workspace or the check doesn't exist\n");
      return 1;
    }
    process.stderr.write(`truetonne identity: ${explainError(error)}\n`);
    return 2;
  }
}

/** The entry in the directory of verification bodies depends on what the operator decided about the name. */
async function performAndPublish(tx: SystemTx, act: Act): Promise<string[]> {
  const lines = await perform(tx, act);
  if (act.verb !== "show") await inTenant(tx, { tenantId: act.tenantId, ...OPERATOR }, publishVerifier);
  return lines;
}

async function perform(tx: SystemTx, { verb, tenantId, stated }: Act): Promise<string[]> {
  await requireTenant(tx, tenantId);
  const { name, reason, by: operator } = stated;
  if (verb === "register") {
    const { number, register, on: checkedOn, evidence } = stated;
    await recordRegistration(tx, { tenantId, name, number, register, checkedOn, evidence, operator });
    return [`recorded the registration of ${name}`];
  }
  if (verb === "withdraw") {
    await withdrawRegistration(tx, { tenantId, name, reason, operator });
    return [`withdrew the registration of ${name}`];
  }
  if (verb === "release" || verb === "hold") {
    await decideName(tx, { tenantId, name, reason, operator, decision: verb === "release" ? "released" : "held" });
    return [verb === "release" ? `released ${name}` : `holds ${name}`];
  }
  return describeIdentity(tx, tenantId, new Date());
}

function readAct(argv: string[]): Act | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        ...(Object.fromEntries(OPTIONS.map((name) => [name, { type: "string" }])) as Record<
          Option,
          { type: "string" }
        >),
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [verb = "", tenantId = "", ...rest] = positionals;
    const needed = Object.hasOwn(VERBS, verb) ? VERBS[verb]! : null;
    if (!needed || rest.length > 0 || !UUID.test(tenantId)) return null;
    const stated = Object.fromEntries(OPTIONS.map((name) => [name, normalText(values[name] ?? "", "NFC").trim()]));
    const isComplete = OPTIONS.every((name) => (stated[name] !== "") === needed.includes(name));
    const isDated = verb !== "register" || isPastDay(stated.on!);
    return isComplete && isDated ? { verb, tenantId, stated: stated as Record<Option, string> } : null;
  } catch {
    return null;
  }
}

function isPastDay(text: string): boolean {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDay && utcDay(new Date(text)) === text && text <= utcDay(new Date());
}
