import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { getFactorHistory } from "#app/factors/factor.server.ts";
import { selectPublished, toPublishedFactor } from "#app/factors/published-factor.server.ts";
import { formatCsv } from "#emission-factors/csv.ts";
import { addEdition, importFactorLibrary } from "#emission-factors/import.ts";
import { addStatusChange, importTrustChanges } from "#emission-factors/import-status.ts";
import {
  type Dataset,
  FACTOR_COLUMNS,
  type FactorRow,
  TRUST_CHANGE_COLUMNS,
} from "#emission-factors/library-schema.ts";
import { hashText } from "#emission-factors/read-library.ts";
import { onEachEngine } from "#tests/support/engines.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const NAMES = ["kept", "withdrawn", "anomalous", "reprinted", "reference"] as const;

/** A test release with five rows of `co2` kg each. */
function makeEdition(edition: string, co2: string, names: readonly string[] = NAMES): Dataset {
  const rows = names.map((name) => {
    const empty = Object.fromEntries(FACTOR_COLUMNS.map((column) => [column, ""])) as FactorRow;
    return {
      ...empty,
      id: `test-set.${name}`,
      kind: "emission",
      name_en: name,
      scope: "1",
      category: "stationary_combustion",
      unit: "t",
      basis: "mass",
      co2,
      source_table: "Sheet 2",
      source_cell: `Row ${name}`,
      trust: name === "kept" ? "secondary_single" : "",
      status: name === "reference" ? "not_for_inventories" : "active",
      status_reason: name === "reference" ? "A marginal rate." : "",
      published_value: `${co2}.0`,
      published_unit: "kg CO2/t",
      further: "direct=1.50;2026=1.650",
      note: name === "kept" ? "Read twice." : "",
    };
  });
  const csv = formatCsv(
    FACTOR_COLUMNS,
    rows.map((row) => FACTOR_COLUMNS.map((column) => row[column])),
  );
  const manifest: Dataset["manifest"] = {
    id: "test-set",
    edition,
    publisher: "A publisher",
    title: { en: "Test set", zh: "测试集" },
    publishedOn: `${edition.slice(0, 4)}-06-01`,
    retrievedOn: "2026-11-24",
    dataYear: Number(edition.slice(0, 4)),
    validFrom: null,
    validTo: null,
    validityBasis: "None.",
    gwpSet: null,
    gasesGwp: null,
    gasBasis: "kg CO2",
    trust: "primary_file",
    licence: { name: "Open", url: "", redistributable: true, attribution: "" },
    sourceTitle: "A workbook",
    sourceTable: "",
    sourceUrl: "",
    supersedes: null,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: false,
    notes: [],
    rows: rows.length,
    sha256: hashText(csv),
  };
  return { manifest, rows };
}

/** A library with one release and its status changes. */
function writeLibrary(dataset: Dataset, changes: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-library-"));
  folders.push(folder);
  for (const name of ["test-set", "gwp"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "gwp", "gwp.json"), "[]");
  writeFileSync(join(folder, "gwp", "blends.csv"), "blend,gas,mass_share,source\n");
  writeFileSync(join(folder, "test-set", "dataset.json"), JSON.stringify(dataset.manifest));
  const cells = dataset.rows.map((row) => FACTOR_COLUMNS.map((column) => row[column]));
  writeFileSync(join(folder, "test-set", "factors.csv"), formatCsv(FACTOR_COLUMNS, cells));
  const header = "dataset,edition,factor_id,changed_on,status,reason";
  writeFileSync(join(folder, "status-changes.csv"), `${[header, ...changes].join("\n")}\n`);
  writeFileSync(join(folder, "trust-changes.csv"), `${[TRUST_CHANGE_COLUMNS.join(), CONFIRMED].join("\n")}\n`);
  return folder;
}

const SHIPPED = [
  "test-set,2024,test-set.withdrawn,2024-09-01,withdrawn,Withdrawn by the publisher.",
  "test-set,2024,test-set.anomalous,2024-10-01,anomalous,Half of the editions before and after.",
];

