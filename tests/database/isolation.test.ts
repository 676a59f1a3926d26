import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { addFacility } from "#app/places/facility/facility.server.ts";
import type { Database } from "#db/schema.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const FACILITY = { nameEn: "Plant A", nameZh: "一厂", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
const TENANT_TABLES = [
  "tenant",
  "membership",
  "invitation",
  "organization",
  "facility",
  "emission_source",
  "activity_import",
  "activity_record",
  "current_activity_record",
  "inventory",
  "calculation_run",
  "calculation_piece",
  "job",
  "report_series",
  "report",
  "audit_trail",
] satisfies (keyof Database)[];

onEachEngine("isolation of tenants", (engine) => {
  it("shows a tenant its own rows and no others", async () => {
    const [a, b] = [await makeTenant(engine.doors, "Sample A"), await makeTenant(engine.doors, "Sample B")];
    await engine.doors.withTenant(a, (tx) => addFacility(tx, a, FACILITY));
    const seen = await engine.doors.withTenant(b, (tx) => tx.selectFrom("facility").selectAll().execute());
    expect(seen).toEqual([]);
    const own = await engine.doors.withTenant(a, (tx) => tx.selectFrom("facility").select("tenant_id").execute());
    expect(own).toEqual([{ tenant_id: a.tenantId }]);
  });

  it("refuses to write a row for another tenant, and changes nothing by another tenant's id", async () => {
    const [a, b] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    const facility = await engine.doors.withTenant(a, (tx) => addFacility(tx, a, FACILITY));
    const foreign = { ...b, tenantId: a.tenantId };
    await expect(engine.doors.withTenant(b, (tx) => addFacility(tx, foreign, FACILITY))).rejects.toMatchObject({
      code: "42501",
    });
    const { numUpdatedRows } = await engine.doors.withTenant(b, (tx) =>
      tx.updateTable("facility").set({ name_en: "taken" }).where("id", "=", facility.id).executeTakeFirst(),
    );
    expect(Number(numUpdatedRows)).toBe(0);
  });

  it("shows no tenant's rows without a tenant in context", async () => {
    await makeTenant(engine.doors);
    const none = { tenantId: "", userId: "" };
    for (const table of TENANT_TABLES) {
      const rows = await engine.doors.withTenant(none, (tx) => sql`select 1 from ${sql.table(table)}`.execute(tx));
      expect(rows.rows, table).toEqual([]);
    }
  });

  it.each(["activity_record", "calculation_run", "calculation_piece", "report", "audit_trail", "activity_import"])(
    "refuses to edit or delete a fact of %s",
    async (table) => {
      const a = await makeTenant(engine.doors);
      const update = sql`update ${sql.table(table)} set tenant_id = tenant_id`;
      const remove = sql`delete from ${sql.table(table)}`;
      for (const statement of [update, remove]) {
        await expect(engine.doors.withTenant(a, (tx) => statement.execute(tx))).rejects.toMatchObject({
          code: "42501",
        });
      }
    },
  );

  it("lets the public role see what is published, and no table of a tenant", async () => {
    await engine.doors.withPublic((tx) => tx.selectFrom("published_report").select("number").execute());
    for (const table of TENANT_TABLES) {
      await expect(
        engine.doors.withPublic((tx) => sql`select 1 from ${sql.table(table)}`.execute(tx)),
        table,
      ).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("keeps role and tenant inside the transaction when requests share connections", async () => {
    const [a, b] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const who = index % 2 === 0 ? a : b;
        const rows = await engine.doors.withTenant(who, (tx) =>
          tx.selectFrom("organization").select("tenant_id").execute(),
        );
        return rows.every((row) => row.tenant_id === who.tenantId) && rows.length === 1;
      }),
    );
    expect(seen).toEqual(Array(60).fill(true));
  });

  describe("the accounts handle", () => {
    it("reaches account tables and nothing else", async () => {
      const a = await makeTenant(engine.doors);
      const users = await engine.doors.accounts
        .selectFrom("user_account")
        .select("id")
        .where("id", "=", a.userId)
        .execute();
      expect(users).toHaveLength(1);
      await expect(engine.doors.accounts.selectFrom("organization").selectAll().execute()).rejects.toMatchObject({
        code: "42501",
      });
    });
  });
});
