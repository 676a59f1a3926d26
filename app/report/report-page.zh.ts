import common from "#app/i18n/common.zh.ts";
import type { MessagesOf } from "#app/i18n/messages-of.ts";
import order from "#app/trade/order/order.zh.ts";
import type en from "./report-page.en.ts";

const states: Record<string, string> = order.states;

/** What an order lacks, as the end of a sentence. */
function missing(code: string): string {
  if (code === "lift") return "负责收款的人员可以在订单中准予赊账签发。";
  if (code === "money") return "款项已被退回或又有欠款。";
  return `下一步为“${states[code] ?? code}”。`;
}

const reportPage = {
  title: "报告",
  about: "已签发的报告永久保存原始文件。新版本公开取代旧版本，任何内容都不会删除。",
  empty: {
    title: "完成年度计算后即可签发首份报告",
    reason: "报告固化排放清单，将数据嵌入PDF，并获得一个编号，任何人无需账号即可核对。",
    action: "前往排放清单",
  },
  number: "编号",
  language: "语言",
  version: "版本",
  issued: "签发日期",
  issuedFrom: "签发日期从",
  issuedTo: "签发日期至",
  state: "状态",
  prepare: (period: string) => `准备 ${period} 的报告`,
  prepareAbout: "报告所作的说明在核对清单中填写，以责任人的名义列出。",
  checklist: "签发前须完成",
  ready: "没有待完成事项，可以签发。",
  blockers: {
    disclosure_missing: (f: Record<string, string>) => `${f.item}：${f.zh}`,
    run_has_issues: (f: Record<string, string>) => `${f.count} 行存在问题。请修正后重新计算。`,
    run_is_empty: (_: Record<string, string>) => "清单中没有记录。请录入或导入后重新计算。",
    records_not_approved: (f) => `期间内有 ${f.count} 条记录未批准，而本企业仅以已批准数据出具报告。请在“审核”中处理。`,
    release_not_confirmed: (_: Record<string, string>) => "本工作区的报告须由第二人确认。请在“报告”页面提交签发申请。",
    unprintable: common.unprintable,
    data_changed_since_run: (_: Record<string, string>) => "计算之后，记录或排放源已有变化。请重新计算。",
    edition_validity: (f: Record<string, string>) =>
      f.day
        ? `同一次核算的各语言报告有效期一致。该核算的报告已签发，有效期至${f.day}，请选择同一日期。`
        : "同一次核算的各语言报告有效期一致。该核算的报告已签发且无截止日期，请将日期留空。",
    edition_expired: (f: Record<string, string>) => `本次核算的报告有效期已于${f.day}届满。请重新核算后再签发报告。`,
    order_unpaid: (f) =>
      `订单 ${f.order} 付清之前不能签发报告。目前状态为“${states[f.state!] ?? f.state}”，${missing(f.missing!)}草稿随时可用。`,
    order_hold: (f) =>
      `根据委托约定，${f.seller} 的订单 ${f.order} 付清之前不能签发报告，最迟至 ${f.until}。${f.seller} 可提前放行。草稿随时可用。`,
  },
  unprintable: {
    inLanguage: (field, language) => `${field}（${language === "en" ? "英文" : "中文"}）`,
    fields: {
      issuer: "签发方名称",
      brand: "封面首行",
      organization: "组织",
      "organization.legalName": "组织法定名称",
      "organization.legalId": "组织登记号",
      "organization.address": "组织地址",
      "organization.description": "组织简介",
      responsible: "责任人",
      "responsible.name": "责任人姓名",
      "responsible.role": "责任人职务",
      "responsible.contact": "责任人联系方式",
      preparedBy: "报告编制人",
      boundary: "边界说明",
      "boundary.facilities": "设施名称",
      "boundary.significance": "重要性说明",
      "boundary.notSignificant": "类别不重要的理由",
      exclusions: "排除说明",
      baseYear: "基准年说明",
      assurance: "鉴证声明",
      selectionPolicy: "因子选取规则",
      uncertainty: "不确定性说明",
      sourceReasons: "排放源因子的选用理由",
      scope3Reasons: "范围三类别的理由",
      china: "中国报告说明",
      intensity: "排放强度",
      gapAnswers: "无记录月份的答复",
      ownFactorEvidence: "自有因子的证据",
      "document.organization": "组织名称",
      "document.facilities": "设施名称",
      "document.sources": "排放源名称",
    },
  },
  openChecklist: "打开核对清单",
  itemsMissing: (count) => `核对清单有 ${count} 项未完成。`,
  openInventory: "打开排放清单",
  openOrder: "打开订单",
  issueIn: "报告语言",
  languages: { en: "英文", zh: "中文", both: "中英文对照" },
  preview: "查看草稿（PDF）",
  previewIn: (language) => `草稿：${language}`,
  issue: "签发报告",
  issueOff: "上方仍有未完成事项。",
  mayNotIssue: "签发需要管理员角色。",
  issuedInBoth: "此次计算已按每种语言方式签发。数据变化后，请重新计算并签发下一版本。",
  report: (number: string) => `报告 ${number}`,
  seal: {
    label: "PDF 电子签章",
    present: "已加盖电子签章（PAdES），PDF 阅读器会显示所用证书",
    absent: "无；报告由签名记录和公开日志证明",
  },
  download: "报告（PDF）",
  bundle: "离线核对包（ZIP）",
  verifyPage: "公开核对页面",
  share: "将文件、编号或此地址交给客户即可，均无需账号。",
} satisfies MessagesOf<typeof en>;

export default reportPage;