const CONFIRMED = "test-set,2024,test-set.reprinted,2025-02-03,official_file,3.0,Notice 7 Table 1,00ff";

interface Seen {
  first: unknown;
  again: unknown;
  refusals: Record<string, unknown>;
}
/** Of the current engine, because suites run one after the other. */
let seen: Seen;

/** Everything that only the database owner can do, before the doors open. */
async function fill(db: Kysely<unknown>): Promise<Seen> {
  const dataset = makeEdition("2024", "3");
  const folder = writeLibrary(dataset, SHIPPED);
  const first = await importFactorLibrary(db, { folder });
  const again = await importFactorLibrary(db, { folder });
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: Error) => error.message,
    );
  const change = {
    dataset: "test-set",
    edition: "2024",
    factor_id: "",
    changed_on: "2025-01-01",
    status: "",
    reason: "",
  };
  const confirmation = {
    dataset: "test-set",
    edition: "2024",
    factor_id: "test-set.kept",
    changed_on: "2025-02-03",
    trust: "official_file",
    value: "3",
    document: "Notice 7",
    document_sha256: "",
  };
  const refusals = {
    otherFigure: await attempt(importTrustChanges(db, [{ ...confirmation, value: "3.1" }])),
    unknownTrust: await attempt(importTrustChanges(db, [{ ...confirmation, trust: "heard" }])),
    noRow: await attempt(importTrustChanges(db, [{ ...confirmation, factor_id: "test-set.no" }])),
    trust: await attempt(sql`update factor_trust_change set trust = 'definition'`.execute(db)),
    changed: await attempt(addEdition(db, makeEdition("2024", "4"))),
    state: await attempt(addStatusChange(db, { ...change, status: "doubtful", reason: "why" })),
    reason: await attempt(addStatusChange(db, { ...change, status: "withdrawn" })),
    row: await attempt(addStatusChange(db, { ...change, factor_id: "no", status: "withdrawn", reason: "why" })),
    update: await attempt(sql`update emission_factor set status = 'active'`.execute(db)),
    figure: await attempt(sql`update emission_factor set document = '{}'`.execute(db)),
    facts: await attempt(sql`update emission_factor set meta = '{}'`.execute(db)),
    delete: await attempt(sql`delete from emission_factor`.execute(db)),
    change: await attempt(sql`update factor_status_change set reason = 'another'`.execute(db)),
  };
  // A correction publishes two of the rows again. The others stay unchanged.
  const correction = makeEdition("2024-rev2", "5", ["reprinted", "reference"]);
  await addEdition(db, { ...correction, manifest: { ...correction.manifest, correctionOf: "test-set@2024" } });
  // An earlier date recorded later: the newer status stays.
  await addStatusChange(db, {
    ...change,
    factor_id: "test-set.withdrawn",
    changed_on: "2024-08-01",
    status: "anomalous",
    reason: "Doubted before its withdrawal.",
  });
  const closed = makeEdition("2023", "2");
  closed.manifest.licence.redistributable = false;
  await addEdition(db, closed);
  return { first, again, refusals };
}

