import type { Actor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { money } from "#app/money/money.ts";
import { addMeasure } from "#app/target/measure.server.ts";
import { addTarget } from "#app/target/target.server.ts";
import type { MeasureInput, TargetInput } from "#app/target/target-form.ts";

const YEARS = {
  baseYear: 2024,
  targetYear: 2030,
  scopes: [1, 2],
  scope2Method: "market",
  categories: [],
} satisfies Partial<TargetInput>;

const ABSOLUTE: TargetInput = {
  ...YEARS,
  name: "Sample: scopes 1 and 2 by 2030 · 示例：2030年范围一和范围二",
  kind: "absolute",
  reductionPercent: "42",
};

const INTENSITY: TargetInput = {
  ...YEARS,
  name: "Sample: per tonne of parts by 2030 · 示例：2030年单位产品",
  kind: "intensity",
  reductionPercent: "50",
};

const MEASURES: Omit<MeasureInput, "ownerId">[] = [
  {
    name: "Sample: solar panels on the Suzhou plant · 示例：苏州一厂屋顶光伏",
    year: 2026,
    effectTonnes: "620",
    cost: money(480_000_000n, "CNY"),
    state: "under_way",
  },
  {
    name: "Sample: electric forklifts · 示例：电动叉车",
    year: 2027,
    effectTonnes: "35",
    cost: money(96_000_000n, "CNY"),
    state: "planned",
  },
];

/** Sets the sample's targets from its base year, with what it does to reach the first one. */
export async function setSampleTargets(actor: Actor): Promise<void> {
  await (await doors()).withTenant(actor, async (tx) => {
    const added = await addTarget(tx, actor, ABSOLUTE);
    const second = await addTarget(tx, actor, INTENSITY);
    if ("faults" in added || "faults" in second)
      throw new Error(`the sample targets have errors: ${JSON.stringify([added, second])}`);
    for (const measure of MEASURES) await addMeasure(tx, actor, added.id, { ...measure, ownerId: actor.userId });
  });
}
