import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-answers.en.ts";

const answers = {
  label: "三个问题",
  file: {
    question: "文件是否真实？",
    not_compared: { title: "尚未比对", text: "仅凭编号不能证明文件真实。请拖入您的文件进行比对。" },
    checking: { title: "正在检查", text: "结果将显示在此浏览器中。" },
    issued: { title: "是，与签发的文件一致", text: "逐字节与签发的文件相同，签名有效。" },
    differs: { title: "否，不是签发的文件", text: "下方列出两份文件的差异。" },
    proofs_fail: { title: "否，证明无效", text: "请勿采信本报告。下方检查项列明无效的证明。" },
    unknown: { title: "无法确定", text: "有检查项未能完成，请稍后重试。" },
  },
  status: {
    question: "是否为现行版本？",
    current: "是，现行版本",
    currentText: (time) => `截至${time}未被取代，也未撤回。`,
    superseded: "否，已被取代",
    withdrawn: "否，已撤回",
    expired: "否，已到期",
    unknown: "无法确定",
    unknownText: "无法读取已签名的状态列表。",
    newest: "最新版本：",
  },
  assurance: {
    question: "是否经独立机构核查？",
    confirmed: {
      domain: (verifier, domain, day) => `由控制域名 ${domain} 的账户登记（${day}检查）。请确认该域名属于${verifier}。`,
      registration: (verifier, number, day) => `由${verifier}登记。运营方于${day}核对了其登记号 ${number}。`,
    },
    details: "查看声明",
  },
  proof: (passed: string, waiting: string, all: string) =>
    `${all} 项检查已通过 ${passed} 项${waiting === "0" ? "" : `，${waiting} 项未进行`}。查看明细、密钥与记录`,
} satisfies MessagesOf<typeof en>;

export default answers;
