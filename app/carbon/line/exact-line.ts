import type { Disclosure, DocumentActivity, Issue } from "#app/carbon/document/inventory-document.ts";
import type { MethodStep } from "#app/carbon/method/method.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import type { UnitPath } from "#app/carbon/unit/unit-path.ts";
import type { Ratio } from "#app/number/ratio.ts";
import type { Emission } from "./emission.ts";
import type { MarketPart } from "./market-based.ts";

/** One activity × factor × GWP, with every number still exact. `calculation-trace.ts` and `inventory.ts` print it. */
export interface ExactLine {
  activity: DocumentActivity;
  /** The number of activities it represents: more than 1 only for merged ones (`app/carbon/compiled`). */
  count: number;
  /** As entered, or as calculated by the activity's method. */
  quantity: Ratio;
  unit: UnitCode;
  /** The steps of the method. Empty for entered quantities. */
  methodSteps: readonly MethodStep[];
  path: UnitPath;
  /** Before the share. */
  factorQuantity: Ratio;
  share: Ratio;
  /** After the share. For scope 2, location-based. */
  emission: Emission;
  market: { parts: MarketPart[]; co2eKg: Ratio } | null;
  /** Variance in (% at 95 %)², or null if the activity states no uncertainty. */
  variance: Ratio | null;
  /** For merged activities with an uncertainty: the sum of the squares of their CO2e. Otherwise its own square. */
  squaredCo2eKg?: Ratio;
}

/** A line, or the reasons for its absence. A missing value never becomes zero. */
export interface ActivityOutcome {
  line: ExactLine | null;
  issues: Issue[];
  disclosures: Disclosure[];
}
