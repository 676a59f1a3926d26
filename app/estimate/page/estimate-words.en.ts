import carbon from "#app/carbon/carbon.en.ts";
import matching from "#app/factors/matching.en.ts";
import common from "#app/i18n/common.en.ts";
import type { Messages } from "#app/i18n/index.ts";
import activityFile from "#app/records/import/activity-file.en.ts";
import lookUp from "#app/verify/look-up.en.ts";
import estimate from "../estimate.en.ts";

const rooms = { activityFile, carbon, common, estimate, marketing: lookUp, matching };

/** Messages for the estimate, without the rest of the product. */
export const words = rooms as unknown as Messages;
