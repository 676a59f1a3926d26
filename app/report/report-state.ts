import { defineStates } from "#app/kit/states.ts";
import { REPORT_ACTS } from "#app/proof/report-life.ts";

/** The state is derived from the public log and the clock. */
export const REPORT = defineStates({
  tones: { issuing: "neutral", issued: "good", superseded: "warning", expired: "warning", withdrawn: "bad" },
  acts: REPORT_ACTS,
  stored: {},
});
