import common from "#app/i18n/common.zh.ts";
import type { MessagesOf } from "#app/i18n/messages-of.ts";
import order from "#app/trade/order/order.zh.ts";
import type en from "./report-page.en.ts";

const states: Record<string, string> = order.states;

/** What an order still needs, as a sentence. */
function missing(code: string): string {
  if (code === "lift") return "卖方的财务人员可以在订单中准许赊账签发。";
  if (code === "money") return "款项已被冲回，或有新的欠款。";
  return `下一步为“${states[code] ?? code}”。`;
}

const languages = { en: "英文", zh: "中文", both: "中英文对照" };

const reportPage = {
  title: "报告",
  about: "已签发的报告永不更改。新版本公开取代旧版本，任何报告都不会删除。",
  empty: {
    title: "暂无报告",
    reason: "请先核算年度清单，再签发报告。报告固定清单内容，将数据嵌入 PDF，并获得一个编号，任何人无需账号即可验证。",
    action: "前往温室气体清单",
  },
  number: "编号",
  language: "语言",
  version: "版本",
  issued: "签发日期",
  issuedFrom: "签发日期（起）",
  issuedTo: "签发日期（止）",
  state: "状态",
  prepare: (period: string) => `编制${period}报告`,
  prepareAbout: "报告检查表的填报内容将以责任人的名义印入报告。",
  checklist: "签发前须完成",
  ready: "已全部完成，可以签发。",
  blockers: {
    disclosure_missing: (f: Record<string, string>) => `${f.item}：${f.zh}`,
    run_has_issues: (f: Record<string, string>) => `${f.count} 行存在问题。请修正后重新核算。`,
    run_is_empty: (_: Record<string, string>) => "清单中没有记录。请录入或导入记录后重新核算。",
    records_not_approved: (f) => `本期有 ${f.count} 条记录未批准。本企业仅以已批准的数据编制报告，请在“审核”中处理。`,
    language_not_stated: (f) =>
      `报告文字未以该版本的语言填写：${languages[f.language as keyof typeof languages] ?? f.language}。请在检查表中选择报告语言。`,
    release_not_confirmed: (_: Record<string, string>) => "本工作区的报告须由第二人确认。请在“报告”页面提交签发申请。",
    unprintable: common.unprintable,
    data_changed_since_run: (_: Record<string, string>) => "上次核算之后，记录或排放源已有变化。请重新核算。",
    name_held: (f) =>
      f.resembles === ""
        ? `本系统运营方暂不允许使用名称“${f.name}”。请向运营方询问原因，或使用其他名称。`
        : `名称“${f.name}”与“${f.resembles}”相近，须先由本系统运营方放行。请向运营方提交该名称及其归属证明，或使用其他名称。`,
    order_unpaid: (f) =>
      `订单 ${f.order} 付清前不能签发报告。订单状态为“${states[f.state!] ?? f.state}”。${missing(f.missing!)}草稿仍可查看。`,
    order_hold: (f) =>
      `根据服务委托约定，${f.seller}的订单 ${f.order} 付清前不能签发报告，最迟至 ${f.until}。${f.seller}可提前放行。草稿仍可查看。`,
  },
  unprintable: {
    inLanguage: (field, language) => `${field}（${language === "en" ? "英文" : "中文"}）`,
    fields: {
      issuer: "签发方名称",
      brand: "封面首行",
      organization: "企业",
      "organization.legalName": "企业名称",
      "organization.legalId": "统一社会信用代码或登记号",
      "organization.address": "企业地址",
      "organization.description": "企业简介",
      responsible: "责任人",
      "responsible.name": "责任人姓名",
      "responsible.role": "责任人职务",
      "responsible.contact": "责任人联系方式",
      preparedBy: "报告编制方",
      boundary: "边界说明",
      "boundary.facilities": "设施名称",
      "boundary.significance": "重要性准则",
      "boundary.notSignificant": "类别不重要的理由",
      exclusions: "排除项",
      baseYear: "基准年",
      assurance: "第三方核查声明",
      selectionPolicy: "因子选用规则",
      uncertainty: "不确定性说明",
      sourceReasons: "排放源方法和因子的选择理由",
      completeness: "完整性矩阵中的理由",
      china: "中国报告内容",
      intensity: "排放强度",
      purpose: "报告目的",
      intendedUsers: "预期使用者",
      gapAnswers: "无记录月份的说明",
      ownFactorEvidence: "自定义因子的证明材料",
      "document.organization": "企业名称",
      "document.facilities": "设施名称",
      "document.sources": "排放源名称",
    },
  },
  openChecklist: "打开报告检查表",
  itemsMissing: (count) => `报告检查表有 ${count} 项未完成。`,
  openInventory: "打开清单",
  openOrder: "打开订单",
  issueIn: "报告语言",
  languagesOfTexts: "报告文字只以一种语言填写。如需以其他语言签发，请在检查表中选择报告语言。",
  languageMissing: "请至少选择一种语言。",
  confirm: {
    question: "确定签发本报告？请核对将要公开的内容。",
    publicTitle: "将要公开",
    organization: "报告组织",
    number: "登记号",
    issuer: "签发方",
    responsible: "负责人",
    period: "报告期",
    totals: "总量",
    figures: (location, market) => `${location} tCO₂e（基于位置），${market} tCO₂e（基于市场）`,
    facilities: "设施",
    facilitiesMore: (names, more) => `${names}等，另有 ${more} 处`,
    files: "文件",
    filesIn: (languages, count) =>
      count === 1 ? `1 份 PDF：${languages}` : `${count} 份 PDF，共用一个编号：${languages}`,
    noFile: "尚未选择语言，请在上方选择。",
    address: "公开页面",
    addressOf: (address) => `${address} 加报告编号（签发时生成）`,
    log: "公开日志",
    logEntry: "一条永久条目，其中不显示名称、编号和数据。签发方的名称及其密钥另载于日志的其他条目。",
    list: "公开列表",
    listEntry: "列入贵组织的公开报告列表",
    isPublic: "持有报告编号或链接的任何人还可下载载有数量和因子的清单数据文件，并可阅读检查表中填写的文字。",
    verification: "第三方核查",
    noStatement: "无核查声明，报告显示为未经核查。",
    statement: {
      confirmed: (verifier) => `报告附有${verifier}的核查声明，封面和公开页面均予显示。`,
      procedures: (verifier) => `报告附有${verifier}的事实发现，封面和公开页面均予显示。`,
      reported: (verifier) => `${verifier}的声明在公开页面显示为未确认，封面不予提及。`,
      against: (verifier) => `${verifier}不支持这些数据的意见将显示在公开页面，报告不视为经过核查。`,
      disowned: (verifier) => `${verifier}声明企业登记的核查声明并非由其出具，报告不视为经过核查。`,
      opposed: (verifier) => `${verifier}的声明显示在公开页面。另有意见不支持这些数据，封面不予提及。`,
    },
    statementOfCopy: "如隐去明细行，声明显示为针对其他数据，封面不予提及。",
    withheld: "保密排放源按上方的选择予以隐去。",
    finalTitle: "无法撤销",
    final: [
      "已签发的报告不能修改或删除，只能撤回或由新版取代。",
      "报告编号不再重复使用，公开日志保留其条目。",
      "各语言版本一同被取代或撤回，增加语言须签发新版本。",
      "他人已下载的副本无法收回。",
    ],
  },
  separator: "、",
  languages,
  preview: "查看草稿（PDF）",
  previewIn: (language) => `草稿：${language}`,
  issue: "签发报告",
  issueOff: "请先完成上方各项。",
  mayNotIssue: "签发报告需要管理员角色。",
  issuedInBoth: "本次核算的报告已按填写文字的各语言签发。数据变化后，请重新核算并签发下一版本。",
  issuedIn: (number: string, languages: string) =>
    `${number} 的语言：${languages}。如需增加语言，请重新签发：新报告以新编号取代原报告。`,
  report: (number: string) => `报告 ${number}`,
  seal: {
    label: "PDF 电子签章",
    present: "已加盖电子签章（PAdES）。PDF 阅读器可显示其证书。",
    absent: "无签章。报告由签名记录和公开日志证明。",
  },
  download: (language: string) => `报告（PDF，${language}）`,
  bundle: "验证包（ZIP）",
  verifyPage: "公开验证页面",
  share: "请将文件、编号或此网址提供给客户。验证均无需账号。",
} satisfies MessagesOf<typeof en>;

export default reportPage;
