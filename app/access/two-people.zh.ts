import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./two-people.en.ts";

const twoPeople = {
  waits: (at) => `批准须由两人办理，且两人担任各自角色均须满 72 小时。${at} 起可以批准。`,
  refused: {
    title: "目前还不能批准",
    text: (at) =>
      `批准须由两人办理，且两人担任各自角色均须满 72 小时。${at} 起可以批准。未作任何更改，该申请仍待处理。`,
  },
  looserRule: {
    hint: "放宽的规则在保存 72 小时后生效，所有者和管理员都会收到邮件。",
    waits: (at) => `放宽的规则在保存 72 小时后生效。${at} 前仍适用此前较严格的规则。`,
  },
  mail: {
    subject: (workspace) => `${workspace}的权限与审批动态`,
    body: (workspace) => `${workspace}有以下动态。所有者和管理员都会收到此邮件，请确认您认识其中每一个人。`,
    line: (at, who, act, role) => `- ${at}：${who}${act}${role ? `（角色：${role}）` : ""}`,
    records: "活动数据记录",
    more: (count) => `- 另有 ${count} 条`,
    otherwise: "批准须由两人办理，且两人担任各自角色均须满 72 小时。如有不认识的人员，请在期满前于“成员”页面将其移除。",
  },
} satisfies MessagesOf<typeof en>;

export default twoPeople;
