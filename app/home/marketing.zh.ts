import type { MessagesOf } from "#app/i18n/messages-of.ts";
import lookUp from "#app/verify/look-up.zh.ts";
import type en from "./marketing.en.ts";

const marketing = {
  ...lookUp,
  title: "任何人都能验证的温室气体报告",
  description:
    "用中文或英文填报活动数据，采用公开发布的排放因子核算，签发温室气体报告。每个数字都有来源，任何人都能重新计算。",
  headline: "客户可以自行验证的碳数据。",
  lead: "用中文或英文填报账单和燃料用量，签发温室气体报告。每个数字都有来源，任何人都能重新计算。",
  verifyTitle: "验证报告",
  verifyNote: "无需注册。报告编号印在首页的二维码旁。",
  sampleCoverLabel:
    "示例报告首页：示例精密制造有限公司2025年度温室气体清单报告。合计 16,793 吨二氧化碳当量，附各范围合计和二维码，为自主声明。",
  howTitle: "工作原理",
  step1: {
    title: "录入或粘贴用量",
    text: "操作方式与电子表格相同。每行边录入边显示排放量，错误直接标在对应的单元格中。",
    picture: "示意图：表格中有电力、天然气、蒸汽和柴油，各有用量和吨数。",
  },
  step2: {
    title: "每个数字都能展开",
    text: "用量、换算、因子和 GWP 逐项列出，来源精确到表格。全程使用精确小数，只修约一次。",
    picture:
      "示意图：展开的数字。41,280 立方米乘以 38.931 兆焦、56.1 千克每吉焦和 GWP 1，等于 90.156721248 吨二氧化碳，各项均有来源。",
  },
  step3: {
    title: "任何人都能验证",
    text: "凭报告编号或文件完成七项检查，可在本站进行，也可离线进行。哪怕只改动一位数字，也能找出位置。",
    picture: "示意图：文件、签名、公开日志、状态、合计各项检查全部通过，旁边有印章。",
  },
  picture: {
    source: "排放源",
    quantity: "用量",
    electricity: "电力",
    naturalGas: "天然气",
    steam: "蒸汽",
    diesel: "柴油",
    invoice: "发票 0311",
    exact: "CO2，精确值",
    file: "文件",
    signature: "签名",
    log: "公开日志",
    status: "状态",
    totals: "合计",
  },
  costs: {
    title: "费用",
    about: (days: number) => `前 ${days} 天免费，之后按年收费，价格如下（不含税）。`,
    notSold: "本站不出售套餐，也不设用量上限。",
    notSet: "本站运营者尚未设置价格。",
    limits: (organizations: number, seats: number) => `最多 ${organizations} 个组织、${seats} 名成员`,
    perYear: (price: string) => `每年 ${price}`,
    signUp: "注册账户",
  },
  exporters: {
    title: "出口企业",
    text: "一套数据，中英双语。无需研究因子数据库，即可向客户提供报告。",
    link: "从一张电费单开始",
  },
  consultants: {
    title: "咨询机构",
    text: "一个工作区管理多家企业。缺少因子时不能签发报告，绝不按零计算。",
    link: "开通工作区",
  },
  buyers: {
    title: "报告使用方",
    text: "输入报告编号或拖入文件，由您自己的浏览器重新计算合计，无需注册。",
    link: "验证报告",
  },
} satisfies MessagesOf<typeof en>;

export default marketing;