onEachEngine(
  "facts and statuses of factors",
  (engine) => {
    const editions = (name: string) => engine.doors.withPublic((tx) => getFactorHistory(tx, `test-set.${name}`));
    const ofFirst = async (name: string) => (await editions(name)).find(({ version }) => version === "2024")!;

    it("are added once", () => {
      expect(seen.first).toEqual({
        datasetsAdded: 1,
        factorsAdded: 5,
        gwpSetsAdded: 0,
        statusChangesAdded: 2,
        trustChangesAdded: 1,
      });
      expect(seen.again).toEqual({
        datasetsAdded: 0,
        factorsAdded: 0,
        gwpSetsAdded: 0,
        statusChangesAdded: 0,
        trustChangesAdded: 0,
      });
    });

    it("are never edited, even by the owner, and each change has a status, reason and row", () => {
      const frozen = expect.stringMatching(/never changed|refuse|frozen|append|fact/i);
      expect(seen.refusals).toEqual({
        otherFigure: expect.stringContaining("another figure"),
        unknownTrust: expect.stringContaining("unknown trust"),
        noRow: expect.stringContaining("holds no test-set.no@2024"),
        trust: frozen,
        changed: expect.stringContaining("needs a new edition"),
        state: expect.stringContaining("unknown state"),
        reason: expect.stringContaining("no reason"),
        row: expect.stringContaining("holds no no of"),
        update: frozen,
        figure: frozen,
        facts: frozen,
        delete: frozen,
        change: frozen,
      });
    });

    it("include the published text, its position and its trust", async () => {
      const kept = await ofFirst("kept");
      expect(kept.facts).toEqual({
        trust: "secondary_single",
        status: "active",
        statusReason: null,
        published: { value: "3.0", unit: "kg CO2/t" },
        sheet: "Sheet 2",
        cell: "Row kept",
        gasBasis: "mass",
        further: [
          { name: "direct", value: "1.50" },
          { name: "2026", value: "1.650" },
        ],
        note: "Read twice.",
      });
      expect((await ofFirst("withdrawn")).facts.trust).toBe("primary_file");
      expect(kept).toMatchObject({ status: "active", statusReason: null, stateChanges: [] });
      expect(kept.dataset.comparableWithPrevious).toBe(false);
    });

    it("are as trusted as the document that they were compared with later", async () => {
      const confirmed = await ofFirst("reprinted");
      expect(confirmed.facts.trust).toBe("official_file");
      expect(confirmed.trustChanges).toEqual([
        { changedOn: "2025-02-03", trust: "official_file", document: "Notice 7 Table 1" },
      ]);
      expect(await ofFirst("anomalous")).toMatchObject({ facts: { trust: "primary_file" }, trustChanges: [] });
    });

    it("give a row its newest status with date and reason, and keep the row", async () => {
      expect(await ofFirst("withdrawn")).toMatchObject({
        status: "withdrawn",
        statusReason: "Withdrawn by the publisher.",
        stateChanges: [
          { changedOn: "2024-08-01", status: "anomalous" },
          { changedOn: "2024-09-01", status: "withdrawn", reason: "Withdrawn by the publisher." },
        ],
        document: { gases: { CO2: "3" } },
      });
      expect(await ofFirst("anomalous")).toMatchObject({ status: "anomalous" });
    });

    it("supersede exactly the rows that a correction publishes again", async () => {
      expect(await ofFirst("reprinted")).toMatchObject({
        status: "superseded",
        statusReason: "Corrected by test-set@2024-rev2.",
        stateChanges: [{ changedOn: "2024-06-01" }],
      });
      expect(await ofFirst("kept")).toMatchObject({ status: "active" });
      expect(await ofFirst("reference")).toMatchObject({
        status: "not_for_inventories",
        statusReason: "A marginal rate.",
        stateChanges: [],
      });
    });

    it("show a non-redistributable release only to tenants", async () => {
      expect((await editions("kept")).map(({ version }) => version)).toEqual(["2024"]);
      const inside = await engine.doors.withTenant({ tenantId: crypto.randomUUID(), userId: "nobody" }, (tx) =>
        selectPublished(tx).where("emission_factor.id", "=", "test-set.kept").execute(),
      );
      expect(
        inside
          .map(toPublishedFactor)
          .map(({ version }) => version)
          .sort(),
      ).toEqual(["2023", "2024"]);
      const open = await engine.doors.withPublic((tx) => tx.selectFrom("factor_dataset").select("edition").execute());
      expect(open.map(({ edition }) => edition).sort()).toEqual(["2024", "2024-rev2"]);
    });
  },
  async (db) => {
    seen = await fill(db);
  },
);
