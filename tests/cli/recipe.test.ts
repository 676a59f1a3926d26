import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { condense } from "#app/carbon/condense/condense.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { type Bundle, packBundle, sumBundle, unpackBundle } from "#app/proof/bundle.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { makeSampleKey } from "#app/proof/testing/sample-keys.ts";
import {
  issueSampleReport,
  KEY_SINCE,
  SAMPLE_ISSUER,
  type SampleOptions,
  sampleDocument,
} from "#app/proof/testing/sample-report.ts";
import { randomDocument, repeatedDocument } from "#tests/second-opinion/random-documents.ts";
import { firstSeed } from "#tests/support/case-seed.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { issueSample } from "#tests/support/issued-sample.ts";

/**
 * The recipe of docs/verify-by-hand.md, run as written. It needs a reader's tools: bash, unzip, sha256sum, OpenSSL 3
 * and Python 3.9. If one is missing, the tests count as skipped.
 */
const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const NEEDS = [
  ["bash", "-c", "command -v unzip sha256sum cmp cut"],
  ["openssl", "pkeyutl", "-help"],
  ["python3", "-c", "import sys; assert sys.version_info >= (3, 9)"],
];
const canRun = NEEDS.every(([command, ...argv]) => spawnSync(command!, argv).status === 0);
if (!canRun) console.warn("The recipe is skipped: it needs bash, unzip, sha256sum, OpenSSL 3 and Python 3.9.");

/** Any key: the entry of the log differs from the one that the record leads to. */
const KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

/** Python's caches must not be written next to the sources. */
const ENV = {
  PATH: process.env.PATH ?? "",
  NODE_ENV: "production",
  LANG: "C.UTF-8",
  PYTHONDONTWRITEBYTECODE: "1",
} as const;
const run = (command: string, argv: string[], cwd: string) => {
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd, encoding: "utf8", env: ENV });
  return { status, said: stdout + stderr };
};

let folder: string;
let archive: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(join(inject("runFolder"), "recipe-"));
  const document = sampleDocument();
  const results = recomputeInventory(document) as JsonObject;
  archive = await bundleOf(await issueSampleReport({ document: { ...document, results } }));
});

async function bundleOf(sample: Bundle): Promise<Uint8Array> {
  const bundle = { ...sample, script: readFileSync(join(DOCS, "verify.py"), "utf8") };
  return packBundle({ ...bundle, sums: await sumBundle(bundle) });
}

function unpack(bytes: Uint8Array, changes: Record<string, Uint8Array | string> = {}): string {
  const room = mkdtempSync(join(folder, "bundle-"));
  for (const [name, content] of Object.entries({ ...unzipSync(bytes), ...changes }))
    writeFileSync(join(room, name), content);
  return room;
}

/** All blocks of commands on the page for a shell, in order. The first sets the variables, the second unpacks. */
const blocks = (shell = "sh") =>
  [
    ...readFileSync(join(DOCS, "verify-by-hand.md"), "utf8").matchAll(
      new RegExp(`^\`\`\`${shell}\\n([\\s\\S]*?)^\`\`\`$`, "gm"),
    ),
  ].map(([, code]) => code!);

/** The files that a reader has to get, under the names that the variables have. */
function lay(room: string, bundle?: Uint8Array): void {
  if (bundle) writeFileSync(join(room, "report.bundle.zip"), bundle);
  writeFileSync(join(room, "recompute.py"), readFileSync(join(DOCS, "recompute.py")));
}

function follow(bytes: Uint8Array, from = 0): { status: number | null; said: string } {
  const room = mkdtempSync(join(folder, "by-hand-"));
  lay(room, bytes);
  const [variables, unpacked, ...steps] = blocks();
  // Each step must find the error alone, so a test may leave out the steps before it.
  const unpack = unpacked!.replace(from > 0 ? /^sha256sum.*$/m : /$^/, "");
  const script = ["set -euo pipefail", variables!, unpack, ...steps.slice(from)];
  return run("bash", ["-c", script.join("\n")], room);
}

