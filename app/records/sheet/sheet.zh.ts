import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./sheet.en.ts";

const sheet = {
  sort: "排序",
  ownOrder: "录入顺序",
  ascending: (column: string) => `${column}，升序`,
  descending: (column: string) => `${column}，降序`,
  orderBy: (column: string) => `按${column}排序`,
  words: "搜索",
  wordsHint: "名称、数量、证明材料、备注",
  resize: "拖动可调整列宽，双击恢复默认宽度",
  selectAll: "选择全部行",
  insertRows: (count: number) => `在上方插入 ${count} 行`,
  nextFault: "下一处错误",
  noFault: "没有错误。",
  faultAt: (row: number, count: number) => `第 ${row} 行。共 ${count} 行有错误。`,
  fix: {
    use: (text: string) => `改为 ${text}`,
    convert: (amount: string) => `换算为 ${amount}`,
    conversion: (from: string, to: string, ratio: string, basis: "net" | "gross") =>
      `${from} × ${ratio}（${basis === "net" ? "低位" : "高位"}热值）＝${to}。`,
    state: (temperature: string, pressure: string, standard: string) =>
      `体积按 ${temperature}、${pressure} 计（${standard}）。`,
    source: (title: string, published: string) => `热值：${published}，${title}。`,
    density: (value: string, title: string, perLitre: string, perTonne: string) =>
      `假设：密度取英国同类燃料的 ${value} kg/L，由 ${perLitre} 与 ${perTonne} 推算（${title}）。如有供应商提供的密度，请改按吨填报。`,
    keep: (amount: string) => `保留 ${amount}`,
    share: (days: number, allDays: number, period: string) =>
      `账单共 ${allDays} 天，其中 ${days} 天在清单期间（${period}）内。数量按天数分摊。`,
    convertedNote: (from: string, why: string) => `由 ${from} 换算。${why}`,
    shareNote: (from: string, bill: string, days: number, allDays: number) =>
      `账单按天数分摊：${bill} 共 ${allDays} 天，计入 ${days} 天。账单总量 ${from}。`,
    original: "原数值保留在备注中，也可以撤销。",
    chooseUnit: "选择其他单位",
    openSource: "选择热值",
    byMethod: "使用计算方法",
  },
  fixAll: (count: number) => `全部更正（${count} 行）`,
  fixed: (count: number) => `已更正 ${count} 行`,
  undone: "已撤销",
  redone: "已重做",
  tooManyRows: (limit: string) => `剪贴板中的内容超过 ${limit} 行。请存为 CSV 文件后导入。`,
  part: (shown: string, count: string) =>
    `共 ${count} 条记录，本页显示 ${shown} 条。请按设施、排放源、期间或关键词筛选，查看其余记录。`,
  partOfMore: (shown: string, count: string) =>
    `记录超过 ${count} 条，本页显示 ${shown} 条。请按设施、排放源、期间或关键词筛选，查看其余记录。`,
  showWhole: "搜索和排序全部记录",
  loadingPart: "正在加载记录…",
  totalShown: "本页各行合计",
  savedAt: (time: string) => `已于 ${time} 保存`,
  waiting: (count: number) => `网络未连接：${count} 行保存在此浏览器中`,
  state: "状态",
  reviewState: { draft: "草稿", submitted: "审核中", returned: "已退回", approved: "已批准" },
  locked: "已锁定",
  stands: (name: string) => `操作人：${name || "已离开的成员"}`,
  lockedBy: (start: string, end: string, name: string, day: string) =>
    `${name || "已离开的成员"}已于 ${day} 批准并锁定 ${start} 至 ${end}。管理员可在“审核”中解锁。`,
  lockedLeft: (count: number) => `期间已锁定，${count} 行未作更改。`,
  estimate: "估算方法",
  estimateMethod: {
    previous_year: "按上年同期",
    neighbours: "按相邻月份平均",
    per_output: "按产量",
    per_floor_area: "按建筑面积",
    other: "其他方法",
  } as Record<string, string>,
  estimateUnsaid: "尚未填写估算方法。请填写后再提交审核。",
  review: {
    submit: (count: number) => `提交审核（${count} 行）`,
    approve: (count: number) => `批准（${count} 行）`,
    return: (count: number) => `退回修改（${count} 行）`,
    returnQuestion: (count: number) => `将 ${count} 行退回填报人修改？填报人会看到原因。`,
    reason: "需要修改的内容",
    done: (act: "submit" | "approve" | "return", count: number) =>
      `${{ submit: "已提交审核", approve: "已批准", return: "已退回" }[act]} ${count} 行。`,
    failed: "未作任何更改：无法连接服务器，或服务器拒绝了请求。请重试。",
  },
  keys: {
    title: "快捷键",
    open: "全部快捷键",
    close: "关闭",
    groups: { move: "移动与选择", type: "输入", change: "修改行", help: "查找与帮助" },
    move: {
      arrows: "相邻单元格",
      tab: "下一格；随后按 Enter 回到起始列的下一行",
      edge: "跳到数据边缘",
      page: "向上或向下一屏",
      home: "首列或末列；加 Ctrl 则同时到首行或末行",
      extend: "扩大选区",
      row: "选择整行",
      all: "全选",
    },
    type: {
      letters: "替换单元格内容",
      edit: "编辑单元格内容",
      list: "打开选项列表",
      end: "确认并下移或上移",
      fill: "填入所有选中的单元格",
      cancel: "放弃修改",
    },
    change: {
      copy: "复制、剪切、粘贴，可与 Excel、WPS 互通",
      down: "将选区首行向下填充",
      clear: "清空单元格",
      insert: "在上方插入空行",
      delete: "删除行（需填写原因）",
      undo: "撤销或重做",
    },
    help: {
      fault: "下一处或上一处错误",
      fixes: "本单元格的修正建议",
      width: "缩小或加大列宽",
      leave: "离开表格",
      keys: "显示本列表",
    },
  },
} satisfies MessagesOf<typeof en>;

export default sheet;
