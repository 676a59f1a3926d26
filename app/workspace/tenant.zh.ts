import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./tenant.en.ts";

const tenant = {
  about: "整个工作区的企业、成员和业务往来。",
  organizations: "本工作区的企业",
  organization: "企业",
  addedAt: "添加时间",
  noOrganizations: { title: "暂无企业", reason: "在本工作区记录排放的企业会显示在此处。" },
} satisfies MessagesOf<typeof en>;

export default tenant;
