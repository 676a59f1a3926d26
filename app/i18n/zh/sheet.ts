import type en from "../en/sheet.ts";
import type { MessagesOf } from "../messages-of.ts";

const sheet = {
  sort: "排序",
  ownOrder: "录入顺序",
  ascending: (column: string) => `${column}，升序`,
  descending: (column: string) => `${column}，降序`,
  orderBy: (column: string) => `按${column}排序`,
  words: "关键词",
  wordsHint: "名称、数量、凭证、备注",
  resize: "拖动可调整列宽；双击恢复默认",
  selectAll: "选择全部行",
  insertRows: (count: number) => `在上方插入 ${count} 行`,
  nextFault: "下一处问题",
  noFault: "没有需要处理的行。",
  faultAt: (row: number, count: number) => `第 ${row} 行。共 ${count} 行需要更正。`,
  fixAll: (count: number) => `全部 ${count} 行`,
  fixed: (count: number) => `已更正 ${count} 行`,
  undone: "已撤销",
  redone: "已重做",
  tooManyRows: (limit: string) => `剪贴板中的内容超过 ${limit} 行。请存为 CSV 文件后导入，导入时会整体检查。`,
  part: (shown: string, count: string) =>
    `共 ${count} 条记录，本页显示 ${shown} 条。请按设施、排放源、期间或关键词缩小范围，以查看其余记录。`,
  partOfMore: (shown: string, count: string) =>
    `记录超过 ${count} 条，本页显示 ${shown} 条。请按设施、排放源、期间或关键词缩小范围，以查看其余记录。`,
  loadingPart: "正在读取记录…",
  totalShown: "本页各行合计",
  savedAt: (time: string) => `已于 ${time} 保存`,
  waiting: (count: number) => `等待网络：${count} 行保存在此浏览器中`,
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
      extend: "同时扩大选区",
      row: "整行",
      all: "全部",
    },
    type: {
      letters: "直接输入，替换原内容",
      edit: "修改原内容",
      list: "打开选项列表",
      end: "确认并下移或上移",
      fill: "确认并填入所有选中的单元格",
      cancel: "放弃修改",
    },
    change: {
      copy: "复制、剪切、粘贴，可与 Excel、WPS 互通",
      down: "将选区首行向下填充",
      clear: "清空单元格",
      insert: "在上方插入空行",
      delete: "删除行，需填写原因",
      undo: "撤销上一步，或重做",
    },
    help: {
      fault: "下一处或上一处需要处理的单元格",
      fixes: "本单元格的修正建议",
      width: "缩小或加大列宽",
      leave: "离开表格",
      keys: "打开本列表",
    },
  },
} satisfies MessagesOf<typeof en>;

export default sheet;
