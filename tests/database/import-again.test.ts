import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { commitImport } from "#app/records/import/commit-import.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { changeMapping, getDraft } from "#app/records/import/import-draft.server.ts";
import { findMapping, rememberMapping, splitRemembered } from "#app/records/import/import-mapping.server.ts";
import { decideRows, fixCell } from "#app/records/import/mend-rows.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { undoImport } from "#app/records/import/undo-import.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { makeCompany } from "#tests/support/sample-company.ts";
import { writeWorkbook } from "#tests/support/write-workbook.ts";

const number = (text: string) => ({ number: text });
/** One sheet per facility, each with its own layout. Another sheet has notes, and one has no name. */
const WORKBOOK = writeWorkbook({
  sheets: [
    {
      name: "Plant A",
      rows: [
        ["source", "period", "quantity", "unit"],
        ["Electricity", "2025-01", number("10"), "kWh"],
      ],
    },
    {
      name: "Ｏｆｆｉｃｅ",
      rows: [
        ["能源台账", null, null, null],
        [],
        ["排放源", "单位", "期间", "数量"],
        ["电费", "kWh", "2025年1月", "２０"],
        ["电费", null, "2025年2月", number("21")],
      ],
      merges: ["B4:B5"],
    },
    { name: "Help", rows: [["How to fill in"], ["Write one row for each bill."]] },
  ],
});

