import type en from "../en/factor.ts";
import type { MessagesOf } from "../messages-of.ts";

const factor = {} satisfies MessagesOf<typeof en>;

export default factor;
