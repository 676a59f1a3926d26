import type en from "./error.en.ts";
import type { MessagesOf } from "./messages-of.ts";

const error = {
  unauthenticated: { title: "请先登录", text: "此页面仅供成员使用。登录后将回到这里。" },
  forbidden: {
    title: "您的角色无权执行此操作",
    text: "未作任何更改。组织的所有者或管理员可为您授予所需角色。",
  },
  confirm_identity: {
    title: "请确认是您本人",
    text: "距您上次登录已有一段时间。更改收款、访问权限和规则前，请再次输入密码。您填写的内容已保留。",
  },
  not_found: { title: "此地址没有内容", text: "地址可能有误、已被移除，或属于您未加入的组织。未作任何更改。" },
  invalid: { title: "无法读取此请求", text: "请求格式有误或过大。未作任何更改，请返回重试。" },
  intent_unknown: {
    title: "此页面没有该操作",
    text: "表单提交了此页面不支持的操作，未作任何更改。请返回并刷新页面后重试。",
  },
  form_too_large: {
    title: "内容过大",
    text: "表单或其中某个字段超出可接受的大小。未作任何更改。请返回缩短内容或分次提交后重试。",
  },
  form_marks: {
    title: "某个字段含有无法识别的附加符号",
    text: "某个字母带有 30 个以上的附加符号（如重音符号）。未作任何更改。请返回重新输入该文本后重试。",
  },
  conflict: { title: "目前无法执行", text: "有其他数据依赖于它，或打开后已被更改。未作任何更改，请返回并刷新页面。" },
  run_over_memory: {
    title: "此次计算超过可用内存",
    text: "未作任何更改。所需内存见清单页面；请以每个排放源每月一条记录代替每日读数。",
  },
  run_too_large: {
    title: "记录过多，无法执行此操作",
    text: "与当前数据的对比最多适用于 50,000 条记录。未作任何更改。请重新计算，再对比两次计算。",
  },
  payment_required: { title: "尚待付款", text: "对应订单付款后，此步骤即可进行。" },
  rate_limited: { title: "尝试次数过多", text: "请等待几分钟后再试。未作任何更改。" },
  unavailable: { title: "暂时不可用", text: "部分服务无法连接。数据没有丢失，请一分钟后重试。" },
  too_slow: {
    title: "处理时间过长",
    text: "数据库未能及时完成，请求已停止。未作任何更改。请一分钟后重试，或选择较短的期间、单个设施。",
  },
  share_in_use: {
    title: "此工作区正忙",
    text: "此工作区正在处理的请求过多。未作任何更改，请稍候几秒后重试。",
  },
  photo_metadata: {
    title: "此照片无法共享",
    text: "无法从中清除拍摄地点与时间等信息，因此仅保留在所属组织内。请让对方另存为 JPEG 或 PNG 后重新上传。",
  },
  storage_full: { title: "系统磁盘空间已满", text: "未作任何更改。请联系系统管理员释放空间后重试。" },
  method_not_allowed: { title: "此地址不接受该请求", text: "未作任何更改。" },
  unknown: {
    title: "我们的系统出现了问题",
    text: "您上次保存的内容是安全的。请重试；如再次发生，请将下方编号发给我们。",
  },
  reference: { title: "编号：", text: "" },
  home: { title: "返回首页", text: "" },
} satisfies MessagesOf<typeof en>;

export default error;
