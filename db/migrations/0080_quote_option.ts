import { type Kysely, sql } from "kysely";
import { minor, text } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** Figures and marks in which a version with chosen options differs from the version that offered them. */
const DIFFERS = `array['id', 'version', 'after', 'options_chosen', 'net_minor', 'tax_minor', 'total_minor',
  'deposit_minor', 'created_by', 'created_at']`;

/**
 * Services that a sent version offers beyond its total. The client's choice is a version of its own, whose last lines
 * are the chosen options. So an order, its contract and its invoices follow from a version as before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "quote_option", {
    columns: `quote_id uuid not null,
      version int not null,
      position int not null check (position between 1 and 100),
      service_id uuid not null,
      ${text("name_en", 200)},
      ${text("name_zh", 200)},
      ${text("description_en", 2000)},
      ${text("description_zh", 2000)},
      unit text not null check (unit ~ '^[a-z_]{1,30}$'),
      quantity numeric not null check (quantity > 0 and quantity < 1e9),
      ${minor("price_minor")},
      discount_percent numeric not null check (discount_percent >= 0 and discount_percent <= 100),
      ${text("discount_reason", 200)},
      ${minor("net_minor")},
      check (discount_percent = 0 or btrim(discount_reason) <> ''),
      foreign key (tenant_id, quote_id, version) references quote_version (tenant_id, quote_id, version),
      foreign key (tenant_id, service_id) references service (tenant_id, id)`,
    key: "quote_id, version, position",
    access: "frozen",
  });
  await sql`create function guard_quote_option() returns trigger language plpgsql as $$
    begin
      if exists (select from quote_step s where s.tenant_id = new.tenant_id and s.quote_id = new.quote_id
                   and s.version = new.version) then
        raise exception 'step_out_of_order' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on quote_option
    for each row execute function guard_quote_option()`.execute(db);
  await sql`alter table quote_version
    add column options_chosen int[] check (cardinality(options_chosen) > 0),
    add constraint options_are_of_a_version check (options_chosen is null or after is not null)`.execute(db);
  await guardChoice(db);
}

async function guardChoice(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_quote_choice() returns trigger language plpgsql as $$
    declare
      offered jsonb;
      is_same boolean;
    begin
      select to_jsonb(v) - ${sql.raw(DIFFERS)} into offered from quote_version v
        where v.tenant_id = new.tenant_id and v.quote_id = new.quote_id and v.version = new.after;
      with chosen as (
        select * from quote_option o where o.tenant_id = new.tenant_id and o.quote_id = new.quote_id
          and o.version = new.after and o.position = any (new.options_chosen)
      ), expected as (
        select (l.line - 'version') || jsonb_build_object('position', row_number() over (order by l.part, l.position))
            as line
          from (select 1 as part, position, to_jsonb(q) as line from quote_line q
                  where q.tenant_id = new.tenant_id and q.quote_id = new.quote_id and q.version = new.after
                union all
                select 2, position, to_jsonb(c) || '{"payee": ""}' from chosen c) l
      ), actual as (
        select to_jsonb(q) - 'version' as line from quote_line q
          where q.tenant_id = new.tenant_id and q.quote_id = new.quote_id and q.version = new.version
      )
      select offered = to_jsonb(new) - ${sql.raw(DIFFERS)}
          and (select count(*) from chosen) = cardinality(new.options_chosen)
          and (select count(*) from expected) = (select count(*) from actual)
          and not exists (select line from expected except select line from actual)
        into is_same;
      if is_same is not true then
        raise exception 'choice_differs' using errcode = 'TT004';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create constraint trigger choice_is_of_its_offer after insert on quote_version
    deferrable initially deferred for each row when (new.options_chosen is not null)
    execute function guard_quote_choice()`.execute(db);
}
