import { defineStates } from "#app/kit/states.ts";
import { REPORT_ACTS } from "#app/proof/report-life.ts";

/** Its state is derived from what the public log says of it and from the clock. */
export const REPORT = defineStates({
  tones: { issuing: "neutral", issued: "good", superseded: "warning", expired: "warning", withdrawn: "bad" },
  acts: REPORT_ACTS,
  stored: {},
});
