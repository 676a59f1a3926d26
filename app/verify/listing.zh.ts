import type en from "./listing.en.ts";

const listing: typeof en = {
  title: "公开列表",
  about: "设置他人在不知道报告编号时，能否通过列表找到本企业的报告。",
  question: "是否公开列出报告？",
  no: "否。只能凭编号或文件找到报告。",
  yes: "是。在一个公开页面上列出全部有效报告。",
  becomesPublic:
    "公开页面显示企业名称和全部有效报告，每份报告附有编号、报告期、标准、语言、签发日期和验证页面的链接。各验证页面也会链接到该列表。今后签发的报告会自动列入。您可随时关闭此列表，但他人已保存的副本不受影响。",
  address: "公开页面（签发报告后可用）：",
  saved: "设置已保存。",
  issuer: {
    titleOf: (name) => `${name}的报告`,
    lead: "以下是该企业选择公开的有效报告，不包括已被取代、已到期和已撤回的报告。",
    unchecked: "名称由该企业自行填报，未经核实。",
    issuerOfNewest: "最新报告的签发方",
    caption: "有效报告",
    report: "报告",
    period: "报告期",
    standards: "标准",
    language: "语言",
    issued: "签发日期",
    status: "状态",
    current: "有效",
    number: "报告编号",
    issuedFrom: "签发日期起",
    issuedTo: "签发日期止",
    empty: "暂无公开的有效报告",
    emptyReason: "该企业列出的报告已被取代、已撤回或已到期。您持有的报告仍可验证。",
  },
};

export default listing;
