import type { Disclosure, DocumentActivity, Issue } from "#app/carbon/document/inventory-document.ts";
import type { MethodStep } from "#app/carbon/method/method.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import type { UnitPath } from "#app/carbon/unit/unit-path.ts";
import type { Ratio } from "#app/number/ratio.ts";
import type { Emission } from "./emission.ts";
import type { MarketPart } from "./market-based.ts";

/** One activity × factor × GWP, every number still exact. `calculation-trace.ts` and `inventory.ts` print it. */
export interface ExactLine {
  activity: DocumentActivity;
  /** How many activities it stands for: 1, but where activities of one kind were merged (`app/carbon/compiled`). */
  count: number;
  /** As entered, or as the activity's method made it. */
  quantity: Ratio;
  unit: UnitCode;
  /** How the method made it; empty where it was entered. */
  methodSteps: readonly MethodStep[];
  path: UnitPath;
  /** Before the share. */
  factorQuantity: Ratio;
  share: Ratio;
  /** After the share; for scope 2, location-based. */
  emission: Emission;
  /** Scope 2 only, after the share. */
  market: { parts: MarketPart[]; co2eKg: Ratio } | null;
  /** Variance in (% at 95 %)², or null when the activity states no uncertainty. */
  variance: Ratio | null;
  /** Where it stands for several activities that state one: the sum of the squares of their CO2e. Else it is its own square. */
  squaredCo2eKg?: Ratio;
}

/** A line, or the reasons why there is none. Never a line with a zero in place of what is missing. */
export interface ActivityOutcome {
  line: ExactLine | null;
  issues: Issue[];
  disclosures: Disclosure[];
}
