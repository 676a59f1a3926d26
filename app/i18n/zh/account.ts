import type en from "../en/account.ts";
import type { MessagesOf } from "../messages-of.ts";

const account = {} satisfies MessagesOf<typeof en>;

export default account;
