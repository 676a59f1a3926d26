import type en from "./watch-section.en.ts";

const section: typeof en = {
  title: "关注此报告",
  text: "此报告被取代、撤回或到期时，您将收到邮件。无需注册账户。",
  email: "邮箱地址",
  language: "邮件语言",
  submit: "关注报告",
  feed: "用阅读器订阅",
  data: "该地址仅用于发送上述邮件。您取消关注，或报告被撤回、到期后，我们即删除该地址。",
};

export default section;
