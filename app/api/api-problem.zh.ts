import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type * as en from "./api-problem.en.ts";

type Facts = Record<string, string>;

const PLAN_NOUNS: Record<string, string> = {
  organizations: "家企业",
  seats: "个席位",
  records: "条活动数据记录",
  reports: "份当年签发的报告",
};

export const problem = {
  request_malformed: {
    title: "无法读取请求正文",
    detail: () => "正文必须是一个 UTF-8 编码的 JSON 值，嵌套不超过 20 层，同一对象内名称不得重复。未作任何更改。",
  },
  request_invalid: {
    title: "请求无效",
    detail: () => "有内容缺失、无法识别或格式有误，具体位置见 `errors`。未作任何更改。",
  },
  key_in_address: {
    title: "地址中含有密钥",
    detail: () =>
      "地址会留在日志和历史记录中，此密钥可能已被他人看到。请吊销此密钥，并在 Authorization 标头中发送密钥。",
  },
  key_missing: {
    title: "需要密钥",
    detail: () => "请发送 `Authorization: Bearer tt_live_…`。请在企业设置中创建密钥。",
  },
  key_mistyped: {
    title: "密钥无效",
    detail: () => "密钥的校验位不符，密钥被截断或输错。请重新完整复制。",
  },
  key_unknown: { title: "密钥不存在", detail: () => "没有对应的密钥，请在设置中创建新密钥。" },
  key_expired: { title: "密钥已过期", detail: () => "请在企业设置中创建新密钥。" },
  key_revoked: { title: "密钥已吊销", detail: () => "该密钥不能再使用，请在设置中创建新密钥。" },
  key_without_maker: {
    title: "密钥的创建人已离开",
    detail: () => "密钥的权限不超过其创建人，而创建人已不是成员。请由现有成员创建新密钥。",
  },
  plan_lapsed: {
    title: "套餐已到期",
    detail: (f: Facts) =>
      `工作区的套餐已${f.endedOn ? `于 ${f.endedOn} ` : ""}到期。仍可读取数据，未作任何更改，也未删除任何内容。所有者或管理员可在工作区的“套餐”页续订。`,
  },
  plan_limit: {
    title: "已达套餐上限",
    detail: (f: Facts) =>
      `套餐最多可有 ${f.limit} ${PLAN_NOUNS[f.kind ?? ""] ?? "项"}，现有 ${f.used}，再增加 ${f.more} 将超出上限。未作任何更改。所有者或管理员可在工作区的“套餐”页选择更大的套餐。`,
  },
  scope_missing: {
    title: "密钥缺少权限范围",
    detail: (f: Facts) => `此操作需要权限范围 ${f.scope}。权限范围不能追加，请创建新密钥。`,
  },
  role_missing: {
    title: "创建人的角色没有此权限",
    detail: (f: Facts) =>
      f.scope
        ? `权限范围 ${f.scope} 需要角色 ${f.needed}，而密钥创建人目前的角色是 ${f.role}。`
        : "密钥的创建人没有执行此操作的权限。",
  },
  not_found: { title: "未找到", detail: () => "标识有误、已被移除，或密钥无权访问其所属企业。" },
  method_not_allowed: { title: "不支持该方法", detail: (f: Facts) => `可用的方法：${f.methods}。` },
  not_acceptable: {
    title: "响应类型不符",
    detail: (f: Facts) => `响应类型为 ${f.type}。请在 Accept 中发送该类型，或省略 Accept。`,
  },
  conflict: {
    title: "目前无法执行",
    detail: (f: Facts) =>
      f.reason === "report_blocked"
        ? "报告暂不能签发，缺项见 `errors`。未作任何更改。"
        : f.reason === "already_issued"
          ? `该次核算此语言的报告已公布：${f.number}。`
          : f.reason === "report_issuing"
            ? "报告正在签发，请一秒后再试。"
            : f.reason === "period_locked"
              ? "该期间已批准并锁定。所有者或管理员可以解锁，解锁会被记录。"
              : f.reason === "record_approved"
                ? "该记录已批准。请先由审核人退回。"
                : f.reason === "run_over_memory"
                  ? `核算 ${f.records} 条记录约需 ${f.memoryMib} MiB 内存，上限为 ${f.limitMib} MiB，因此未启动核算。请按排放源每月发送一条记录，不要逐日发送。`
                  : f.reason === "run_too_large"
                    ? `共有 ${f.records} 条记录，而此请求最多读取 ${f.limit} 条。请启动核算，再读取其清单文档。`
                    : "其他数据依赖于此项，或其状态不符。未作任何更改。",
  },
  request_in_flight: {
    title: "前一个请求仍在执行",
    detail: () => "使用此幂等键的请求尚未结束，请一秒后再试。",
  },
  version_outdated: {
    title: "记录已被他人更改",
    detail: (f: Facts) => `最新版本是 ${f.version}。请重新读取，了解变化后在 If-Match 中发送该版本。未作任何更改。`,
  },
  content_too_large: {
    title: "正文过大",
    detail: () => "请减少单次发送的内容。批量更改最多 8 MiB、5,000 项，其他正文最多 64 KiB。",
  },
  media_type: {
    title: "正文类型不符",
    detail: () => "请发送未压缩的 UTF-8 编码 JSON，并带有 `Content-Type: application/json`。",
  },
  content_refused: { title: "内容不被接受", detail: () => "格式正确，但内容有误，具体见 `errors`。未作任何更改。" },
  idempotency_key_reused: {
    title: "幂等键已用于另一请求",
    detail: () => "每个新请求请使用新的幂等键。同一幂等键只能用于重发同一请求。",
  },
  version_required: {
    title: "缺少版本",
    detail: () => "请在 If-Match 中发送所读记录的 ETag，以免覆盖他人的更改。",
  },
  rate_limited: {
    title: "请求过多",
    detail: (f: Facts) => `请等待 ${f.seconds} 秒。剩余次数见 RateLimit 标头。`,
  },
  unknown: {
    title: "系统出现问题",
    detail: () => "未作任何更改。请重试。如再次发生，请将编号发给我们。",
  },
  unavailable: { title: "服务暂时不可用", detail: () => "数据没有丢失，请一分钟后重试。" },
  storage_full: { title: "存储空间已满", detail: () => "未作任何更改。请联系系统运营方释放磁盘空间后重试。" },
} satisfies MessagesOf<typeof en.problem>;

