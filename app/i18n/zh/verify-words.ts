import type { Messages } from "../index.ts";
import common from "./common.ts";
import consolidationApproach from "./consolidation-approach.ts";
import lookUp from "./look-up.ts";
import verify from "./verify.ts";

const rooms = { carbon: { consolidationApproach }, common, marketing: lookUp, verify };

/** The rooms that the working part of the verification pages speaks of; the rest of the product's words stay away. */
export const words = rooms as unknown as Messages;
