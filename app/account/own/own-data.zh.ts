import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./own-data.en.ts";

const ownData = {
  section: "您的数据",
  download: "下载您的数据",
  downloadAbout: "一个 JSON 文件，包含系统存储的与您有关的全部信息，不含工作区数据。",
  delete: "删除账户",
  deleteAbout: "删除前会先说明哪些内容被删除、哪些保留。",
  title: "删除账户",
  lead: (email) => `${email} 的账户将立即删除，且无法恢复。`,
  before: "如需保留数据，请先下载。",
  ownedTitle: "请先移交或关闭工作区",
  owned: "您是以下工作区的唯一所有者。请先将其他成员设为所有者，或关闭工作区。",
  toMembers: (name) => `“${name}”的成员`,
  toClose: (name) => `关闭“${name}”`,
  gone: "将被删除的内容",
  goneItems: [
    "您的姓名、邮箱、时区、密码和双重验证。",
    "您的登录会话，所有设备均会退出登录。",
    "您的成员资格，您将无法访问任何工作区，也无法恢复已关闭的工作区。",
    "您的通知和邮件设置。",
    "您收到的邀请中的邮箱地址。",
  ],
  stays: "保留的内容及原因",
  staysItems: [
    "各工作区的审计日志，用于证明操作事实。您的姓名以横线代替。",
    "您创建的记录、审批和单据，归工作区所有，姓名同样以横线代替。",
    "已签发的报告和已签名的声明，保持签名时的原样。报告上印有的姓名不会删除。",
    "您的同意记录（不含姓名），作为运营者的凭证。",
    "他人将您录为联系人、核查人员或咨询人员时填写的姓名或邮箱。请联系该工作区处理。",
    "运营者的备份，直至被新备份替换。",
  ],
  password: "输入密码以确认",
  submit: "删除账户",
  cancel: "取消",
  mail: {
    subject: "您的账户已删除",
    body: "您的 Truetonne 账户已删除，所有会话均已结束。如非您本人操作，请联系运营者。",
  },
} satisfies MessagesOf<typeof en>;

export default ownData;