/** Replaces the middle character of a text by another of the same kind. */
function exchange(text: string, what: RegExp): string {
  const changed = text.replace(what, (found) =>
    found.endsWith("0") ? `${found.slice(0, -1)}1` : `${found.slice(0, -1)}0`,
  );
  if (changed === text) throw new Error(`nothing like ${what}`);
  return changed;
}

describe.skipIf(!canRun)("the recipe", () => {
  it.each(["of a sample", "as the product issues it"])("passes with every command on a bundle %s", async (whose) => {
    expect(blocks()).toHaveLength(10);
    const { status, said } = follow(whose === "of a sample" ? archive : (await issueSample()).archive);
    expect(said).not.toMatch(/DOES NOT HOLD|Traceback|Error/);
    expect(said.match(/Signature Verified Successfully/g)).toHaveLength(3);
    expect(said).toMatch(/\d+ lines, \d+ figures worked out again: all equal/);
    expect(status, said).toBe(0);
  });

  it("rejects anything that a revoked key signed after its revocation, whatever day it states", async () => {
    const { keys } = unpackBundle(archive);
    const { key } = await makeSampleKey(5, "credential");
    const revoked = (log_size: number) => {
      const set = JSON.parse(keys) as Record<string, unknown>;
      set.revokedIssuerKeys = [{ kid: key.keyId, iss: SAMPLE_ISSUER, revoked: { revoked_at: 4e9, log_size } }];
      return unpack(archive, { "keys.json": JSON.stringify(set) });
    };
    // The sample is entry 3 of its log. When the key was revoked, the log had three entries including it, or it was not
    // yet in the log.
    expect(run("python3", ["verify.py"], revoked(3))).toMatchObject({ status: 0 });
    expect(run("python3", ["verify.py"], revoked(2))).toMatchObject({
      status: 1,
      said: expect.stringContaining("DOES NOT HOLD: log reports.example/log: has the report"),
    });
  });

  it("has sixty lines of Python", () => {
    const text = readFileSync(join(DOCS, "verify.py"), "utf8").replace(/"""[\s\S]*?"""/, "");
    const code = text.split("\n").filter((line) => /\S/.test(line) && !line.trimStart().startsWith("#"));
    expect(code.length).toBeLessThanOrEqual(60);
  });

  it.each<[part: string, what: string, from: number, change: (name: Record<string, string>) => Record<string, string>]>(
    [
      ["report.pdf", "the file", 1, ({ pdf }) => ({ "report.pdf": `${pdf} ` })],
      ["inventory.json", "the data", 1, ({ inventory }) => ({ "inventory.json": `${inventory} ` })],
      [
        "report.vc.json",
        "a signed total",
        2,
        ({ credential }) => ({ "report.vc.json": exchange(credential!, /CO?2eKg":"\d+/i) }),
      ],
      ["report.tlog-proof", "the path", 3, ({ proof }) => ({ "report.tlog-proof": exchange(proof!, /\nindex \d/) })],
      [
        "issuer-key.tlog-proof",
        "the place of the key",
        3,
        ({ keyProof }) => ({ "issuer-key.tlog-proof": exchange(keyProof!, /\nindex \d/) }),
      ],
      [
        "report.tlog-proof",
        "the signed size",
        3,
        ({ proof }) => ({ "report.tlog-proof": exchange(proof!, /\n\n\S+\n\d/) }),
      ],
      [
        "status-1.json",
        "the list's own signature",
        0,
        ({ status }) => ({ "status-1.json": exchange(status!, /validUntil":"2\d{2}/) }),
      ],
    ],
  )("names a change in %s: %s", async (_, __, from, change) => {
    const bundle = unpackBundle(archive);
    const text = new TextDecoder("latin1").decode(bundle.pdf);
    const [status] = bundle.statusLists;
    const inventory = new TextDecoder().decode(bundle.inventory);
    const changed = change({ ...bundle, pdf: text, inventory, status } as unknown as Record<string, string>);
    const room = unpack(
      archive,
      changed["report.pdf"] ? { "report.pdf": Buffer.from(changed["report.pdf"], "latin1") } : changed,
    );
    const { status: code, said } = run("python3", ["verify.py"], room);
    expect(said).toMatch(/DOES NOT HOLD|Error/);
    expect(code).toBe(1);
    // Manually, each step finds it alone; the signatures of the status lists are left to the script.
    const parts = { ...bundle };
    if (changed["report.pdf"]) parts.pdf = Buffer.from(changed["report.pdf"], "latin1");
    if (changed["inventory.json"]) parts.inventory = Buffer.from(changed["inventory.json"]);
    if (changed["report.vc.json"]) parts.credential = changed["report.vc.json"];
    if (changed["report.tlog-proof"]) parts.proof = changed["report.tlog-proof"];
    if (changed["issuer-key.tlog-proof"]) parts.keyProof = changed["issuer-key.tlog-proof"];
    if (changed["status-1.json"]) parts.statusLists = [changed["status-1.json"], ...bundle.statusLists.slice(1)];
    const { sums: _sums, ...rest } = parts;
    expect(follow(packBundle({ ...rest, sums: await sumBundle(rest) }), from).status).not.toBe(0);
  });

  it.each([
    ["withdrawn", { withdrawn: true }],
    ["superseded", { superseded: true }],
  ])("reports that a report was %s", async (_, options) => {
    const sample = await issueSampleReport(options);
    const room = unpack(await bundleOf(sample));
    const { status, said } = run("python3", ["verify.py"], room);
    expect(said).toMatch(/DOES NOT HOLD: no (revocation|message) as of 2026/);
    expect(status).toBe(1);
  });

  it.each<[string, SampleOptions]>([
    ["another name", { loggedKey: { type: "issuer_key", issuer: SAMPLE_ISSUER, name: "X", key: KEY, ts: KEY_SINCE } }],
    ["the key only after the report", { isKeyLate: true }],
  ])("rejects a report if the log has %s", async (_, options) => {
    const changed = await bundleOf(await issueSampleReport(options));
    const { status, said } = run("python3", ["verify.py"], unpack(changed));
    expect(said).toMatch(/DOES NOT HOLD: log reports.example.log: has this key of Sample/);
    expect(status).toBe(1);
    expect(follow(changed, 3).status).not.toBe(0);
  });

  it("accepts only a key of the installation that was in force", async () => {
    const sample = await issueSampleReport();
    const archived = await bundleOf(sample);
    const keys = JSON.parse(sample.keys) as { keys: Record<string, unknown>[] };
    const withKey = (more: Record<string, unknown>) =>
      run(
        "python3",
        ["verify.py"],
        unpack(archived, {
          "keys.json": JSON.stringify({ ...keys, keys: keys.keys.map((one) => ({ ...one, ...more })) }),
        }),
      );
    expect(withKey({}).status).toBe(0);
    expect(withKey({ exp: 1 }).said).toContain("DOES NOT HOLD: ");
    expect(withKey({ revoked: { revoked_at: 1 } }).status).toBe(1);
    expect(withKey({ purpose: "log" }).status).toBe(1);
    expect(withKey({ kid: "another" }).status).toBe(1);
  });
});

