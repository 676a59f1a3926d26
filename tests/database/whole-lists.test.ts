import { sql } from "kysely";
import { expect, it } from "vitest";
import { listClients } from "#app/trade/client/client.server.ts";
import { listTimeEntries } from "#app/trade/time/time-entry.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

onEachEngine("a list", (engine) => {
  it("has every client of a consultancy, and not the first two thousand", async () => {
    const actor = await makeTenant(engine.doors);
    await engine.doors.withTenant(actor, async (tx) => {
      await sql`with made as (
          insert into client (tenant_id, id, created_by)
          select ${actor.tenantId}::uuid, gen_random_uuid(), ${actor.userId} from generate_series(1, 2100) returning id)
        insert into client_version (tenant_id, client_id, version, legal_name_en, country, locale, created_by)
        select ${actor.tenantId}::uuid, id, 1, 'Client ' || id, 'NL', 'en', ${actor.userId} from made`.execute(tx);
      expect(await listClients(tx)).toHaveLength(2100);
    });
  });

  it("has every time entry", async () => {
    const actor = await makeTenant(engine.doors);
    await engine.doors.withTenant(actor, async (tx) => {
      await sql`insert into time_entry (tenant_id, client_id, client_name, day, minutes, is_billable, created_by)
        select ${actor.tenantId}::uuid, gen_random_uuid(), 'Client', '2026-01-01', 5, true, ${actor.userId}
        from generate_series(1, 5100)`.execute(tx);
      expect(await listTimeEntries(tx, actor, {})).toHaveLength(5100);
    });
  });
});
