import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./data-request-recipient.en.ts";

const recipient = {
  title: (organization) => `为${organization}提供数据`,
  pageTitle: "数据收集请求",
  hello: (name) => `${name}，您好：`,
  lead: (asker, organization) =>
    `${organization}的${asker}请您提供以下数据。该企业正在汇总全年的温室气体排放，需要了解能源、物料等的使用量、燃烧量和运输量。您只需填写用量，无需任何计算。`,
  leadNoAsker: (organization) =>
    `${organization}请您提供以下数据。该企业正在汇总全年的温室气体排放，需要了解能源、物料等的使用量、燃烧量和运输量。您只需填写用量，无需任何计算。`,
  messageFrom: (asker) => `${asker}留言`,
  until: (day) => `请在 ${day}前提交，在此之前均可修改。`,
  whoSees: (organization) =>
    `您提交的内容只提供给${organization}，并注明您的姓名。您看不到对方的其他数据，其他人也看不到您的数据。`,
  askedAgainTitle: "对方对您的数据有疑问",
  askedAgainText: "疑问显示在相应数值旁。请更正数值或在备注中说明，然后重新提交。",
  handedInTitle: "谢谢，您的数据已收到。",
  handedInText: "在数据被接受或链接到期之前，您仍可修改。修改后请重新提交。",
  changedSince: "提交后您又作了修改，请重新提交。",

  progress: (done, of) => `已填 ${done} / ${of}`,
  progressLabel: "填报进度",
  sourceTitle: (name, facility) => `${facility} · ${name}`,
  whatIs: "需要什么数据，在哪里查找",
  evidenceRequired: "每个数值均须附文件",
  pasteHint: "可从 Excel 复制一列，粘贴到第一个数值处。",
  month: "月份",
  quantity: "数量",
  unit: "单位",
  quantityOf: (month) => `${month}数量`,
  unitOf: (month) => `${month}单位`,
  answerOf: (month) => `${month}填报内容`,
  more: "更多",
  moreOf: (month) => `${month}更多选项：没有使用、无法提供、备注`,
  kindLabel: "这个月的情况",
  kind: {
    quantity: "有数据",
    no_activity: "没有使用（0）",
    not_available: "无法提供",
  },
  qualityLabel: "数据来源",
  quality: {
    measured: "计量表、账单或送货单",
    calculated: "根据其他数据计算",
    estimated: "估算",
  },
  note: "备注",
  noteReason: "为什么无法提供？谁可能有？",
  isZero: "没有使用（0）",
  isUnavailable: "无法提供",
  handedIn: "已提交",
  changed: "已修改，尚未提交",
  remark: (text) => `疑问：${text}`,
  takenOver: "该数值已被后续处理，不能在此修改。如有错误，请联系向您发送请求的人。",
  files: "证明材料",
  filesAbout: "例如账单的照片或 PDF。",
  fileMonth: "文件对应的月份",
  allMonths: "全部月份",
  removeFile: "移除",
  removeFileOf: (name) => `移除${name}`,

  save: "保存",
  saved: "已保存。您可以关闭页面，稍后用同一链接继续。",
  savedAt: (time) => `${time} 已保存`,
  saving: "正在保存…",
  notSaved: "尚未保存",
  offline: "网络已断开。您填写的内容已保留在本设备上，网络恢复后会自动保存。",
  offlineNoRoom: "网络已断开，且此浏览器无法保留内容。保存成功前请不要关闭页面。",
  ended: "此链接已失效，无法保存。您填写的内容保留在本设备上，请打开最新收到的链接。",
  restored: "上次关闭页面时有内容未保存，现已恢复。",
  review: "检查并提交",

  reviewTitle: "检查并提交",
  reviewAbout: (organization) => `以下内容将提交给${organization}。被接受之前，您均可修改。`,
  back: "返回修改",
  answer: "填报内容",
  state: "状态",
  stateNew: "新增",
  stateChanged: "已修改",
  stateSame: "已提交",
  stateOpen: "未填",
  openLeft: (count) => `还有 ${count} 个月未填。您可以先提交已有数据，之后用同一链接补填。`,
  submit: "提交",
  nothingNew: "没有新内容可提交。请返回并至少填写一个数值。",
  faultsTitle: "请先处理以下问题",
  faultAt: (source, month, text) => `${source}，${month}：${text}`,
  toCell: "前往修改",

  fault: {
    reason_missing: "请简要说明无法提供的原因。",
    evidence_missing: "该数值须附文件。请在下方上传，可对应本月或全部月份。",
    answer_emptied: "您已在此提交过数值。请更正，或选择“无法提供”以撤回。",
    taken_over: "该数值已被后续处理，不能再在此修改。",
    period_locked: "企业已锁定该月份，不能修改。请联系向您发送请求的人。",
    record_approved: "企业已批准该数值，不能撤回。请联系向您发送请求的人。",
    number_grammar: "请只填写数字和至多一个小数点，不加千位分隔符，例如 12345.6",
    unit_missing: "请选择单位。",
  },
  deadTitle: "此链接无效",
  deadText:
    "链接可能不完整、已到期，或者已有更新的链接。请打开最新收到的邮件。如仍无法打开，请向联系您的人索取新链接。",
  limitedTitle: "访问过于频繁",

  help: {
    electricity: {
      what: "用电量，单位为千瓦时（kWh），即电费单上的“度”。",
      where: "查看电费单上的“有功电量”或“合计电量”，不是金额。有多块电表时请相加。",
    },
    heat: {
      what: "供应的热力、蒸汽或冷量，单位多为吉焦（GJ）、兆瓦时（MWh）或吨蒸汽。",
      where: "查看供热单位的账单，或用热量表的月末读数减去月初读数。",
    },
    gas: {
      what: "燃烧的燃气，单位多为立方米（m³）。",
      where: "查看燃气费单上当月的“用气量”，不是金额。账单通常会注明立方米的种类。",
    },
    fuel: {
      what: "锅炉、窑炉或发电机燃烧的燃料，例如煤（吨）、柴油（升）。",
      where: "查看送货单和库存表：月初库存加本月购入，再减去月末库存。",
    },
    vehicle: {
      what: "车辆和机械消耗的燃料，单位多为升。",
      where: "查看加油卡对账单、加油发票或车辆行驶记录。",
    },
    refrigerant: {
      what: "因泄漏而补充的制冷剂或其他气体，单位为千克。",
      where: "查看空调或制冷设备维修单上的“充注量”。",
    },
    waste: {
      what: "运走的废弃物重量。",
      where: "查看处置单位的过磅单或发票。",
    },
    travel: {
      what: "出差的里程或住宿的间夜数。",
      where: "查看差旅平台的报表或报销明细。",
    },
    transport: {
      what: "货运量，单位为吨公里（t·km）：每票货物的吨数乘以公里数，再相加。",
      where: "查看运输台账中每票货物的重量和距离。",
    },
    goods: {
      what: "采购量：按单位填写重量、件数或金额。",
      where: "查看采购台账或送货单。",
    },
    other: {
      what: "请按输入框旁的单位填写数量。",
      where: "查看当月的账单、送货单或抄表记录。",
    },
  },
} satisfies MessagesOf<typeof en>;

export default recipient;
