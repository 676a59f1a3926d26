import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./activity.en.ts";

/** What a sentence about a fault needs. */
type Facts = Record<string, string>;

/** 换算缺少什么，以及从哪里取得。 */
const LINKS: Record<string, string> = {
  heating_value: "换算需要热值。请为该排放源选择热值，或填写账单上的能量数值。",
  density: "换算需要密度。请为该排放源选择与账单单位一致的因子。",
  gas_state: "换算需要气体计量时的温度和压力。请填写账单所列的标准状态体积。",
  distance: "换算需要距离。请用计算方法得出数量，或按该排放源的单位填写。",
  other: "二者不能换算。请改用适合该排放源的单位填写数量。",
};

const said = (text: string | undefined) => (text ? `“${text}”` : "空单元格");

const fault = {
  facility_unknown: (f: Facts) => `${said(f.value)}不是本组织的设施。请从列表中选择，或先在“设施”中添加。`,
  source_unknown: (f: Facts) =>
    `${said(f.value)}不是该设施的排放源。该设施现有：${f.known || "暂无"}。请选择其一，或在“排放源”中添加。`,
  source_ambiguous: (f: Facts) => `该设施有两个排放源都叫${said(f.value)}。请在“排放源”中为其中一个改名。`,
  period_invalid: (f: Facts) =>
    `${said(f.value)}不是有效期间。请先写年份：月份如 2025-03 或 2025年3月，季度如 2025Q1 或 2025年第一季度，日期如 2025-03-05，年份如 2025，起止日期如 2025-03-05/2025-04-04。`,
  period_reversed: (f: Facts) => `期间的结束日（${f.end}）早于开始日（${f.start}）。请对照账单核实并更正。`,
  period_outside: (f: Facts) =>
    f.reaches === "partly"
      ? `清单期间为 ${f.start} 至 ${f.end}，这张账单超出了范围。请按边界拆分账单，只填写范围内的部分。`
      : `清单期间为 ${f.start} 至 ${f.end}，该期间完全在范围之外。请更正期间，或填入相应年度的清单。`,
  quantity_missing: () => "缺少数量。空缺不等于零：如确实未使用，请填 0。",
  number_grammar: (f: Facts) =>
    `${said(f.value)}不是本表可识别的数字。小数点请用“.”，例如 1234.5；逗号和空格只能作千位分隔，例如 1,234.5。`,
  number_out_of_bounds: (f: Facts) =>
    `${said(f.value)}位数过多。按单位倍数换算后，小数点前至多 ${f.before} 位，后至多 ${f.after} 位。请改用更大的单位或取舍位数。`,
  quantity_of_method: () => "该记录的数量由方法计算得出。请打开其方法，在那里修改输入。",
  quantity_negative: (f: Facts) =>
    `${said(f.value)}为负数。请以正数填写用量；如需更正，请修改原记录，而不是用负数冲减。`,
  unit_missing: () => "缺少单位。请选择账单上的单位。",
  unit_unknown: (f: Facts) =>
    `无法识别单位${said(f.value)}。${f.candidates ? `是否为 ${f.candidates}？` : "请从列表中选择。"}`,
  unit_ambiguous: (f: Facts) => `${said(f.value)}可指多种单位，请明确是哪一种：${f.candidates}。`,
  unit_mismatch: (f: Facts) =>
    `${f.from} 计量的是${f.fromDimension}，而该排放源以 ${f.to} 填报（${f.toDimension}）。${
      LINKS[f.needs ?? ""] ?? LINKS.other
    }`,
  data_quality_unknown: (f: Facts) => `无法识别数据质量${said(f.value)}。请填写实测、计算或估算。`,
  text_too_long: (f: Facts) => `文字共 ${f.length} 个字符，至多 ${f.limit} 个。请缩短。`,
  text_forbidden: (f: Facts) =>
    f.kind === "stacked"
      ? `文字中有一个字母带有四个以上的附加符号，其中之一是 ${f.codePoint}。请去掉多余的符号。`
      : `文字中含有看不见的字符${f.codePoint ? `（${f.codePoint}）` : ""}，可能使页面与报告显示不一致。请删除后重新输入。`,
  instrument_type_missing: () => "填写了绿电凭证的内容，但没有填写类型。请选择类型，或清除这些内容。",
  instrument_type_unknown: (f: Facts) => `无法识别凭证类型${said(f.value)}。请填写以下之一：${f.known}。`,
  instrument_not_scope_2: () => "绿证和购电协议只适用于外购能源。请在此清除，或填到电力排放源上。",
  instrument_reference_missing: () => "缺少绿证或合同编号。没有编号便无法核对，请补充。",
  file_too_large: (f: Facts) => `文件大于 ${f.limit}。请拆分后依次导入。`,
  file_not_text: () => "这不是 CSV 文本，看起来是工作簿、压缩包或 PDF。请在 Excel 或 WPS 中选择“另存为 → CSV UTF-8”。",
  file_encoding: () =>
    "文件中的字符无法按 UTF-8、UTF-16 或 GB18030 读取。请在 Excel 或 WPS 中选择“另存为 → CSV UTF-8”。",
  file_empty: () => "文件是空的。请选择含有数据的文件，或从模板开始。",
  file_without_rows: () => "文件只有表头，没有数据行。请在表头下至少填写一行。",
  file_too_many_rows: (f: Facts) => `文件超过 ${f.limit} 行。请拆分后依次导入。`,
  file_too_many_columns: (f: Facts) => `有一行超过 ${f.limit} 列。请删除本页所列之外的列。`,
  csv_broken: (f: Facts) =>
    `文本在第 ${f.line} 行中断：引号没有闭合，或出现在单元格中间。请补上引号，或将引号写两次。（${f.reason}）`,
  column_unknown: (f: Facts) => `无法识别该列标题。请改名或删除该列。可识别的标题：${f.known}。`,
  column_missing: (f: Facts) => `缺少一列。请添加一列，标题为以下之一：${f.names}。`,
  column_twice: () => "该标题与文件中已有的列含义相同。请删除其中一列。",
  row_width: (f: Facts) => `该行有 ${f.found} 个单元格，表头有 ${f.expected} 个。分隔符或引号缺少或多余，请更正该行。`,
  file_missing: () => "没有选择文件。请选择一个 CSV 文件。",
  file_changed: () => "这不是刚才检查的文件，因此已重新检查，未导入任何数据。",
  period_locked: (f: Facts) =>
    `这些日期已由${f.by}于 ${f.at} 审批并锁定（${f.start} 至 ${f.end}）。请管理员在“审核”页解锁该期间。`,
  record_approved: () => "该记录已批准。请先在“审核”页退回，再删除。",
  reason_missing: () => "请说明删除的原因。原因会留存备查。",
};

