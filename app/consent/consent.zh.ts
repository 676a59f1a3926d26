import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./consent.en.ts";

const consent = {
  title: "同意记录",
  agree: {
    terms: (version) => `我已阅读并同意服务条款（版本 ${version}）。`,
    privacy: (version) => `我已阅读并同意隐私声明（版本 ${version}）。`,
  },
  read: { terms: "阅读服务条款", privacy: "阅读隐私声明" },
  asked: "阅读并同意",
  askedLead: (isNew) => (isNew ? "请阅读运营者的以下文本。" : "您同意之后，运营者修改了以下文本，请重新阅读。"),
  untilThen: "同意之前，您仍可查看和导出有权访问的全部数据；修改数据需要先同意。",
  submit: "同意并继续",
  later: "暂不同意，继续",
  agreed: "已保存您的同意。",
  kept: "您同意的内容",
  keptNone: "您尚未同意任何文本。",
  keptLead: "每次同意都与当时的文本一并保存，不可修改。",
  text: { terms: "服务条款", privacy: "隐私声明" },
  version: (title, version) => `${title}，版本 ${version}`,
  at: "同意时间",
  occasion: {
    sign_up: "注册时",
    invitation: "接受邀请时",
    sign_in: "登录时",
    password_reset: "设置新密码时",
    page: "在本页面",
  },
  where: "方式",
  language: "语言",
  languages: { en: "英文", zh: "中文" },
  hash: "文本哈希值",
  show: "查看文本",
  optional: "可选同意",
  optionalNone: "没有可选同意项。您同意的内容均非可选，也不用于广告。",
  optionalMails: "不需要的邮件可以关闭。",
  toMails: "邮件设置",
  open: "同意记录及文本",
  openLead: "您同意了什么、何时同意，以及当时的文本。",
} satisfies MessagesOf<typeof en>;

export default consent;