describe("the recipe for PowerShell", () => {
  /** The Python lines of a block, and its commands of OpenSSL and Python. */
  const parts = (block: string) => ({
    python: [...block.matchAll(/^(?: *python3 - <<'END'|@')\n([\s\S]*?)^(?:END|'@ \| python -)$/gm)].map(
      ([, code]) => code!,
    ),
    commands: block
      .split("\n")
      .filter((line) => /^\s*(openssl|python3?|pdfdetach) (?!-)/.test(line))
      .map((line) => line.trim().replace("python3", "python").replaceAll('"', "")),
    files: [...new Set(block.match(/\b[\w-]+\.(?:zip|py|json|pdf|ndjson|tlog-proof|der)\b|SHA256SUMS/g))].sort(),
  });

  it("has the same steps, lines of Python, commands and files", () => {
    const [shell, windows] = [blocks().map(parts), blocks("powershell").map(parts)];
    expect(shell.flatMap(({ python }) => python)).toHaveLength(5);
    expect(windows).toEqual(shell);
  });

  it("passes Python only ASCII, and checks the result of every program", () => {
    for (const block of blocks("powershell")) {
      // Windows PowerShell could pass another encoding.
      expect(block).toMatch(/^[\n -~]*$/);
      const lines = block.split("\n").map((line) => line.trim());
      for (const [at, line] of lines.entries())
        if (/^(openssl|python|pdfdetach) |^'@ \| python/.test(line)) expect(lines[at + 1], line).toBe("Confirm-Step");
    }
  });
});

/** Few here: more than ten thousand were compared when the script was written, without a difference. */
const DOCUMENTS = 300;

describe.skipIf(!canRun)("the calculation in Python", () => {
  const documents = () => {
    const lines: string[] = [];
    for (let seed = firstSeed; lines.length < DOCUMENTS; seed += 1) {
      const document = seed % 2 === 0 ? randomDocument(seed) : condense(repeatedDocument(seed)).document;
      const results = runInventory(document);
      if (results.totals && results.lines.length > 0) lines.push(JSON.stringify({ ...document, results }));
    }
    return lines;
  };
  const judge = (lines: string[]) =>
    spawnSync("python3", [join(DOCS, "recompute.py"), "--each"], {
      input: lines.join("\n"),
      encoding: "utf8",
      env: ENV,
    });

  it(`agrees with the program on ${DOCUMENTS} random documents, to the last digit`, () => {
    const { status, stdout, stderr } = judge(documents());
    expect(stdout + stderr).toBe(`${DOCUMENTS} documents, 0 differ\n`);
    expect(status).toBe(0);
  });

  it("names the first figure that differs, with both values", () => {
    const [document] = documents();
    const { results, ...rest } = JSON.parse(document!);
    const total = results.totals.co2eKg as string;
    const wrong = { ...rest, results: { ...results, totals: { ...results.totals, co2eKg: `${total}1` } } };
    const { status, stdout } = judge([JSON.stringify(wrong)]);
    expect(stdout).toContain(`1: /totals/co2eKg states '${total}1'; the lines give '${total}'`);
    expect(status).toBe(1);
  });

  it("finds the records behind a condensed document, and only those", async () => {
    const room = mkdtempSync(join(folder, "detail-"));
    const [whole, condensed, detail] = ["whole", "inventory.json", "records.ndjson"].map((name) =>
      join(room, name),
    ) as [string, string, string];
    for (let seed = firstSeed, tried = 0; tried < 5; seed += 1) {
      const document = repeatedDocument(seed);
      if (document.activities.length === 0 || !runInventory(document).totals) continue;
      tried += 1;
      rmSync(detail, { force: true });
      writeFileSync(whole, JSON.stringify(document));
      writeFileSync(condensed, (await truetonne(["condense", whole, "--detail", detail])).out);
      const python = () => run("python3", [join(DOCS, "recompute.py"), condensed, detail], room);
      expect(python().said).toContain(`${document.activities.length} records in`);
      expect(python().status).toBe(0);
      lay(room);
      const byHand = () => run("bash", ["-c", ["set -euo pipefail", blocks()[0], blocks().at(-1)].join("\n")], room);
      expect(byHand()).toMatchObject({ status: 0, said: expect.stringContaining("have the stated root") });
      writeFileSync(detail, readFileSync(detail, "utf8").replace(/"id":"[^"]+"/, '"id":"another"'));
      expect(python()).toMatchObject({ status: 1 });
      expect(byHand()).toMatchObject({ status: 1, said: expect.stringContaining("these are not the records") });
    }
  });

  it("does not accept a document without results", () => {
    const { results: _, ...rest } = JSON.parse(documents()[0]!);
    expect(judge([JSON.stringify(rest)])).toMatchObject({ status: 1 });
    expect(judge([])).toMatchObject({ status: 1 });
  });
});
