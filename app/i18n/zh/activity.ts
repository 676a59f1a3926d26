import type en from "../en/activity.ts";
import type { MessagesOf } from "../messages-of.ts";

const activity = {} satisfies MessagesOf<typeof en>;

export default activity;
