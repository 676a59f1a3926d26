import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { METHODS } from "#app/carbon/method/methods.ts";
import { translator } from "#app/i18n/index.ts";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { plainOf, printedTexts } from "#app/report/printed-text.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { issueSample } from "#tests/support/issued-sample.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(inject("runFolder"), "cli-"));
});

describe("truetonne", () => {
  it("exits with code 2 and an explanation without a command or with an unknown one", async () => {
    for (const argv of [[], ["frobnicate"]]) {
      const { code, err } = await truetonne(argv);
      expect(code, argv.join(" ")).toBe(2);
      expect(err).toContain("Usage: truetonne COMMAND");
    }
    expect(await truetonne(["--help"])).toMatchObject({ code: 0, err: "" });
  });
});

describe("truetonne methods", () => {
  it("lists every method with its publication, in both languages", async () => {
    const { code, out } = await truetonne(["methods"]);
    expect(code).toBe(0);
    for (const { name, source } of METHODS) {
      expect(out).toContain(`${name}: `);
      expect(out).toContain(source);
    }
    const chinese = await truetonne(["methods", "--json", "--language", "zh"]);
    const listed = JSON.parse(chinese.out) as { name: string; title: string; inputs: object }[];
    expect(listed.map(({ name }) => name)).toEqual(METHODS.map(({ name }) => name));
    expect(listed.map(({ title }) => title)).toEqual(
      Object.values(translator("zh").method.words).map(({ title }) => title),
    );
    expect(await truetonne(["methods", "--language", "xx"])).toMatchObject({ code: 2, out: "" });
  });
});

describe("truetonne calculate", () => {
  const DOCUMENT = {
    schema: "truetonne/inventory-document/v1",
    organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
    period: { start: "2025-01-01", end: "2025-12-31" },
    gwp: { set: "AR6", values: { CO2: "1", CH4_fossil: "29.8" } },
    factors: [{ kind: "emission", id: "fuel", version: "1", unit: "L", gases: { CO2: "2.5", CH4_fossil: "0.001" } }],
    activities: [activity("a1", "100", "L")],
  };

  function activity(id: string, quantity: string, unit: string) {
    const period = { start: "2025-01-01", end: "2025-12-31" };
    return { id, facility: "f1", scope: 1, category: "mobile_combustion", period, quantity, unit, factor: "fuel@1" };
  }

  const calculate = (document: unknown) => {
    writeFileSync(at("document.json"), JSON.stringify(document));
    return truetonne(["calculate", at("document.json")]);
  };

  it("prints the document with its results and exits with code 0", async () => {
    const { code, out, err } = await calculate(DOCUMENT);
    expect(err).toBe("");
    // 100 L × (2.5 + 0.001 × 29.8) kg
    expect(JSON.parse(out).results.totals).toMatchObject({ co2eKg: "252.98", byScope: { "1": "252.98", "3": "0" } });
    expect(code).toBe(0);
  });

  it("exits with code 1 and no totals if a line can't be calculated", async () => {
    const { code, out, err } = await calculate({ ...DOCUMENT, activities: [activity("a1", "100", "kWh")] });
    const { issues, totals } = JSON.parse(out).results;
    expect(issues).toMatchObject([{ code: "unit_mismatch", activity: "a1" }]);
    expect(totals).toBeUndefined();
    expect(err).toContain("/activities/0/unit");
    expect(code).toBe(1);
  });

  it.each([
    ["a number in JSON's own form", { ...DOCUMENT, activities: [{ ...activity("a1", "1", "L"), quantity: 1 }] }],
    ["an exponent", { ...DOCUMENT, activities: [activity("a1", "1e3", "L")] }],
    ["ten thousand digits", { ...DOCUMENT, activities: [activity("a1", "9".repeat(10_000), "L")] }],
    ["an id twice", { ...DOCUMENT, activities: [activity("a1", "1", "L"), activity("a1", "2", "L")] }],
    ["no document", []],
  ])("exits with code 2 and lists each error with its pointer, for %s", async (_, document) => {
    const { code, out, err } = await calculate(document);
    const { faults, ...rest } = JSON.parse(out);
    expect(rest).toEqual({});
    expect(faults[0]).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+$/),
      pointer: expect.stringMatching(Array.isArray(document) ? /^$/ : /^\/activities\/[01]/),
    });
    expect(err).not.toBe("");
    expect(code).toBe(2);
  });

  it("exits with code 2 for a missing file", async () => {
    expect(await truetonne(["calculate", at("missing.json")])).toMatchObject({ code: 2 });
  });
});