onEachEngine("a repeated file", (engine) => {
  const room = makeImportRoom();
  const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);
  async function make() {
    const { actor, inventory } = await makeCompany(engine.doors);
    const take = (content: string | Uint8Array, name?: string) =>
      takeImportFile(engine.doors, actor, room, { file: incoming(content, name), inventoryId: inventory.id });
    const draft = (id: string) => inTenant(actor, (tx) => getDraft(tx, actor.organizationId, id));
    const open = async (content: string | Uint8Array, name?: string) => {
      const taken = await take(content, name);
      if (!taken.ok) throw new Error(taken.failure.code);
      return draft(taken.draftId);
    };
    const check = async (id: string) => {
      const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, id));
      await performCheck(engine.doors, room, { ...actor, jobId });
      return draft(id);
    };
    return { actor, take, open, draft, check, commit: (id: string) => commitImport(engine.doors, actor, id) };
  }
  const TALL = "source,period,quantity,unit,evidence";
  const rows = (...lines: string[]) => `${[TALL, ...lines].join("\n")}\n`;

  it("applies values of the last file only if it names the same facility, and suggests the rest", async () => {
    const { actor, open } = await make();
    const first = await open(rows("Electricity,2025-01,1,kWh,a"), "plant a.csv");
    const [sheet] = first.shape.sheets;
    const [suggested] = first.mapping.sheets;
    const constants = { facility: "Plant A", dataQuality: "estimated", evidence: "bill 7", period: "2025-01" };
    const mapping = { ...suggested!, decimal: "point" as const, constants };
    await inTenant(actor, (tx) => rememberMapping(tx, actor, sheet!.shapeKey, { mapping, fileName: first.fileName }));
    const same = await open(rows("Electricity,2025-02,2,kWh,b"), "Ｐｌａｎｔ Ａ 2025-02.csv");
    expect(same.mappingFrom).toBe("remembered");
    expect(same.mapping.sheets[0]!.constants).toEqual({ facility: "Plant A", dataQuality: "estimated" });
    const other = await open(rows("Electricity,2025-02,3,kWh,c"), "成都二厂.csv");
    expect(other.mapping.sheets[0]!.constants).toEqual({});
    const remembered = await inTenant(actor, (tx) => findMapping(tx, actor.organizationId, sheet!.shapeKey));
    expect(remembered!.fileName).toBe("plant a.csv");
    expect(splitRemembered(other.shape.sheets[0]!, remembered!, other)).toEqual({
      taken: {},
      offered: constants,
      isSamePlace: false,
    });
  });

  it("keeps corrections and decisions when its rows are read again, also with other columns and after a failed check", async () => {
    const { actor, open, check, draft, commit } = await make();
    const lines = ["Electricity,2025-01,1O,kWh,a", "Electricity,2025-02,x,kWh,b", "Electricity,2025-03,3,kWh,c"];
    const { id, mapping } = await open(rows(...lines), "plant a.csv");
    const constants = { facility: "Plant A" };
    const said = { sheets: mapping.sheets.map((one) => ({ ...one, constants })) };
    const readWith = (sheets: typeof said) =>
      inTenant(actor, (tx) => changeMapping(tx, actor, id, { mapping: sheets }));
    await readWith(said);
    expect((await check(id)).counts).toMatchObject({ add: 1, person: 2 });
    await fixCell(engine.doors, actor, id, { number: 1, field: "quantity", text: "10", raw: "1O", isForAll: false });
    await decideRows(engine.doors, actor, id, { rows: { number: 2 }, decision: "leave_out", note: "no bill" });
    const corrected = { add: 2, person: 0, skip: 1, leftOut: 1 };
    expect((await draft(id)).counts).toMatchObject(corrected);

    expect((await check(id)).counts).toMatchObject(corrected);
    // The same columns, one of which is no longer read.
    await readWith({
      sheets: said.sheets.map((one) => ({ ...one, columns: one.columns.filter(({ field }) => field !== "evidence") })),
    });
    expect((await check(id)).counts).toMatchObject(corrected);

    const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, id));
    const failed = performCheck(
      engine.doors,
      { ...room, store: { ...room.store, get: async () => null } },
      { ...actor, jobId },
    );
    await failed;
    expect((await draft(id)).state).toBe("mapping");
    expect((await check(id)).counts).toMatchObject(corrected);
    expect(await commit(id)).toEqual({ ok: true });
    const quantities = await inTenant(actor, (tx) =>
      tx.selectFrom("current_activity_record").select("entered_quantity").orderBy("period_start").execute(),
    );
    expect(quantities.map((one) => one.entered_quantity)).toEqual(["10", "3"]);
  });

  it("reads a workbook with a sheet for each facility, each with its own layout and its name as facility", async () => {
    const { open, check } = await make();
    const { id, mapping } = await open(WORKBOOK, "all.xlsx");
    expect(mapping.sheets.map(({ sheet, constants }) => [sheet, constants.facility])).toEqual([
      ["Plant A", "Plant A"],
      ["Ｏｆｆｉｃｅ", "Ｏｆｆｉｃｅ"],
    ]);
    expect((await check(id)).counts).toMatchObject({ add: 1, person: 2 });
  });

  it("accepts another sheet of an imported workbook, and rejects the same sheet", async () => {
    const { actor, open, take, check, commit } = await make();
    const first = await open(WORKBOOK, "all.xlsx");
    const only = { sheets: first.mapping.sheets.filter(({ sheet }) => sheet === "Plant A") };
    await inTenant(actor, (tx) => changeMapping(tx, actor, first.id, { mapping: only }));
    await check(first.id);
    expect(await commit(first.id)).toEqual({ ok: true });
    const second = await open(WORKBOOK, "all.xlsx");
    expect(second.mapping.sheets.map(({ sheet }) => sheet)).toEqual(["Ｏｆｆｉｃｅ"]);
    await inTenant(actor, (tx) => changeMapping(tx, actor, second.id, { mapping: only }));
    expect((await check(second.id)).counts).toMatchObject({ add: 0, skip: 1 });
    await expect(commit(second.id)).rejects.toMatchObject({ code: "conflict" });
    const csv = "facility,source,period,quantity,unit\nPlant A,Electricity,2025-03,1,kWh\n";
    const whole = await open(csv);
    await check(whole.id);
    expect(await commit(whole.id)).toEqual({ ok: true });
    expect(await take(csv)).toMatchObject({ ok: false, failure: { code: "file_again" } });
  });

  it("accepts a partly undone file again, and skips rows that still count", async () => {
    const { actor, open, take, check, commit } = await make();
    const csv =
      "facility,source,period,quantity,unit\nPlant A,Electricity,2025-01,1,kWh\nPlant A,Electricity,2025-02,2,kWh\n";
    const { id } = await open(csv);
    await check(id);
    await commit(id);
    expect(await take(csv)).toMatchObject({ ok: false, failure: { code: "file_again" } });
    const [record] = await inTenant(actor, (tx) =>
      tx.selectFrom("current_activity_record").select("record_id").orderBy("period_start").limit(1).execute(),
    );
    const recordIds = [record!.record_id];
    await inTenant(actor, (tx) => undoImport(tx, actor, id, { corrected: "keep", recordIds }));
    const again = await open(csv);
    expect((await check(again.id)).counts).toMatchObject({ add: 1, skip: 1, person: 0 });
    expect(await commit(again.id)).toEqual({ ok: true });
  });
});
