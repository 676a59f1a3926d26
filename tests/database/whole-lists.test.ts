import { sql } from "kysely";
import { expect, it } from "vitest";
import { listClients } from "#app/trade/client/client.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

onEachEngine("a list", (engine) => {
  it("has every client of a consultancy, not just the first two thousand", async () => {
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
});
