import type en from "../en/verify.ts";
import type { MessagesOf } from "../messages-of.ts";

const verify = {} satisfies MessagesOf<typeof en>;

export default verify;
