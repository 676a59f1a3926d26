import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type * as en from "./api-operation.en.ts";

export const operation = {
  readKey: { title: "查询密钥", text: "当前使用的是哪个密钥、现在可以做什么、何时到期。适合作为第一个请求。" },
  listOrganizations: { title: "列出组织", text: "该密钥可访问的组织：一个，或租户的全部组织。" },
  getOrganization: { title: "读取组织", text: "报告企业及其清单规则。" },
  listFacilities: { title: "列出设施", text: "组织的场所，含国家、电网区域和合并比例。" },
  getFacility: { title: "读取设施", text: "组织的一个场所。" },
  listSources: { title: "列出排放源", text: "各设施的排放源或外购项目。活动数据以标识指明排放源。" },
  getSource: { title: "读取排放源", text: "一个排放源、其录入单位以及因子的确定方式。" },
  createActivity: {
    title: "录入活动数据",
    text: "新增一条记录，与页面录入经过相同的检查；单位可按账单填写，包括“万千瓦时”。",
  },
  listActivities: { title: "列出活动数据", text: "一个清单中各记录的最新版本，按录入顺序排列，不含已删除的记录。" },
  getActivity: { title: "读取活动数据", text: "最新版本。更正或删除时须注明其 ETag，即版本号。" },
  correctActivity: {
    title: "更正活动数据",
    text: "新增一个版本，旧版本保留。未给出的字段保持原值。由方法计算得出的数量不能在此更改。",
  },
  getActivityHistory: {
    title: "读取活动数据的历史",
    text: "全部版本，最新的在前，含作者和来源。删除是最后一个版本，并附原因。",
  },
  changeActivities: {
    title: "批量更改活动数据",
    text: "一次事务内最多 5,000 项新增、更正、删除和恢复：要么全部完成，要么全部不做，并按位置列出每个错误。",
  },
  deleteActivity: {
    title: "删除活动数据",
    text: "新增一个注明原因的末版本。已录入的内容不会丢失，可通过批量更改恢复。",
  },
  searchFactors: { title: "检索因子库", text: "以中文或英文词语及筛选条件检索已发布的因子，最匹配的在前。" },
  getFactor: { title: "读取因子", text: "一个因子的全部已发布版次，最早的在前，附来源。" },
  listInventories: { title: "列出清单", text: "每个报告期一份清单，最新的在前。" },
  getInventory: { title: "读取清单", text: "记录和核算所属的报告期。" },
  startRun: {
    title: "开始核算",
    text: "冻结输入并计算。立即返回可查询的任务；核算与任务使用同一标识。超过 50,000 条记录的核算不能用于对比和报告。",
  },
  getJob: { title: "查询任务", text: "核算或报告的进度。请按 Retry-After 的秒数再次查询，直到完成或失败。" },
  listRuns: { title: "列出核算", text: "清单已完成的核算及其总量，最新的在前。" },
  getRun: { title: "读取核算", text: "总量、哈希值、问题，以及清单的输入是否仍与该次核算一致。" },
  getRunDocument: {
    title: "读取清单文件",
    text: "一次核算的输入和结果，与冻结时逐字节相同。可用 `truetonne calculate` 重新计算。ETag 是这些字节的 SHA-256。",
  },
  getDisclosures: {
    title: "读取报告说明",
    text: "某一年度的说明，取最新版本。ETag 即版本号；首次说明之前为 0。",
  },
  stateDisclosures: {
    title: "声明报告说明",
    text: "以所发送的字段增加一个版本，其余保持不变。每段文字须有中英文两种语言，缺少的内容见核对清单。",
  },
  getChecklist: {
    title: "读取报告核对清单",
    text: "标准及所选体系的每项要求：状态、报告对此的说明，以及还缺少什么。没有缺项时才能签发报告。",
  },
  issueReport: {
    title: "签发报告",
    text: "取得下一个编号并冻结报告内容，由任务生成、签名并公开。所作声明以负责人的名义列出。",
  },
  listReports: { title: "列出报告", text: "组织的报告，最新的在前。" },
  getReport: { title: "读取报告", text: "编号、状态和公开地址。" },
  getReportFile: { title: "读取报告 PDF", text: "签发时的原始字节。ETag 是其 SHA-256。" },
  verifyReport: {
    title: "验证报告",
    text: "凭编号查询任何人都可知的内容，无需密钥。会检查记录自身的证据：签名、日志、状态。",
  },
  findReportsByHash: {
    title: "按哈希值查找报告",
    text: "PDF 或清单文件的 SHA-256 与此一致的报告。文件无需上传。",
  },
} satisfies MessagesOf<typeof en.operation>;
