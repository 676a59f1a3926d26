import type en from "../en/marketing.ts";
import type { MessagesOf } from "../messages-of.ts";

const marketing = {} satisfies MessagesOf<typeof en>;

export default marketing;
