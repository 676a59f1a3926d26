import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";

const ROOT = new URL("../../app/", import.meta.url).pathname;

/** Tables without records of an organization: counts, work in progress, and the public log. */
const NOT_RECORDED = [
  "log_",
  "listed_report",
  "statement",
  "published_report",
  "report_watch",
  "job\\b",
  "outgoing_mail",
  "mail_failure",
  "notice(_preference|_digest)?\\b",
  "client_mail",
  "consent_step",
  "legal_text",
  "rate_limit",
  "import_draft",
  "import_row",
];

/** Writes that are not an act of a tenant's person or program, with the reason. */
const NO_ACT: Record<string, string> = {
  createTenant: "the workspace itself, before it has members. Its organization is recorded",
  claim: "marks the email of a day, so that it is sent once",
  claimNotices: "marks emails about trail entries, so that they are sent once",
  setReminders: "a person's own choice about emails",
  noteUse: "the last use of a key, without any change to its rights",
  answerOnce: "responses to repeated requests. Their changes are recorded",
  startTimer: "nothing counts before a timer is stopped. Its entry is recorded",
  endTimer: "the end of a timer. Its entry is recorded where it has one",
  saveDraft: "unfinished input. Its submission is recorded",
  keepTradeDocument: "the file of a document whose issue is recorded",
  noteActors: "the names of people who act under an engagement",
  addFiles: "files of a finding, an answer or a statement, which is recorded in the same transaction",
  markLines: "the marks of a verifier, which the company must not see before the statement",
  noteAccess: "a view of a verifier, which has its own log",
  dismissParkedEvent: "belongs to no tenant. The reason is stored in the event",
  encryptAnew: "the same second factors, encrypted with the newest key",
  stateErasure: "the fact of the erasure, which removes the trail",
  deleteRows: "the erasure itself, which removes the trail",
  removePublicProofs: "public proofs, with the erasure of their workspace",
  retire: "part of the replacement of a key, which is recorded, and of the erasure of its workspace",
  reencryptKeys: "the same keys, encrypted with the newest secret",
  deleteTogether: "the erasure itself",
  blankAccount: "the account of a person, who belongs to no workspace any more",
  closeDueTenants: "a result of the closing, which is recorded",
  noteRemoved: "marks that the bytes of an old archive were deleted. Request and download are recorded",
  announcing: "marks bytes that are being stored. Their row is recorded",
  sweepStoredFiles: "bytes without a row, which were never visible",
  removeRequestFile: "a file of answers that are not submitted yet",
};

/** Settings record each saved version (`keepSetting`). */
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

/** Every top-level function with database access, and the names that its body calls. */
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

/** Functions that write without recording, and are not called only by recording functions. */
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

/** Distinguishes functions of the same name in different files. */
function isNear(caller: Verb, callee: Verb): boolean {
  if (caller.file === callee.file) return true;
  return new RegExp(`^export (async )?function\\*? ${callee.name}\\b`, "m").test(
    readFileSync(join(ROOT, callee.file), "utf8"),
  );
}

describe("verbs that write", () => {
  it("record every change", () => {
    expect(findForgotten(readVerbs())).toEqual([]);
  });

  it("are exempt by name only if they exist", () => {
    const names = new Set(readVerbs().map(({ name }) => name));
    expect(Object.keys(NO_ACT).filter((name) => !names.has(name))).toEqual([]);
  });

  it("are found if one does not record its change", () => {
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
