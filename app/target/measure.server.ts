import { AppError } from "#app/encoding/errors.ts";
import { type Money, money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { refuseStranger } from "#app/review/task-owner.server.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type MeasureState, mayBecome } from "./measure-state.ts";
import { type MeasureInput, MeasureSetting } from "./target-form.ts";

type Author = ChangeAuthor & { organizationId: string };

/** What an organization does to reach a target, with the effect that it expects. */
export interface Measure {
  name: string;
  ownerId: string;
  /** The first year with its effect. */
  year: number;
  /** t CO2e per year. */
  effectTonnes: string;
  cost: Money | null;
  state: MeasureState;
}

export const keptMeasure = keepSetting(MeasureSetting, {
  toRow: ({ name, ownerId, year, effectTonnes, cost, state }: Measure) => ({
    name,
    owner_id: ownerId,
    year,
    effect_tonnes: effectTonnes,
    cost_minor: cost?.minor ?? null,
    currency: cost?.currency ?? null,
    state,
  }),
  fromRow: (row): Measure => ({
    name: row.name,
    ownerId: row.owner_id,
    year: row.year,
    effectTonnes: row.effect_tonnes,
    cost: row.cost_minor === null ? null : money(row.cost_minor, row.currency!),
    state: row.state,
  }),
  initial: null,
  facts: ({ cost, ...facts }) => ({
    ...facts,
    ...(cost && { cost: `${cost.currency} ${printAmount(cost)}` }),
  }),
  entry: (_, before) => ({ action: before ? "measure.changed" : "measure.added" }),
});

export interface NamedMeasure extends Measure {
  id: string;
  targetId: string;
  targetName: string;
  ownerName: string;
  createdAt: Date;
}

/** The measures of an organization as they are now, by year. */
export async function listMeasures(tx: TenantTx, organizationId: string): Promise<NamedMeasure[]> {
  const rows = await tx
    .selectFrom("measure")
    .innerJoin("measure_version as v", "v.measure_id", "measure.id")
    .leftJoin("author", "author.id", "v.owner_id")
    .distinctOn("measure.id")
    .selectAll("v")
    .select(["measure.id", "measure.target_id", "measure.created_at as added_at", "author.name as owner_name"])
    .select((select) =>
      select
        .selectFrom("target_version as t")
        .select("t.name")
        .whereRef("t.target_id", "=", "measure.target_id")
        .orderBy("t.version", "desc")
        .limit(1)
        .as("target_name"),
    )
    .where("organization_id", "=", organizationId)
    .orderBy("measure.id")
    .orderBy("v.version", "desc")
    .execute();
  const measures = rows.map(
    (row): NamedMeasure => ({
      id: row.id,
      targetId: row.target_id,
      targetName: row.target_name!,
      name: row.name,
      ownerId: row.owner_id,
      ownerName: row.owner_name ?? "",
      year: row.year,
      effectTonnes: row.effect_tonnes,
      cost: row.cost_minor === null ? null : money(row.cost_minor, row.currency!),
      state: row.state,
      createdAt: row.added_at,
    }),
  );
  return measures.sort((a, b) => a.year - b.year || a.createdAt.getTime() - b.createdAt.getTime());
}

export interface MeasureVersions {
  targetId: string;
  newest: Saved<Measure>;
  versions: Saved<Measure>[];
}

/** Every version of a measure, the newest first. @throws AppError `not_found` */
export async function getMeasure(tx: TenantTx, organizationId: string, measureId: string): Promise<MeasureVersions> {
  const known = await tx
    .selectFrom("measure")
    .select("target_id")
    .where("id", "=", measureId)
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  const versions = known ? await keptMeasure.list(tx, { measure_id: measureId }) : [];
  const [newest] = versions;
  if (!known || !newest) throw new AppError("not_found");
  return { targetId: known.target_id, newest, versions };
}

/** @throws AppError `invalid` with `owner_unknown` */
export async function addMeasure(
  tx: TenantTx,
  author: Author,
  targetId: string,
  measure: MeasureInput,
): Promise<string> {
  await refuseStranger(tx, author.organizationId, measure.ownerId);
  const { id } = await tx
    .insertInto("measure")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      target_id: targetId,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await keptMeasure.save(tx, author, await keptMeasure.open(tx, author, { measure_id: id, basedOn: 0 }), measure);
  return id;
}

/**
 * Saves a new version. Earlier versions stay as they were.
 *
 * @throws ChangedSince; AppError `not_found`, `invalid` with `owner_unknown`, `conflict` with `state_order`
 */
export async function changeMeasure(
  tx: TenantTx,
  author: Author,
  measureId: string,
  { basedOn, ...measure }: MeasureInput & { basedOn: number },
): Promise<void> {
  const { newest } = await getMeasure(tx, author.organizationId, measureId);
  const opened = await keptMeasure.open(tx, author, { measure_id: measureId, basedOn });
  // A former colleague stays the owner until another is chosen.
  if (measure.ownerId !== newest.value.ownerId) await refuseStranger(tx, author.organizationId, measure.ownerId);
  if (!mayBecome(newest.value.state, measure.state))
    throw new AppError("conflict", { details: { reason: "state_order" } });
  await keptMeasure.save(tx, author, opened, measure);
}
