import type en from "../en/carbon.ts";
import type { MessagesOf } from "../messages-of.ts";

const carbon = {} satisfies MessagesOf<typeof en>;

export default carbon;
