import type { Messages } from "#app/i18n/index.ts";
import lookUp from "#app/verify/look-up.zh.ts";
import estimate from "../shell.zh.ts";

const rooms = { estimate, marketing: lookUp };

/** Messages until a file is dropped. */
export const words = rooms as unknown as Messages;
