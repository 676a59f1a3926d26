import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/http/actor.server.ts";
import { listActivities, saveActivities, toEntry } from "#app/services/activity.server.ts";
import {
  checkActivityFile,
  importActivityFile,
  listActivityImports,
  undoActivityImport,
} from "#app/services/activity-import.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const HEAD = "facility,source,period,quantity,unit,evidence";
const ROWS = [
  "Plant A,Electricity,2025-01,12.5,万千瓦时,bill 1",
  "一厂,天然气,2025-01,1000,Nm3,",
  "Plant A,Hotel nights,2025,3,间夜,",
];
const fileOf = (lines: string[], name = "year.csv") => ({ name, bytes: new TextEncoder().encode(lines.join("\r\n")) });
const good = () => fileOf([HEAD, ...ROWS]);

onEachEngine("an import", (engine) => {
  const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);
  const bringIn = (actor: Actor, file: { name: string; bytes: Uint8Array }) =>
    inTenant(actor, (tx) => importActivityFile(tx, actor, YEAR, file));
  const list = (actor: Actor) => inTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
  /** Every row that an import could leave behind. */
  const footprint = (actor: Actor) =>
    inTenant(actor, async (tx) => ({
      records: (await tx.selectFrom("activity_record").select("id").execute()).length,
      imports: (await tx.selectFrom("activity_import").select("id").execute()).length,
      trail: (await tx.selectFrom("audit_trail").select("sequence").execute()).length,
    }));

  it("adds every row of a file, in the file's order, under one entry of the trail", async () => {
    const { actor } = await makeCompany(engine.doors);
    const before = await footprint(actor);
    const { importId, check } = await bringIn(actor, good());
    expect(check).toMatchObject({ rowCount: 3, goodCount: 3, faultyCount: 0, faults: [], repeatedCount: 0 });
    const records = await list(actor);
    expect(records.map(({ enteredQuantity, quantity }) => [enteredQuantity, quantity])).toEqual([
      ["12.5", "125000"],
      ["1000", "1000"],
      ["3", "3"],
    ]);
    expect(records.every((record) => record.importId === importId)).toBe(true);
    expect(await footprint(actor)).toEqual({
      records: before.records + 3,
      imports: before.imports + 1,
      trail: before.trail + 1,
    });
    expect(await inTenant(actor, (tx) => listActivityImports(tx, actor.organizationId))).toMatchObject([
      { id: importId, fileName: "year.csv", rowCount: 3, standing: 3, authorName: "Sample Person" },
    ]);
  });

  it("writes nothing when one row of many is wrong, and names the cell and the fix", async () => {
    const { actor } = await makeCompany(engine.doors);
    const before = await footprint(actor);
    const wrong = fileOf([
      HEAD,
      ...ROWS,
      "Plant A,Electricity,2025-13,12,kWh,",
      'Plant A,Electricity,2025/2,"1,200",吨,',
    ]);
    const { importId, check } = await bringIn(actor, wrong);
    expect(importId).toBeNull();
    expect(check).toMatchObject({ rowCount: 5, goodCount: 3, faultyCount: 2 });
    expect(
      check.faults.map(({ row, column, letter, raw, code, fixes }) => [row, column, letter, raw, code, fixes[0]]),
    ).toEqual([
      [5, "period", "C", "2025-13", "period_invalid", undefined],
      [6, "period", "C", "2025/2", "period_invalid", "2025-02"],
      [6, "unit", "E", "吨", "unit_mismatch", "kWh"],
      [6, "quantity", "D", "1,200", "number_grammar", "1200"],
    ]);
    expect(await footprint(actor)).toEqual(before);
  });

  it("leaves the database as it was for any file that is none", async () => {
    const { actor } = await makeCompany(engine.doors);
    const before = await footprint(actor);
    const files: [string, Uint8Array][] = [
      ["file_empty", new Uint8Array()],
      ["file_not_text", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])],
      ["csv_broken", fileOf([HEAD, '"open']).bytes],
      ["column_missing", fileOf(["facility,source", "a,b"]).bytes],
      ["file_too_large", new Uint8Array(8 * 1024 * 1024 + 1).fill(0x61)],
    ];
    for (const [code, bytes] of files) {
      const { importId, check } = await bringIn(actor, { name: "x.csv", bytes });
      expect([importId, check.faults[0]?.code]).toEqual([null, code]);
    }
    expect(await footprint(actor)).toEqual(before);
  });

  it("lists two hundred faults of a file of many thousand, and counts the rest", async () => {
    const { actor } = await makeCompany(engine.doors);
    const { check } = await bringIn(actor, fileOf([HEAD, ...Array(20_000).fill("Plant Z,Electricity,2025-01,1,kWh,")]));
    expect(check).toMatchObject({ rowCount: 20_000, goodCount: 0, faultyCount: 20_000, unlisted: 19_800 });
    expect(check.faults).toHaveLength(200);
  });

  it("knows a file by its content, whatever its name, while its rows stand", async () => {
    const { actor } = await makeCompany(engine.doors);
    const { importId } = await bringIn(actor, good());
    const again = await bringIn(actor, { ...good(), name: "renamed.csv" });
    expect(again.importId).toBeNull();
    expect(again.check).toMatchObject({ earlierImportId: importId, repeatedCount: 3 });
    const both = await Promise.all([1, 2].map(() => bringIn(actor, fileOf([HEAD, ROWS[0]!]))));
    expect(both.filter((one) => one.importId)).toHaveLength(1);
    expect(await list(actor)).toHaveLength(4);
  });

  it("is taken back as a whole, corrections included, and can then be done anew", async () => {
    const { actor } = await makeCompany(engine.doors);
    const { importId } = await bringIn(actor, good());
    const [first] = await list(actor);
    const entry = { ...toEntry(first!, { facility: "Plant A", source: "Electricity" }), quantity: "13" };
    const own = { kind: "add" as const, recordId: randomUUID(), entry: { ...entry, period: "2025-06" } };
    await inTenant(actor, (tx) =>
      saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId: first!.recordId, version: 1, entry }, own]),
    );
    expect(await inTenant(actor, (tx) => undoActivityImport(tx, actor, importId!))).toBe(3);
    expect((await list(actor)).map(({ recordId }) => recordId)).toEqual([own.recordId]);
    await expect(inTenant(actor, (tx) => undoActivityImport(tx, actor, importId!))).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await bringIn(actor, good())).importId).not.toBeNull();
  });

  it("is invisible to another tenant, to its undo and to its check", async () => {
    const { actor } = await makeCompany(engine.doors);
    const { actor: other } = await makeCompany(engine.doors);
    const { importId } = await bringIn(actor, good());
    expect(await inTenant(other, (tx) => listActivityImports(tx, actor.organizationId))).toEqual([]);
    await expect(inTenant(other, (tx) => undoActivityImport(tx, other, importId!))).rejects.toMatchObject({
      code: "not_found",
    });
    const { check } = await inTenant(other, (tx) => checkActivityFile(tx, other.organizationId, YEAR, good()));
    expect(check.earlierImportId).toBeNull();
    expect(await list(actor)).toHaveLength(3);
  });

  it("keeps the name of a file from passing for another", async () => {
    const { actor } = await makeCompany(engine.doors);
    const { check } = await bringIn(actor, { ...good(), name: `bill\u202efdp.\u0000csv${"x".repeat(300)}` });
    expect(check.fileName).toMatch(/^billfdp\.csvx+…$/);
    expect([...check.fileName]).toHaveLength(200);
  });
});
