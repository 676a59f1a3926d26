import consolidationApproach from "#app/carbon/line/consolidation-approach.zh.ts";
import detail from "#app/cli/detail.zh.ts";
import common from "#app/i18n/common.zh.ts";
import type { Messages } from "#app/i18n/index.ts";
import issuerProof from "#app/identity/issuer-proof.zh.ts";
import lookUp from "./look-up.zh.ts";
import verify from "./verify.zh.ts";
import section from "./watch/watch-section.zh.ts";

const rooms = {
  carbon: { consolidationApproach },
  common,
  detail,
  issuerProof,
  marketing: lookUp,
  verify,
  watch: { section },
};

/** Messages for the interactive part of the verification pages, without the rest of the product. */
export const words = rooms as unknown as Messages;
