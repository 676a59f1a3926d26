import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./activity.en.ts";

type Facts = Record<string, string>;

/** 换算缺少什么，以及从哪里取得。 */
const LINKS: Record<string, string> = {
  heating_value: "换算需要热值。请为该排放源选择热值，或填写账单上的能量数值。",
  density: "换算需要密度。请为该排放源选择与账单单位一致的因子。",
  gas_state: "换算需要气体计量时的温度和压力。请填写账单所列的标准状态体积。",
  distance: "换算需要距离。请使用计算方法，或按该排放源的单位填写数量。",
  other: "这两个单位不能换算。请改用适合该排放源的单位填写数量。",
};

const said = (text: string | undefined) => (text ? `“${text}”` : "空单元格");

const fault = {
  facility_unknown: (f: Facts) => `${said(f.value)}不是本企业的设施。请从列表中选择，或先在“设施”中添加。`,
  source_unknown: (f: Facts) =>
    `${said(f.value)}不是该设施的排放源。现有排放源：${f.known || "暂无"}。请选择其一，或在“排放源”中添加。`,
  source_ambiguous: (f: Facts) => `该设施有两个排放源同名：${said(f.value)}。请在“排放源”中为其中一个改名。`,
  period_invalid: (f: Facts) =>
    `${said(f.value)}不是有效期间。请先写年份：月份如 2025-03 或 2025年3月，季度如 2025Q1 或 2025年第一季度，日期如 2025-03-05，年份如 2025，起止日期如 2025-03-05/2025-04-04。`,
  period_reversed: (f: Facts) => `期间的结束日期（${f.end}）早于开始日期（${f.start}）。请对照账单更正。`,
  period_outside: (f: Facts) =>
    f.reaches === "partly"
      ? `清单期间为 ${f.start} 至 ${f.end}，该账单部分超出。请拆分账单，只填写期间内的部分。`
      : `该期间不在清单期间（${f.start} 至 ${f.end}）内。请更正期间，或填入相应年度的清单。`,
  quantity_missing: () => "缺少数量。空单元格不等于零；如确实未使用，请填 0。",
  number_grammar: (f: Facts) =>
    `${said(f.value)}不是有效数字。小数点请用“.”，例如 1234.5；逗号和空格只能作千位分隔符，例如 1,234.5。`,
  number_out_of_bounds: (f: Facts) =>
    `${said(f.value)}位数过多。按单位倍数换算后，小数点前最多 ${f.before} 位，小数点后最多 ${f.after} 位。请改用更大的单位，或减少小数位数。`,
  quantity_of_method: () => "该记录的数量由计算方法得出。请打开该方法，在其中修改输入数据。",
  quantity_negative: (f: Facts) =>
    `${said(f.value)}为负数。用量请填正数；如需更正以前的记录，请直接修改该记录，不要用负数冲减。`,
  unit_missing: () => "缺少单位。请选择账单上的单位。",
  unit_unknown: (f: Facts) =>
    `无法识别单位${said(f.value)}。${f.candidates ? `您是否指 ${f.candidates}？` : "请从列表中选择。"}`,
  unit_ambiguous: (f: Facts) => `${said(f.value)}可指多个单位，请选择其一：${f.candidates}。`,
  unit_mismatch: (f: Facts) =>
    `${f.from} 是${f.fromDimension}单位，而该排放源按 ${f.to}（${f.toDimension}）填报。${LINKS[f.needs ?? ""] ?? LINKS.other}`,
  data_quality_unknown: (f: Facts) => `无法识别数据质量${said(f.value)}。请填写实测、计算或估算。`,
  text_too_long: (f: Facts) => `文字共 ${f.length} 个字符，请缩短到 ${f.limit} 个以内。`,
  text_forbidden: (f: Facts) =>
    f.kind === "stacked"
      ? `文字中有一个字母带有四个以上的附加符号，其中包括 ${f.codePoint}。请删除多余的符号。`
      : `文字中含有不可见字符${f.codePoint ? `（${f.codePoint}）` : ""}，页面与报告的显示可能不一致。请删除后重新输入。`,
  file_too_large: (f: Facts) => `文件大于 ${f.limit}。请拆分后依次导入。`,
  file_not_text: () =>
    "这不是 CSV 文件，看起来是工作簿、压缩文件或 PDF。请在 Excel 或 WPS 中选择“另存为 → CSV UTF-8”。",
  file_encoding: () => "文件无法按 UTF-8、UTF-16 或 GB18030 读取。请在 Excel 或 WPS 中选择“另存为 → CSV UTF-8”。",
  file_empty: () => "文件为空。请选择含有数据的文件，或从模板开始。",
  file_without_rows: () => "文件只有表头，没有数据。请在表头下至少填写一行。",
  file_too_many_rows: (f: Facts) => `文件超过 ${f.limit} 行。请拆分后依次导入。`,
  file_too_many_columns: (f: Facts) => `有一行超过 ${f.limit} 列。请删除本页未列出的列。`,
  csv_broken: (f: Facts) =>
    `第 ${f.line} 行有引号未闭合，或引号出现在单元格中间。请补上引号，或将引号写两次。（${f.reason}）`,
  column_unknown: (f: Facts) => `无法识别该列标题。请改名或删除该列。可识别的标题：${f.known}。`,
  column_missing: (f: Facts) => `缺少一列。请添加该列，标题可用以下之一：${f.names}。`,
  column_twice: () => "文件中已有含义相同的列。请删除其中一列。",
  row_width: (f: Facts) =>
    `该行有 ${f.found} 个单元格，而表头有 ${f.expected} 个。请检查该行的分隔符或引号是否缺少或多余。`,
  file_missing: () => "未选择文件。请选择一个 CSV 文件。",
  file_changed: () => "这不是之前检查的文件。系统已检查此文件，未导入任何数据。",
  period_locked: (f: Facts) =>
    `${f.by}已于 ${f.at} 批准并锁定该期间（${f.start} 至 ${f.end}）。请管理员在“审核”中解锁。`,
  record_approved: () => "该记录已批准。请审核人先在“审核”中退回，再删除。",
  reason_missing: () => "请填写删除原因。原因会保留在审计记录中。",
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
    title: "填报活动数据",
    reason:
      "每张账单或每次抄表填一行：用了什么、在哪里、何时、多少。客户核对报告时，会先查看数值最大的几行所对应的账单。",
    noInventory: "请先建立清单年度",
    noInventoryReason: "每条记录都属于某一年度的清单。请建立需要报告的年度。",
    openInventory: "建立清单年度",
    noSources: "请先添加排放源",
    noSourcesReason:
      "每条记录都属于某个设施的一个排放源，例如一厂的外购电力。排放源的因子决定每单位（如每千瓦时）对应的排放量。",
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
    factor: "因子（CO₂e）",
    tonnes: "tCO₂e",
    dataQuality: "质量",
    evidence: "证明材料",
    state: "状态",
  },
  field: {
    facility: "设施",
    source: "排放源",
    period: "期间",
    quantity: "数量",
    unit: "单位",
    dataQuality: "数据质量",
    evidence: "证明材料",
    note: "备注",
  },
  hint: {
    period: "2025-03、2025年3月、2025Q1，或起止日期 2025-03-05/2025-04-04",
    quantity: "小数点用“.”：1,234.5 或 1234.5",
    unit: "kWh、万千瓦时、GJ、吨标煤、L、m3 等；单位前可加“万”“亿”",
    evidence: "账单编号、页码、文件或表号",
  },
  /** For a narrow column. */
  shortQuality: { measured: "实测", calculated: "计算", estimated: "估算" },
  state: {
    new: "新增",
    changed: "已修改",
    conflict: "冲突",
    errors: (count: number) => `${count} 处错误`,
    noResult: "无因子",
  },
  notComputed: "未核算",
  missing: "缺失",
  grid: {
    label: (year: string) => `${year} 年活动数据`,
    cell: (column: string, row: number) => `${column}，第 ${row} 行`,
    empty: "空",
    value: "所选单元格的值",
    position: "单元格",
    details: "详情",
    hideDetails: "隐藏详情",
    deleteRows: (count: number) => (count === 1 ? "删除行" : `删除 ${count} 行`),
    deleteQuestion: (count: number) => `删除这 ${count} 行？这些记录不再计入清单，记录及其历史仍保留在审计记录中。`,
    reason: "原因",
    reasonHint: "保留在审计记录中，例如“重复录入”",
    deleted: (count: number) => `已删除 ${count} 行`,
    undo: "撤销",
    redo: "重做",
    fillDown: "向下填充",
    choices: (column: string) => `${column}的选项`,
    fixes: "修正建议",
    effect: "错误更正之前，本行不计入合计。其他行不受影响。",
    kept: "在此之前，内容保存在此浏览器中。",
    conflictTitle: (name: string) => `${name || "已离开的成员"}修改了本行`,
    conflictDeleted: (name: string) => `${name || "已离开的成员"}删除了本行`,
    conflictAt: (time: string) => `时间：${time}，晚于您打开本行的时间。`,
    conflictField: (field: string, theirs: string, mine: string) => `${field}：对方为 ${theirs}，您为 ${mine}`,
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
    conflicts: (count: number) => `${count} 行已被他人修改`,
    refused: "未保存：您已没有在此修改数据的权限。您输入的内容保存在此浏览器中。",
    plan: "未保存：套餐已到期，或记录数已达上限。您输入的内容保存在此浏览器中。",
    signedOut: "您已退出登录。您输入的内容保存在此浏览器中，请重新登录后保存。",
    failed: "尚未保存，正在重试。您输入的内容保存在此浏览器中。",
    full: "此浏览器的存储空间已满。全部保存之前请勿关闭页面。",
    restored: (count: number) => `已从此浏览器恢复 ${count} 行未保存的内容。`,
  },
  footer: {
    rows: (count: string) => `${count} 行`,
    computed: (count: string) => `${count} 行已核算`,
    computing: (done: string, total: string) => `正在核算 ${done} / ${total}`,
    total: "合计",
  },
  panel: {
    title: (row: number) => `第 ${row} 行`,
    none: "选择一行，查看其排放量的核算过程。",
    calculation: "核算",
    factors: "所用因子",
    edition: (version: string) => `版本 ${version}`,
    marketBased: "基于市场（未计绿证与合同）：",
    evidence: "证明材料与备注",
    instruments: "绿证与合同",
    history: "历史",
    historyLoading: "正在加载历史…",
    historyFailed: "无法加载历史，请稍后再试。",
    historyNew: "尚未保存。",
    historyEntered: "录入",
    historyImported: "从文件导入",
    historyChanged: (field: string, before: string, after: string) => `${field}：${before} → ${after}`,
    historyRestored: "恢复",
    historyDeleted: (reason: string) => `删除：${reason}`,
    historyUnchanged: "已保存，内容未变",
    formerMember: "已离开的成员",
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
    deleteQuestion: (source: string, period: string) =>
      `删除${source}（${period}）？请填写原因，原因会保留在审计记录中。`,
    chooseFacility: "选择设施",
    chooseSource: "选择排放源",
    stale: (name: string, time: string) =>
      `${name || "已离开的成员"}于 ${time} 修改了这条记录，晚于您打开的时间。您的修改未保存，下面显示对方的值。请重新修改后保存。`,
    page: (page: string, pages: string) => `第 ${page} 页，共 ${pages} 页`,
    pageOfMany: (page: string) => `第 ${page} 页`,
    previous: "上一页",
    next: "下一页",
  },
  fault,
  describeFault: (code: string, facts: Facts) =>
    Object.hasOwn(fault, code) ? fault[code as keyof typeof fault](facts) : `此项有误：${code}。`,
} satisfies MessagesOf<typeof en>;

export default activity;
