import type en from "../en/error.ts";
import type { MessagesOf } from "../messages-of.ts";

const error = {} satisfies MessagesOf<typeof en>;

export default error;
