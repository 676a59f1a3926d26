import { type Kysely, sql } from "kysely";
import { BY, text } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Standard packages of a workspace: sources, their due days, and a factor policy. The content of a package is a version
 * that never changes; steps show whether it is offered. It contains nothing about the client that it was created from.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "package", {
    columns: `id uuid not null default gen_random_uuid(), ${BY}`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "package_version", {
    columns: `package_id uuid not null,
      version int not null check (version > 0),
      after int,
      ${text("name_en", 200)},
      ${text("name_zh", 200)},
      sources jsonb not null check (jsonb_typeof(sources) = 'array' and jsonb_array_length(sources) <= 60),
      policy jsonb check (policy is null or jsonb_typeof(policy) = 'object'),
      ${BY},
      check (btrim(name_en) <> '' or btrim(name_zh) <> ''),
      constraint package_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, package_id) references package (tenant_id, id),
      foreign key (tenant_id, package_id, after) references package_version (tenant_id, package_id, version)`,
    key: "package_id, version",
    access: "frozen",
  });
  // Alternately retired and offered again, beginning with retired: a package without a step is offered.
  await tenantTable(db, "package_step", {
    columns: `package_id uuid not null,
      step int not null check (step > 0),
      after int,
      state text not null check (state = case when step % 2 = 1 then 'retired' else 'offered' end),
      ${BY},
      constraint package_step_follows check (case when step = 1 then after is null else after = step - 1 end),
      foreign key (tenant_id, package_id) references package (tenant_id, id),
      foreign key (tenant_id, package_id, after) references package_step (tenant_id, package_id, step)`,
    key: "package_id, step",
    access: "frozen",
  });
  await sql`create view current_package with (security_invoker = true) as
    select distinct on (v.tenant_id, v.package_id) v.*,
      coalesce((select max(s.step) from package_step s
        where s.tenant_id = v.tenant_id and s.package_id = v.package_id), 0) as step
    from package_version v
    order by v.tenant_id, v.package_id, v.version desc`.execute(db);
  await sql`grant select on current_package to app_tenant`.execute(db);
}
