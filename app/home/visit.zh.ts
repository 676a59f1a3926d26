import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./visit.en.ts";

const visit = {
  title: "示例企业",
  lead: "无需注册，即可查看一家完整的企业：两年数据，附证明材料、审核记录、目标和报告。",
  about: "所有数据均为虚构。可以查看，不能更改。",
  open: "打开示例企业",
  bar: "这是任何人都能查看的示例，不能更改。",
  hint: "示例仅供查看。注册账户后，可用您自己的数据操作。",
  signUp: "注册账户",
  leave: "退出示例",
} satisfies MessagesOf<typeof en>;

export default visit;
