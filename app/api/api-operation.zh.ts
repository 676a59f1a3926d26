import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type * as en from "./api-operation.en.ts";

export const operation = {
  readKey: { title: "读取密钥", text: "当前使用的密钥、现有权限和到期时间。适合作为第一个请求。" },
  listOrganizations: { title: "列出企业", text: "该密钥可访问的企业：一家，或工作区的全部企业。" },
  getOrganization: { title: "读取企业", text: "报告企业及其清单规则。" },
  listFacilities: { title: "列出设施", text: "企业的场所，含国家或地区、电网区域和合并比例。" },
  getFacility: { title: "读取设施", text: "企业的一个场所。" },
  listSources: { title: "列出排放源", text: "各设施的排放源或外购项目。活动数据记录以标识指明排放源。" },
  getSource: { title: "读取排放源", text: "一个排放源及其填报单位、因子的确定方式。" },
  createActivity: {
    title: "新增活动数据记录",
    text: "新增一条记录，检查与页面填报相同。单位可按账单填写，包括“万千瓦时”。",
  },
  listActivities: { title: "列出活动数据记录", text: "一个清单中各记录的最新版本，按填报顺序排列，不含已删除的记录。" },
  getActivity: { title: "读取活动数据记录", text: "最新版本。更正或删除时须发送其 ETag，即版本号。" },
  correctActivity: {
    title: "更正活动数据记录",
    text: "新增一个版本，保留旧版本。省略的字段保持原值。由方法计算得出的数量不能在此更改。",
  },
  getActivityHistory: {
    title: "读取活动数据记录的历史",
    text: "全部版本，最新的在前，含作者和来源。删除是最后一个版本，附原因。",
  },
  changeActivities: {
    title: "批量更改活动数据记录",
    text: "一次事务最多 5,000 项新增、更正、删除和恢复。要么全部执行，要么全部不执行，并按位置列出每个错误。",
  },
  deleteActivity: {
    title: "删除活动数据记录",
    text: "新增最后一个版本并注明原因。已填报的内容不会丢失，可通过批量更改恢复。",
  },
  createInstrument: {
    title: "登记合同工具",
    text: "在登记簿中新增证书或合同，检查与页面登记相同。每张证书在本系统只能登记一次。",
  },
  listInstruments: { title: "列出合同工具", text: "企业的登记簿，最新的在前，含已撤销的条目。" },
  getInstrument: { title: "读取合同工具", text: "登记簿的一个条目及其已分配数量。" },
  allocateInstrument: {
    title: "分配合同工具",
    text: "按日期顺序覆盖一个排放源在一份清单内的记录，直到数量或用能量用完为止。",
  },
  listAllocations: { title: "列出分配", text: "合同工具当前覆盖的记录，按日期排列。" },
  searchFactors: { title: "搜索因子库", text: "按中文或英文词语及筛选条件搜索已发布的因子，最匹配的在前。" },
  getFactor: { title: "读取因子", text: "一个因子的全部已发布版本，最早的在前，附来源。" },
  listInventories: { title: "列出清单", text: "每个报告期一份清单，最新的在前。" },
  getInventory: { title: "读取清单", text: "记录和核算所属的报告期。" },
  startRun: {
    title: "启动核算",
    text: "冻结输入数据并核算。立即返回可查询的任务，核算与任务使用同一标识。超过 50,000 条记录的核算不能用于对比和报告。",
  },
  getJob: { title: "查询任务", text: "核算或报告的进度。请按 Retry-After 的秒数重复查询，直到完成或失败。" },
  listRuns: { title: "列出核算", text: "清单已完成的核算及其合计，最新的在前。" },
  getRun: { title: "读取核算", text: "合计、哈希值、问题，以及清单的输入数据是否仍与该次核算一致。" },
  getRunDocument: {
    title: "读取清单文档",
    text: "一次核算的输入数据和结果，与冻结时逐字节相同。可用 `node truetonne-verify.mjs 文件名` 重新计算（见 /verify/checker）。ETag 是这些字节的 SHA-256。",
  },
  getDisclosures: {
    title: "读取报告填报内容",
    text: "某一年度对报告要求的填报内容，取最新版本。ETag 即版本号，首次保存前为 0。",
  },
  stateDisclosures: {
    title: "保存报告填报内容",
    text: "用发送的字段新增一个版本，其余字段保持不变。每段文字须有中英文两种语言，缺少的内容见报告检查表。",
  },
  getChecklist: {
    title: "读取报告检查表",
    text: "标准及所选体系的每项要求，含状态、填报内容和缺项。没有缺项时才能签发报告。",
  },
  issueReport: {
    title: "签发报告",
    text: "取得下一个编号并冻结报告内容，由任务生成、签名并公布。报告中的声明以责任人的名义作出。",
  },
  listReports: { title: "列出报告", text: "企业的报告，最新的在前。" },
  getReport: { title: "读取报告", text: "编号、状态和公开地址。" },
  getReportFile: { title: "读取报告 PDF", text: "签发时的原始字节。ETag 是其 SHA-256。" },
  verifyReport: {
    title: "验证报告",
    text: "凭编号返回报告的公开信息，无需密钥。同时检查签名记录的证明：签名、日志和状态。",
  },
  findReportsByHash: {
    title: "按哈希值查找报告",
    text: "PDF 或清单文档的 SHA-256 与此一致的报告。无需发送文件。",
  },
  listStandings: {
    title: "批量查询报告",
    text: "凭编号返回最多 100 份报告的状态和合计，无需密钥。名称均为自报，未经核实。此处不检查签名记录的证明。",
  },
} satisfies MessagesOf<typeof en.operation>;