describe("truetonne factors", () => {
  it("finds diesel by its Chinese name and shows where the factor comes from", async () => {
    const { code, out } = await truetonne(["factors", "search", "柴油"]);
    expect(out).toContain("cn-ndrc-industry-fuels.diesel");
    expect(code).toBe(0);
    const shown = await truetonne(["factors", "show", "cn-ndrc-industry-fuels.diesel"]);
    expect(shown.out).toMatch(/Source/);
    expect(shown.out).toMatch(/Licence/);
    expect(shown.code).toBe(0);
  });

  it("exits with code 1 if nothing is found", async () => {
    expect(await truetonne(["factors", "search", "zzzz-no-such-thing"])).toMatchObject({ code: 1 });
  });
});

describe("an issued report", () => {
  let sample: Awaited<ReturnType<typeof issueSample>>;
  beforeAll(async () => {
    sample = await issueSample();
    writeFileSync(at("report.pdf"), sample.pdf);
    writeFileSync(at("report.bundle.zip"), sample.archive);
    writeFileSync(at("issuer.json"), sample.parts.keys);
  });

  /** The issuer's keys, from another source than the bundle. */
  const known = () => ["--keys", at("issuer.json")];

  it("verifies offline, in both languages, and its data package recomputes", async () => {
    const { code, out, err } = await truetonne(["verify", at("report.pdf"), "--offline", ...known()]);
    expect(err).toBe("");
    expect(out).toContain(`Authentic: This file is exactly report ${sample.number}`);
    expect(out).toMatch(
      /^passed +Printed figures +All text on the pages was generated again from the data. All \d{3,} printed figures/m,
    );
    expect(code).toBe(0);
    const chinese = await truetonne(["verify", at("report.bundle.zip"), "--offline", "--language", "zh", ...known()]);
    expect(chinese.out).toContain(sample.number);
    expect(chinese.out).toMatch(/\p{Script=Han}/u);
    expect(chinese.code).toBe(0);
    writeFileSync(at("inventory.json"), sample.parts.inventory);
    expect(await truetonne(["verify", at("inventory.json"), "--offline", ...known()])).toMatchObject({ code: 0 });
    const calculated = await truetonne(["calculate", at("inventory.json")]);
    expect(calculated.code).toBe(0);
    expect(JSON.parse(calculated.out).results).toEqual(JSON.parse(readFileSync(at("inventory.json"), "utf8")).results);
  });

  it("is confirmed by the name that an earlier report of the issuer prints, and by no other", async () => {
    const texts = printedTexts(await expandPdf(sample.pdf)).map(({ parts }) => plainOf(parts));
    const printed = texts[texts.indexOf("Signing key name") + 1]!;
    expect(printed).toMatch(/^[\w-]{43}$/);
    const verify = (name: string) => truetonne(["verify", at("report.pdf"), "--offline", "--key", name]);
    expect(await verify(printed)).toMatchObject({ code: 0, out: expect.stringMatching(/^Authentic: /) });
    const other = `${printed.startsWith("A") ? "B" : "A"}${printed.slice(1)}`;
    expect(await verify(other)).toMatchObject({ code: 1, out: expect.stringMatching(/^Key not confirmed: /) });
  });

  it("is no longer authentic with one byte changed", async () => {
    const changed = sample.pdf.slice();
    changed[changed.length >> 1]! ^= 1;
    writeFileSync(at("changed.pdf"), changed);
    writeFileSync(at("changed.bundle.zip"), sample.archive);
    const { code, out } = await truetonne(["verify", at("changed.pdf"), "--offline"]);
    expect(out).toMatch(/^Altered: /);
    expect(code).toBe(1);
  });

  it("gives no certain verdict without the evidence", async () => {
    writeFileSync(at("alone.pdf"), sample.pdf);
    const { code, out } = await truetonne(["verify", at("alone.pdf"), "--offline"]);
    expect(out).toContain("Inconclusive");
    expect(code).toBe(1);
  });

  describe("and truetonne fsck", () => {
    const fsck = async () => {
      const { code, out, err } = await truetonne(["fsck", "--json"], sample.settings);
      if (code === 2) throw new Error(err);
      const { counts, faults } = JSON.parse(out) as {
        counts: Record<string, number>;
        faults: { row: string; fault: string }[];
      };
      return { code, counts, faults };
    };

    it("derives everything again and finds no error", async () => {
      const { code, counts, faults } = await fsck();
      expect(faults).toEqual([]);
      expect(counts).toMatchObject({ runs: 1, lines: 3, reports: 1, checkpoints: 2 });
      // A log of fewer than 256 leaves has no full tile, and no witness was asked.
      const { tiles, cosignatures, ...found } = counts;
      expect([tiles, cosignatures]).toEqual([0, 0]);
      for (const [what, count] of Object.entries(found)) expect(count, what).toBeGreaterThan(0);
      expect(code).toBe(0);
    });

    it("names each row that the owner of the database changed, with the change", async () => {
      const run = `calculation_run ${sample.actor.tenantId}/${sample.runId}`;
      const report = `published_report ${sample.number}`;
      const nextByte = (column: string, at: number) =>
        `${column} = set_byte(${column}, ${at}, (get_byte(${column}, ${at}) + 1) % 256)`;
      const changes: [table: string, change: string, where: string, row: string, fault: RegExp][] = [
        [
          "calculation_piece",
          nextByte("versions", 3),
          "part = 'detail'",
          run,
          /^a1 comes of a record that is not there/,
        ],
        ["calculation_run", "co2e_kg = co2e_kg || '1'", "true", run, /co2e_kg/],
        ["published_edition", nextByte("pdf", 5000), "true", report, /file \(en\) does not match/],
        ["published_report", `summary = jsonb_set(summary, '{co2eKg}', '"1"')`, "true", report, /summary.*co2eKg/],
        ["log_leaf", nextByte("entry", 40), "index = 0", "log_leaf 0", /differ/],
        ["log_checkpoint", nextByte("root", 0), "size = 2", "log_checkpoint 2", /derived/],
        ["audit_trail", "action = 'facility.removed'", "sequence = 3", trail(3), /chain breaks/],
        ["audit_trail", "sequence = 1000", "sequence = 7", trail(1000), /chain breaks/],
      ];
      await asOwner(ownerUrl(), async (db) => {
        // An owner who moves an entry also removes rows that refer to it.
        await sql`alter table audit_trail_mention drop constraint audit_trail_mention_tenant_id_sequence_fkey`.execute(
          db,
        );
        for (const [table, change, where] of changes) {
          await editFacts(db, table, sql.raw(`update ${table} set ${change} where ${where}`));
        }
      });
      const kept = filesIn(join(sample.settings.DATA_DIR, "evidence"));
      expect(kept).toHaveLength(1);
      appendFileSync(kept[0]!, " ");
      const { code, faults } = await fsck();
      expect(code).toBe(1);
      expect(faults).toContainEqual({
        row: expect.stringMatching(/^evidence_file /),
        fault: expect.stringMatching(/^its bytes have the hash /),
      });
      for (const [, change, , row, fault] of changes) {
        const found = faults.filter((one) => one.row === row).map((one) => one.fault);
        expect(found, `${change} in ${row}`).toContainEqual(expect.stringMatching(fault));
      }
    });

    const filesIn = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    const ownerUrl = () => `file:${join(sample.settings.DATA_DIR, "database")}`;
    const trail = (sequence: number) => `audit_trail ${sample.actor.tenantId}/${sequence}`;
  });
});