const activity = {
  title: "活动数据",
  year: "年度",
  filters: "筛选",
  facility: "设施",
  source: "排放源",
  scope: "范围",
  month: "期间",
  all: "全部",
  applyFilters: "筛选",
  import: "导入",
  export: "导出",
  noneMatch: "没有符合筛选条件的记录。",
  empty: {
    title: "在这里填写活动数据",
    reason:
      "每张账单或每次抄表一行：用了什么、在哪里、何时、多少。客户核对报告时，会先查看数值最大的几行所对应的单据。",
    noInventory: "请先建立年度清单",
    noInventoryReason: "记录归属于某一年度的清单。请建立需要报告的年度。",
    openInventory: "建立年度清单",
    noSources: "请先添加排放源",
    noSourcesReason: "每条记录都属于某个设施的一个排放源，例如一厂的外购电力。排放源的因子决定每千瓦时对应的排放量。",
    addSource: "添加排放源",
    example: "查看示例文件",
  },
  column: {
    row: "行",
    facility: "设施",
    source: "排放源",
    period: "期间",
    quantity: "数量",
    unit: "单位",
    factor: "因子 CO₂e",
    tonnes: "tCO₂e",
    dataQuality: "质量",
    evidence: "凭证",
    state: "状态",
  },
  field: {
    facility: "设施",
    source: "排放源",
    period: "期间",
    quantity: "数量",
    unit: "单位",
    dataQuality: "数据质量",
    evidence: "凭证",
    note: "备注",
    instrumentType: "绿证或合同",
    instrumentQuantity: "覆盖数量",
    instrumentFactor: "每单位 kg CO₂e",
    instrumentReference: "编号",
  },
  hint: {
    period: "2025-03、2025年3月、2025Q1，或起止日期 2025-03-05/2025-04-04",
    quantity: "小数点用“.”：1,234.5 或 1234.5",
    unit: "kWh、万千瓦时、GJ、吨标煤、L、m3 等；可在单位前加万、亿",
    evidence: "账单编号、页码、文件或电表号",
  },
  /** For a narrow column. */
  shortQuality: { measured: "实测", calculated: "计算", estimated: "估算" },
  instrumentType: {
    green_electricity_certificate: "绿色电力证书",
    power_purchase_agreement: "购电协议",
    guarantee_of_origin: "来源担保（GO）",
    rec: "可再生能源证书（REC）",
  },
  state: {
    new: "新增",
    changed: "已修改",
    conflict: "冲突",
    errors: (count: number) => `${count} 处错误`,
    noResult: "无因子",
  },
  notComputed: "未计算",
  missing: "缺",
  grid: {
    label: (year: string) => `${year} 年活动数据`,
    cell: (column: string, row: number) => `${column}，第 ${row} 行`,
    empty: "空",
    value: "所选单元格的值",
    position: "单元格",
    details: "详情",
    hideDetails: "隐藏详情",
    deleteRows: (count: number) => (count === 1 ? "删除行" : `删除 ${count} 行`),
    deleteQuestion: (count: number) => `删除这 ${count} 行？记录及其历史会留存备查，但不再计入。`,
    reason: "原因",
    reasonHint: "留存备查，例如“重复录入”",
    deleted: (count: number) => `已删除 ${count} 行`,
    undo: "撤销",
    redo: "重做",
    fillDown: "向下填充",
    choices: (column: string) => `${column}的选项`,
    fixes: "修正建议",
    effect: "更正之前，本行不计入合计；其他行不受影响。",
    kept: "在此之前，内容保存在此浏览器中。",
    conflictTitle: (name: string) => `${name || "前成员"}修改了本行`,
    conflictDeleted: (name: string) => `${name || "前成员"}删除了本行`,
    conflictAt: (time: string) => `时间：${time}，在您打开之后。`,
    conflictField: (field: string, theirs: string, mine: string) => `${field}：对方 ${theirs}，您 ${mine}`,
    useMine: "采用我的",
    useTheirs: "采用对方的",
    useDeleted: "保持删除",
    pasted: (count: number) => `已粘贴 ${count} 行`,
    nothingToPaste: "剪贴板中没有文字。",
  },
  keys: {
    move: "移动",
    next: "下一格",
    paste: "从 Excel 粘贴",
    undo: "撤销",
    fill: "向下填充",
  },
  save: {
    saved: "已保存",
    saving: "正在保存…",
    errors: (count: number) => `${count} 行有错误，尚未保存`,
    conflicts: (count: number) => `${count} 行被他人修改`,
    refused: "未保存：您已无权在此修改数据。所填内容仍保留在此浏览器中。",
    plan: "未保存：套餐已到期，或记录数已达上限。您输入的内容保留在此浏览器中。",
    signedOut: "您已退出登录。内容保存在此浏览器中，请重新登录后保存。",
    failed: "尚未保存，正在重试。内容保存在此浏览器中。",
    full: "此浏览器的存储已满：全部保存之前请勿关闭页面。",
    restored: (count: number) => `此浏览器中有 ${count} 行未保存的内容，现已恢复。`,
  },
  footer: {
    rows: (count: string) => `${count} 行`,
    computed: (count: string) => `${count} 行已计算`,
    computing: (done: string, total: string) => `正在计算 ${done} / ${total}`,
    total: "合计",
  },
  panel: {
    title: (row: number) => `第 ${row} 行`,
    none: "选择一行，查看数值的由来。",
    calculation: "计算",
    factors: "所用因子",
    edition: (version: string) => `${version} 版`,
    marketBased: "基于市场",
    evidence: "凭证与备注",
    instrument: "绿色电力",
    history: "历史",
    historyLoading: "正在读取历史…",
    historyFailed: "暂时无法读取历史。",
    historyNew: "尚未保存。",
    historyEntered: "录入",
    historyImported: "从文件导入",
    historyChanged: (field: string, before: string, after: string) => `${field}：${before} → ${after}`,
    historyRestored: "恢复",
    historyDeleted: (reason: string) => `删除：${reason}`,
    historyUnchanged: "保存，内容未变",
    formerMember: "前成员",
    readOnly: "您的角色只能查看，不能修改。",
    reason: { import_undone: "导入已撤销", undone: "录入已撤销" } as Record<string, string>,
  },
  form: {
    addTitle: "添加记录",
    editTitle: "编辑记录",
    add: "添加记录",
    save: "保存记录",
    edit: "编辑",
    delete: "删除",
    deleteLost: (source: string, period: string) => `${source}，${period}`,
    deleteQuestion: (source: string, period: string) => `删除${source}，${period}？请说明原因，原因会留存备查。`,
    chooseFacility: "选择设施",
    chooseSource: "选择排放源",
    none: "无",
    stale: (name: string, time: string) =>
      `${name || "前成员"}在您打开之后于 ${time} 修改了这条记录。下面是对方的值，您的修改未保存。请改动需要不同之处，再次保存。`,
    page: (page: string, pages: string) => `第 ${page} 页，共 ${pages} 页`,
    pageOfMany: (page: string) => `第 ${page} 页`,
    previous: "上一页",
    next: "下一页",
    more: "绿证或购电协议",
  },
  fault,
  describeFault: (code: string, facts: Facts) =>
    Object.hasOwn(fault, code) ? fault[code as keyof typeof fault](facts) : `此处有误：${code}。`,
} satisfies MessagesOf<typeof en>;

export default activity;
