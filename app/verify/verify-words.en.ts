import consolidationApproach from "#app/carbon/line/consolidation-approach.en.ts";
import detail from "#app/cli/detail.en.ts";
import common from "#app/i18n/common.en.ts";
import type { Messages } from "#app/i18n/index.ts";
import issuerProof from "#app/identity/issuer-proof.en.ts";
import lookUp from "./look-up.en.ts";
import verify from "./verify.en.ts";
import section from "./watch/watch-section.en.ts";

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