export const fault = {
  not_json: () => "这不是 JSON。",
  name_twice: (f: Facts) => `名称“${f.name}”在同一对象中出现两次。`,
  name_forbidden: (f: Facts) => `不允许使用名称“${f.name}”。`,
  text_broken: () => "文本中含有不完整的字符或空字符。",
  too_much: (f: Facts) => `正文在一处或合计含有超过 ${f.most} 个值，请分批发送。`,
  too_deep: (f: Facts) => `正文嵌套超过 ${f.levels} 层。`,
  parameter_unknown: (f: Facts) => (f.known ? `无法识别。可用参数：${f.known}。` : "无法识别。此处没有参数。"),
  parameter_twice: () => "在地址中出现两次。",
  field_unknown: (f: Facts) => `此处没有字段“${f.name}”。`,
  field_missing: () => "缺失。",
  type_wrong: (f: Facts) => `类型应为 ${f.expected}。小数以字符串表示。`,
  value_wrong: (f: Facts) => (f.known ? `应为以下之一：${f.known}。` : "不允许此值。"),
  format_wrong: (f: Facts) =>
    f.format === "guid"
      ? "应为小写的标识。"
      : f.format === "date"
        ? "应为日期，例如 2025-03-31。"
        : f.format === "regex"
          ? "格式不符。小数由数字和小数点组成，不含指数和分隔符。"
          : `格式应为 ${f.format}。`,
  too_large: (f: Facts) => `过长或过大，上限为 ${f.most}。`,
  too_small: (f: Facts) => `过短或过小，下限为 ${f.least}。`,
  text_forbidden: (f) => `含有不可见字符，或有字母带有四个以上附加符号${f.codePoint ? `：${f.codePoint}` : ""}。`,
  limit_wrong: () => "应为该列表允许范围内的整数。",
  cursor_unknown: () => "不是此列表的游标，或其位置已不存在。请从头读取列表。",
  version_wrong: () => '应为记录的 ETag，例如 "3"。',
  idempotency_key_wrong: () => "应为 1 至 255 个可见的 ASCII 字符，并加引号。",
  source_not_found: () => "该企业没有此排放源。",
  version_outdated: (f: Facts) => `最新版本是 ${f.version}，由 ${f.author} 更改。请重新读取记录。`,
} satisfies MessagesOf<typeof en.fault>;
