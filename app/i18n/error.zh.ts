import type en from "./error.en.ts";
import type { MessagesOf } from "./messages-of.ts";

const error = {
  unauthenticated: { title: "请先登录", text: "此页面仅限成员访问，登录后将返回此处。" },
  forbidden: {
    title: "您没有执行此操作的权限",
    text: "未作任何更改。请联系所有者或管理员授予所需角色。",
  },
  confirm_identity: {
    title: "请验证身份",
    text: "您登录已有一段时间。更改收款、访问权限或规则前，请再次输入密码。已填写的内容会保留。",
  },
  not_found: {
    title: "页面不存在",
    text: "地址可能有误，页面可能已被移除，或您不是所属企业的成员。未作任何更改。",
  },
  invalid: { title: "无法读取此请求", text: "请求格式有误或内容过大。未作任何更改，请返回重试。" },
  intent_unknown: {
    title: "此页面不支持该操作",
    text: "表单提交的操作在此页面不存在。未作任何更改，请返回并刷新页面后重试。",
  },
  form_too_large: {
    title: "内容过长",
    text: "表单或其中某个字段超出大小限制。未作任何更改，请返回缩短内容或分次提交。",
  },
  form_marks: {
    title: "某个字段含有无法识别的字符",
    text: "有一个字母带有 30 个以上的附加符号（如重音符号）。未作任何更改，请返回删除这些符号后重新输入。",
  },
  visitor_changes: {
    title: "示例企业仅供查看",
    text: "未作任何更改。请注册账户，填报您自己的数据。",
  },
  consent_missing: {
    title: "尚未同意运营者的文本",
    text: "未作任何更改。请先阅读并同意运营者的文本。查看和导出数据不受影响。",
  },
  visitor_reads: {
    title: "示例企业的这一页需要注册后使用",
    text: "示例的大多数页面无需注册即可查看。注册账户后，可用您自己的数据使用本页。",
  },
  conflict: {
    title: "目前无法执行此操作",
    text: "其他数据依赖于此项，或您打开后它已被修改。未作任何更改，请返回并刷新页面。",
  },
  run_over_memory: {
    title: "此次核算所需内存过大",
    text: "未作任何更改。所需内存见清单页面。请按排放源每月填报一条记录，不要逐日填报。",
  },
  run_too_large: {
    title: "记录过多，无法对比",
    text: "记录超过 50,000 条的核算不能与当前数据对比。未作任何更改，请重新核算，再对比两次核算结果。",
  },
  payment_required: { title: "订单尚未付款", text: "对应订单付款后即可进行此步骤。" },
  rate_limited: { title: "尝试次数过多", text: "未作任何更改，请几分钟后再试。" },
  unavailable: { title: "服务暂时不可用", text: "部分服务无法连接，数据没有丢失。请一分钟后重试。" },
  too_slow: {
    title: "处理超时",
    text: "请求已停止，未作任何更改。请一分钟后重试，或选择更短的期间、单个设施。",
  },
  share_in_use: {
    title: "工作区繁忙",
    text: "此工作区正在处理的请求过多。未作任何更改，请几秒后重试。",
  },
  photo_metadata: {
    title: "此照片无法共享",
    text: "照片中的拍摄地点和时间无法清除，因此只能在所属企业内查看。请对方另存为 JPEG 或 PNG 后重新上传。",
  },
  storage_full: { title: "存储空间已满", text: "未作任何更改。请联系系统运营方释放磁盘空间后重试。" },
  method_not_allowed: { title: "此地址不支持该请求方式", text: "未作任何更改。" },
  unknown: {
    title: "系统出现问题",
    text: "您上次保存的内容不受影响。请重试；如问题再次出现，请将下方编号发给我们。",
  },
  reference: { title: "编号：", text: "" },
  home: { title: "返回首页", text: "" },
} satisfies MessagesOf<typeof en>;

export default error;
