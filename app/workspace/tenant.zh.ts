import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./tenant.en.ts";

const tenant = {
  about: "与整个工作区有关的事项：组织、人员与业务往来。",
  organizations: "本工作区的组织",
  organization: "组织",
} satisfies MessagesOf<typeof en>;

export default tenant;
