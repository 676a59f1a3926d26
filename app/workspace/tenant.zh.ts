import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./tenant.en.ts";

const tenant = {
  about: "与整个工作区有关的事项：组织、人员与业务往来。",
  organizations: "本工作区的组织",
  organization: "组织",
  addedAt: "添加时间",
  noOrganizations: { title: "还没有组织", reason: "本工作区核算其排放的企业会列在此处。" },
} satisfies MessagesOf<typeof en>;

export default tenant;
