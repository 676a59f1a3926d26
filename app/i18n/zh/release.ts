import type en from "../en/release.ts";
import type { MessagesOf } from "../messages-of.ts";

const release = {
  title: "签发申请",
  about: "在本工作区，报告由一人提交签发申请，再由另一名有签发权限的人确认。确认之前不会发出任何内容。",
  notNeeded: "本工作区的报告由一人签发即可。工作区管理人员可要求第二人确认。",
  emptyTitle: "尚无签发申请",
  emptyReason: "请在“报告”页面提交签发申请。",
  propose: "提交签发申请",
  waiting: (n: number) => `${n} 项签发申请等待第二人确认`,
  see: "查看签发申请",
  state: { open: "待确认", confirmed: "已确认", declined: "已退回", taken_back: "已撤回" },
  proposedBy: (name: string, day: string) => `${name} 于 ${day} 提交`,
  validUntil: (day: string) => `有效期至 ${day}`,
  endedBy: {
    confirmed: (name: string, day: string) => `${name} 于 ${day} 确认并签发`,
    declined: (name: string, day: string) => `${name} 于 ${day} 退回`,
    taken_back: (name: string, day: string) => `${name} 于 ${day} 撤回`,
  },
  waitsForAnother: "由您提交，须由他人确认。",
  note: "备注",
  noteHint: "退回时必填。",
  confirm: "确认并签发",
  decline: "退回",
  takeBack: "撤回",
  done: { proposed: "签发申请已提交，等待另一名有签发权限的人确认。", decline: "已退回。", "take-back": "已撤回。" },
  problem: {
    release_open: "该语言的报告已有待确认的签发申请。",
    release_ended: "该申请已结束。",
    own_release: "由您提交，须由他人确认。",
    not_own_release: "仅提交人可撤回。",
    note_missing: "请在备注中说明退回原因。",
    note_long: "备注请使用纯文本，不超过 1000 个字符。",
    form: "无法读取表单，请刷新页面后重试。",
  },
  settings: {
    title: "工作区设置",
    about: "适用于本工作区的所有组织。",
    brand: "报告的名称与颜色",
    brandAbout:
      "本工作区人员签发报告时使用的签发方名称，与组织名称、核查机构名称分别列示。已签发的报告保持不变；组织可另行设定外观。",
    nameEn: "签发方（英文）",
    nameZh: "签发方（中文）",
    nameHint: "如由各组织自行签发，请将两项留空。",
    accent: "颜色",
    accentHint: "# 后六位，须在白底上清晰可读，例如 #14532D。",
    save: "保存",
    rule: "第二人确认",
    ruleAbout: "每份报告签发前是否须由另一名有签发权限的人确认。",
    one: "一人签发",
    two: "一人提交，他人确认",
    saved: "已保存。",
    error: {
      not_a_color: "请输入颜色，例如 #14532D。",
      contrast: "该颜色在白底上难以辨认，请选择更深的颜色。",
      name_in_both: "请同时填写两种语言的名称，或均留空。",
      tooLong: "不超过 200 个字符。",
    },
  },
} satisfies MessagesOf<typeof en>;

export default release;
