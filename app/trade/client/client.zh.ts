import type { MessagesOf } from "#app/i18n/messages-of.ts";
import numberFault from "#app/organization/number-fault.zh.ts";
import type en from "./client.en.ts";

const client: MessagesOf<typeof en> = {
  one: "客户",
  newTitle: "新增客户",
  newAbout: "购买本工作区服务的企业或个人。报价单和发票使用这些信息。",
  about: "用于报价单和发票的客户信息。已发送的单据保留发送时的信息。",
  add: "新增客户",
  save: "保存信息",
  saved: "信息已保存。",
  legalNameEn: "法定名称（英文）",
  legalNameZh: "法定名称（中文）",
  nameHint: "与登记名称一致，一种语言即可。",
  country: "国家或地区",
  chooseCountry: "请选择",
  taxId: "税号或登记号",
  taxIdHint: "增值税号、统一社会信用代码等。向企业开具发票时必填。",
  addressEn: "地址（英文）",
  addressZh: "地址（中文）",
  contactName: "联系人",
  email: "电子邮箱",
  emailHint: "报价单及其链接发送至此邮箱。",
  isBusiness: "客户以企业身份购买",
  language: "语言",
  languageHint: "邮件和链接页面所用的语言。",
  organization: "本工作区中的企业",
  noOrganization: "无：客户数据不在本工作区",
  organizationHint: "保存该客户自身数据的企业。",
  versions: "以前的信息",
  version: (number: number) => `第 ${number} 版`,
  quotes: "报价单",
  orders: "订单",
  noQuotes: "暂无报价单。",
  noOrders: "暂无订单。",
  newQuote: "新建报价单",
  faults: {
    name_missing: "请填写英文或中文法定名称，也可两者都填。",
    organization_taken: "该企业已属于另一客户。请另选一个，或选择“无”。",
    country: "请选择国家或地区。",
    email: "请填写电子邮箱，例如 name@example.com，或留空。",
    ...numberFault,
    too_long: "请缩短这段文字。",
  },
};

export default client;
