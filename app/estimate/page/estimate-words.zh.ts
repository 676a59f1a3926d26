import carbon from "#app/carbon/carbon.zh.ts";
import matching from "#app/factors/matching.zh.ts";
import common from "#app/i18n/common.zh.ts";
import type { Messages } from "#app/i18n/index.ts";
import activityFile from "#app/records/import/activity-file.zh.ts";
import lookUp from "#app/verify/look-up.zh.ts";
import estimate from "../estimate.zh.ts";

const rooms = { activityFile, carbon, common, estimate, marketing: lookUp, matching };

/** Messages for the estimate, without the rest of the product. */
export const words = rooms as unknown as Messages;
