import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./tenant.en.ts";

const tenant = {
  about: "整个工作区的企业、成员和业务往来。",
  organizations: "本工作区的企业",
  organization: "企业",
  addedAt: "添加时间",
  newTitle: "新建工作区",
  newAbout: "成员、数据和报告都归属于一个工作区，工作区有自己的名称。",
  newSubmit: "创建工作区",
  ownTitle: "您的企业",
  ownAbout: "成员和数据所在的工作区使用同一名称，之后可以改名。签发报告之前，以下内容均可修改。",
  firstClientTitle: "添加第一家客户",
  firstClientAbout:
    "每家客户是一家独立的企业，有自己的数据和成员，其名称不会显示给其他客户。签发报告之前，以下内容均可修改。",
  kind: {
    question: "您属于哪一类机构？",
    title: "工作区类型",
    about: "只有所有者可以修改。核查机构可以用自己的名义确认核查声明，其他功能与类型无关。",
    name: { company: "企业", consultancy: "咨询机构", verification_body: "核查机构" },
    text: {
      company: "填报本企业或本集团的排放数据，并签发报告。",
      consultancy: "为客户编制温室气体清单。",
      verification_body: "独立核查其他企业的温室气体清单，并自行确认核查声明。",
    },
  },
  firstSteps: {
    title: "开始使用",
    domains: "验证域名",
    domainsAbout: "只有身份经验证的工作区才能确认核查声明。域名显示在贵机构名称旁边。",
    verifications: "查看核查委托",
    verificationsAbout: "企业通过邮件邀请贵机构的人员。可核查的清单列在该页面。",
  },
  noOrganizations: { title: "暂无企业", reason: "在本工作区记录排放的企业会显示在此处。" },
} satisfies MessagesOf<typeof en>;

export default tenant;
