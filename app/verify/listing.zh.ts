import type en from "./listing.en.ts";

/** 签发者报告的公开列表，以及是否公开列出的选择。 */
const listing: typeof en = {
  title: "公开列表",
  about: "他人在不知道报告编号的情况下，能否通过列表找到本组织的报告。",
  question: "是否公开列出报告？",
  no: "否。只能凭编号或文件找到报告。",
  yes: "是。在一个公开页面上列出全部有效报告。",
  becomesPublic:
    "公开页面显示组织名称，以及每份有效报告的编号、报告期、标准、语言与签发日期，并链接到其验证页面；各验证页面也会链接到该列表。今后的报告签发后即列入。您可随时关闭；他人已保存的副本不受影响。",
  address: "公开页面（签发报告后生效）：",
  saved: "选择已保存。",
  issuer: {
    titleOf: (name) => `${name}的报告`,
    lead: "该组织选择公开列出的有效报告。已替代、已过期与已撤回的报告不在其中。",
    unchecked: "名称由该组织自行填报，未经核实。",
    caption: "有效报告",
    report: "报告",
    period: "报告期",
    standards: "标准",
    language: "语言",
    issued: "签发日期",
    status: "状态",
    current: "有效",
    number: "报告编号",
    issuedFrom: "签发自",
    issuedTo: "签发至",
    empty: "未列出有效报告",
    emptyReason: "该组织列出的报告已被替代、撤回或已过期。您持有的报告仍可验证。",
  },
};

export default listing;
