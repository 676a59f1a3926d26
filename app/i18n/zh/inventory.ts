import type en from "../en/inventory.ts";
import type { MessagesOf } from "../messages-of.ts";

const inventory = {} satisfies MessagesOf<typeof en>;

export default inventory;
