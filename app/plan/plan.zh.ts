import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./plan.en.ts";

const plan: MessagesOf<typeof en> = {
  title: "套餐",
  about: "本工作区的额度、用量和有效期。",
  name: { trial: "免费试用", company: "企业版", consultancy: "咨询机构版" },
  kind: {
    organizations: "企业",
    seats: "席位",
    records: "活动数据记录",
    reports: "本年签发的报告",
  },
  kindNote: {
    organizations: "核算排放的企业。",
    seats: "工作区成员。未接受的邀请也占用席位。",
    records: "所有企业、所有年度的现有记录，已删除的不计。",
    reports: "自1月1日（UTC）起签发的报告，不分语言，草稿不计。",
  },
  noun: {
    organizations: (count: string) => `${count} 家企业`,
    seats: (count: string) => `${count} 个席位`,
    records: (count: string) => `${count} 条活动数据记录`,
    reports: (count: string) => `每年 ${count} 份报告`,
  },
  unlimited: "不限",
  open: "本系统不出售套餐，没有额度限制，也不会到期。",
  openOperator: "本工作区出售本系统的套餐，自身不受限制。",
  standing: {
    title: "当前套餐",
    plan: "套餐",
    state: "状态",
    until: "有效期至",
    untilValue: (day: string, days: number) => (days === 0 ? day : `${day}，剩余 ${days} 天`),
    graceUntil: "宽限期至",
    source: "来源",
    states: { running: "使用中", grace: "已到期，宽限期内", lapsed: "已到期，只读" },
    sources: { trial: "免费试用", order: "银行转账", subscription: "订阅", operator: "由运营方授予" },
    none: "暂无",
  },
  usage: {
    title: "用量",
    of: (used: string, limit: string) => `${used} / ${limit}`,
    noLimit: (used: string) => `${used}，不限`,
    left: (left: string) => `剩余 ${left}`,
    full: "已满",
    over: (over: string) => `超出上限 ${over}。不会删除任何内容，但不能再新增`,
  },
  offers: {
    title: "各档套餐",
    caption: "各档套餐的额度",
    current: "当前",
    head: "额度",
    everything: "各档套餐均含全部功能：所有方法与因子、可验证的签发报告、证明材料、审核、API 和双语。",
  },
  end: {
    title: "套餐到期之后",
    rules: [
      "七天内可照常使用。",
      "之后可以查看、导出和下载数据，但不能更改。",
      "不会删除任何内容。任何人都可永久验证已签发的报告。",
      "仍可移除访问权限、撤回报告和清除文件。",
      "续订后立即恢复全部功能。",
    ],
  },
  holders: {
    title: "各工作区的套餐",
    about: "本系统中各工作区的套餐、用量和有效期。",
    empty: "暂无其他工作区",
    emptyReason: "其他工作区及其套餐显示在这里。设定价格后，其他工作区即可订购。",
    tenant: "工作区",
    choose: "请选择工作区",
    over: "超出上限",
    limitOf: (kind: string) => `${kind}：上限`,
    grantTitle: "授予或延长套餐",
    grantAbout: "例如在银行转账到账后，或作为优惠。同一套餐自到期日起延长，不同套餐立即开始。授予后不能撤销。",
    days: "天数",
    reasonHint: "双方工作区均可看到，例如发票编号。",
    grant: "授予套餐",
    give: "授予",
    done: "套餐已授予。",
    fault: {
      tenant: "请选择要授予套餐的工作区。",
      plan: "请选择套餐。",
      days: "请填写 1 至 3660 之间的整数天数。",
      reason: "请填写原因，不超过 1,000 个字符。",
    },
  },
  history: {
    title: "授予记录",
    empty: "暂无授予记录。",
    from: "自",
    until: "至",
    reason: "说明",
  },
  notice: {
    ends: (plan: string, day: string, days: number) =>
      days <= 1 ? `${plan}将于今明两日内到期（${day}）。` : `${plan}将于 ${days} 天后（${day}）到期。`,
    renews: (plan: string, day: string) => `${plan}有效期至${day}。除非已终止续订，届时订阅将自动续订。`,
    grace: (plan: string, days: number) => `${plan}已到期。您还可照常使用 ${days} 天，之后工作区转为只读。`,
    lapsed: "套餐已到期。您可以查看和导出本工作区的数据，但不能更改。",
    kept: "不会删除任何内容，已签发的报告仍可验证。",
    toPlan: "套餐与续订",
  },
  refusal: {
    lapsed: {
      title: "套餐已到期，未作任何更改",
      text: (day: string | null) =>
        `${day ? `本工作区的套餐已于${day}到期，宽限期也已结束。` : "本工作区没有套餐。"}您仍可查看、导出和下载数据。不会删除任何内容，已签发的报告仍可验证。所有者或管理员续订后，即可继续此操作。`,
    },
    limit: {
      title: "已达套餐上限",
      text: (most: string, used: string, more: string) =>
        `套餐包含 ${most}，已用 ${used}，此操作将再增加 ${more}。未作任何更改。所有者或管理员可以选择更大的套餐，您也可以先腾出额度。`,
    },
    host: {
      title: "暂时无法接受",
      text: "对方的工作区目前不能接受更改，其已有内容不会丢失。请告知向您发送链接的人。对方处理后，同一链接即可继续使用。",
    },
    toPlan: "查看套餐",
    typedTitle: "您输入的内容",
    typedAbout: "您输入的内容尚未保存。请复制需要的内容，或返回上一页，表单中可能仍有保留。",
  },
};

export default plan;
