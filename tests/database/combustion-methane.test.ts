/** Methane of burned fuel has its own GWP in every calculation, as the GHG Protocol's list of 2024 gives it. */
import { expect, it } from "vitest";
import { getRun } from "#app/runs/calculation.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { runNow } from "#tests/support/sample-company.ts";
import { makeSampleYear } from "#tests/support/sample-year.ts";

onEachEngine(
  "methane of burned fuel",
  (engine) => {
    it("counts methane of the sample year by where it comes from", async () => {
      const { actor, inventory } = await makeSampleYear(engine.doors);
      const run = await runNow(engine.doors, actor, inventory);
      const { document } = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, run));
      expect(document.gwp.values).toMatchObject({ CH4_combustion: "27.0" });
      const burned = document.activities.filter(({ category }) => category === "stationary_combustion");
      const gases = document
        .results!.lines.filter(({ activity }) => burned.some(({ id }) => id === activity))
        .flatMap(({ gasesKg }) => Object.keys(gasesKg));
      expect(gases).toContain("CH4_combustion");
      expect(gases).not.toContain("CH4_fossil");
      expect(document.results!.issues).toEqual([]);
    });
  },
  "factor library",
);
