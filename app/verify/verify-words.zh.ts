import consolidationApproach from "#app/carbon/line/consolidation-approach.zh.ts";
import detail from "#app/cli/detail.zh.ts";
import common from "#app/i18n/common.zh.ts";
import type { Messages } from "#app/i18n/index.ts";
import lookUp from "./look-up.zh.ts";
import verify from "./verify.zh.ts";

const rooms = { carbon: { consolidationApproach }, common, detail, marketing: lookUp, verify };

/** The rooms that the working part of the verification pages speaks of; the rest of the product's words stay away. */
export const words = rooms as unknown as Messages;
