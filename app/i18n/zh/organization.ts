import type en from "../en/organization.ts";
import type { MessagesOf } from "../messages-of.ts";

const organization = {} satisfies MessagesOf<typeof en>;

export default organization;
