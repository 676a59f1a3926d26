import type en from "../en/report.ts";
import type { MessagesOf } from "../messages-of.ts";

const report = {} satisfies MessagesOf<typeof en>;

export default report;
