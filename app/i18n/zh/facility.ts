import type en from "../en/facility.ts";
import type { MessagesOf } from "../messages-of.ts";

const facility = {} satisfies MessagesOf<typeof en>;

export default facility;
