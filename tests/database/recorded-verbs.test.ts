import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";

const ROOT = new URL("../../app/", import.meta.url).pathname;

/** Tables that are no record of an organization: counts, work in progress, and the public log with statements of its own. */
const NOT_RECORDED = [
  "log_",
  "listed_report",
  "statement",
  "published_report",
  "job\\b",
  "outgoing_mail",
  "mail_failure",
  "rate_limit",
  "import_draft",
  "import_row",
];

/** Writes that are no act of a person or program of a tenant, with what they are instead. */
const NO_ACT: Record<string, string> = {
  createTenant: "the workspace itself, before anybody is in it; its organization is recorded",
  claim: "that a mail of a day is on its way, so that it leaves once",
  claimNotices: "that mails about entries of the trail are on their way, so that they leave once",
  setReminders: "whether a person wants mails, which is theirs alone",
  noteUse: "when a key was last used: no change of what it may do",
  answerOnce: "answers kept for requests that are sent again; what they did is recorded",
  saveDraft: "what somebody is still typing; handing it in is recorded",
  keepTradeDocument: "the file of what was recorded when it was issued",
  noteActors: "that somebody came in by an engagement, so that what they do carries their name",
  noteAccess: "a look of a verifier, which has a log of its own",
  dismissParkedEvent: "of no tenant; who looked at it writes the reason into the event itself",
  encryptAnew: "the same second factors under the newest key: nothing that anybody set",
  stateErasure: "the fact of the erasure, which takes the trail with it",
  deleteRows: "the erasure itself: what was recorded goes with it",
  deleteTogether: "the erasure itself",
  removeAccounts: "accounts of people who belong to no workspace any more",
  closeDueTenants: "what follows from the closing, which is recorded",
  noteRemoved: "that the bytes of an archive of before are gone; asking and downloading are recorded",
  announcing: "that bytes are on their way to the store; the row that comes of them is recorded",
  sweepStoredFiles: "bytes that nobody could see, because no row came of them",
  removeRequestFile: "a file that was laid beside answers not handed in yet",
};

/** A setting records each version that it keeps (`keepSetting`). */
const SAVES_SETTING = /\bkept\w+\.save\(/;

interface Verb {
  name: string;
  file: string;
  body: string;
  calls: Set<string>;
}

const TABLE = `(?!${NOT_RECORDED.join("|")})[a-z_]+`;
const WRITES = new RegExp(
  `\\.(insertInto|updateTable|deleteFrom)\\(\\s*"${TABLE}|\\b(insert into|delete from) ${TABLE}|\\bupdate ${TABLE}( [a-z])? set `,
);

/** Every function at the top level of what may ask the database, with the names that its body calls. */
function readVerbs(): Verb[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".server.ts"));
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const starts = [...text.matchAll(/^(?:export )?(?:async )?function\*? (\w+)/gm)];
    return starts.map((start) => {
      const rest = text.slice(start.index);
      const body = rest.slice(0, rest.search(/^\}/m));
      const calls = new Set([...body.matchAll(/\b(\w+)\b/g)].map((match) => match[1]!));
      calls.delete(start[1]!);
      return { name: start[1]!, file, body, calls };
    });
  });
}

/** Functions that write, and neither record nor are called only by such as record. */
function findForgotten(verbs: Verb[]): string[] {
  const byName = new Map<string, Verb[]>();
  for (const verb of verbs) byName.set(verb.name, [...(byName.get(verb.name) ?? []), verb]);
  const records = new Map<Verb, boolean>();
  const doesRecord = (verb: Verb): boolean => {
    const known = records.get(verb);
    if (known !== undefined) return known;
    records.set(verb, false);
    const found =
      verb.calls.has("recordChange") ||
      SAVES_SETTING.test(verb.body) ||
      [...verb.calls].some((name) => byName.get(name)?.some((callee) => isNear(verb, callee) && doesRecord(callee)));
    records.set(verb, found);
    return found;
  };
  const isCovered = (verb: Verb, seen: Set<Verb>): boolean => {
    if (doesRecord(verb)) return true;
    if (seen.has(verb)) return true;
    const callers = verbs.filter((one) => one.calls.has(verb.name) && isNear(one, verb));
    return callers.length > 0 && callers.every((caller) => isCovered(caller, new Set([...seen, verb])));
  };
  return verbs
    .filter(({ body, file }) => WRITES.test(body) && file !== "trail/audit-trail.server.ts")
    .filter(({ name }) => !Object.hasOwn(NO_ACT, name))
    .filter((verb) => !isCovered(verb, new Set()))
    .map(({ name, file }) => `${file}: ${name}`);
}

/** Two functions of one name in different files are not each other's. */
function isNear(caller: Verb, callee: Verb): boolean {
  if (caller.file === callee.file) return true;
  return new RegExp(`^export (async )?function\\*? ${callee.name}\\b`, "m").test(
    readFileSync(join(ROOT, callee.file), "utf8"),
  );
}

describe("verbs that write", () => {
  it("record what they change, each of them", () => {
    expect(findForgotten(readVerbs())).toEqual([]);
  });

  it("are left out by name only where they exist", () => {
    const names = new Set(readVerbs().map(({ name }) => name));
    expect(Object.keys(NO_ACT).filter((name) => !names.has(name))).toEqual([]);
  });

  it("are found where one forgets to", () => {
    const careless = {
      name: "renameFacility",
      file: "facility.server.ts",
      body: 'export async function renameFacility(tx) { await tx.updateTable("facility").set({}).execute(); ',
      calls: new Set(["updateTable", "set", "execute"]),
    };
    expect(findForgotten([...readVerbs(), careless])).toEqual(["facility.server.ts: renameFacility"]);
  });

  it("each have a sentence in both languages", () => {
    const known = Object.keys(translator("en").auditTrail.acts);
    expect(Object.keys(translator("zh").auditTrail.acts).sort()).toEqual(known.toSorted());
    const bodies = readVerbs().map(({ body }) => body);
    const codes = bodies.flatMap((body) =>
      [...body.matchAll(/\baction:.*/g)].flatMap(([line]) =>
        [...line.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map((match) => match[1]!),
      ),
    );
    const begun = bodies.flatMap((body) => [...body.matchAll(/\baction: `([a-z_]+\.)\$\{/g)].map((match) => match[1]!));
    expect(codes.length).toBeGreaterThan(25);
    expect([...new Set(codes)].filter((code) => !known.includes(code))).toEqual([]);
    expect([...new Set(begun)].filter((start) => !known.some((code) => code.startsWith(start)))).toEqual([]);
  });
});
