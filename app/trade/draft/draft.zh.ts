import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./draft.en.ts";

const draft = {
  title: "对草稿的意见",
  about: {
    seller: "客户通过链接查阅草稿，确认草稿或要求修改。",
    client: "请查阅草稿，然后确认草稿或要求修改。卖方会收到通知。",
  },
  undo: {
    seller: "报告交付前，客户仍可要求修改。",
    client: "报告交付前，您仍可要求修改。",
  },
  unchecked: "确认由客户自行作出，不构成对报告的验证或第三方核查。Truetonne 不检查姓名的真实性。",
  waiting: {
    seller: (draft) => `客户尚未对第 ${draft} 稿作出决定。`,
    client: (draft) => `第 ${draft} 稿待您确认。`,
  },
  decided: {
    approved: (draft, name, when) => `${name}已于${when}确认第 ${draft} 稿`,
    changes: (draft, name, when) => `${name}已于${when}要求修改第 ${draft} 稿`,
  },
  states: { waiting: "待客户确认", changes: "要求修改", approved: "已确认" },
  decisions: { approved: "已确认", changes: "要求修改" },
  sides: { seller: "卖方", client: "客户" },
  list: "意见",
  of: (draft) => `第 ${draft} 稿`,
  name: "您的姓名",
  comment: "意见",
  commentHint: {
    seller: "客户会收到邮件，并通过链接查看意见。",
    client: "请写明页码和需要修改的内容。确认草稿时可以留空。",
  },
  approve: (draft) => `确认第 ${draft} 稿`,
  requestChanges: "要求修改",
  send: "发送意见",
  done: "您的答复已记录。",
  released: "报告已交付，不能再对草稿提出意见。",
  unapproved: (draft) => `客户尚未确认第 ${draft} 稿。您仍可交付报告。`,
  faults: {
    name_missing: "请填写您的姓名。",
    text_missing: "请填写意见。",
    draft_closed: "不能再对此草稿提出意见。请刷新页面。",
    draft_newer: "卖方已交付新的草稿。请下载查阅后再答复。",
    draft_approved: "此草稿已确认。如仍有问题，请要求修改。",
    comments_full: "每方对一个订单最多可提出 100 条意见。请通过邮件发送。",
    rate_limited: "答复过于频繁。请 15 分钟后再试。",
  },
} satisfies MessagesOf<typeof en>;

export default draft;
