import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-trust.en.ts";

const trust: MessagesOf<typeof en> = {
  many: "批量查询多个编号",
  continuity: {
    first: "本浏览器第一次看到该日志；今后会与之比较。",
    same: (seen) => `这就是本浏览器先前看到的检查点（${seen} 条记录）。`,
    grown: (seen, now) => `与本浏览器先前看到的检查点（${seen} 条记录）一致：日志现有 ${now} 条，只增不改。`,
    older: (seen, now) => `这是较早的状态（${now} 条记录），早于本浏览器看到的 ${seen} 条；两者属于同一日志。`,
    how: "可用 truetonne log monitor 重复：它把检查点存入文件，每次运行时比较。",
  },
  conflict: {
    title: "日志与本浏览器先前看到的内容矛盾",
    text: {
      forked: "两个检查点都由日志签名，却不可能属于同一历史：有记录被更改或删除，或向不同的人展示了不同的日志。",
      shrunk: "日志已不再包含它曾签名的记录：有内容被删除。",
      key_gone: "先前所见检查点的签名密钥已不属于该日志。",
    },
    todo: "该日志所证明的一切均不可信赖。请保存本页：两个签名合在一起即为证据。请通知签发方，并与他人比对。",
    before: (time) => `${time} 所见`,
    after: (time) => `${time} 所示`,
    forget: "清除已保存的检查点",
  },
  kept: {
    text: (size, time) => `本浏览器保存了 ${time} 看到的检查点（${size} 条记录），并将与下一个比较。`,
    forget: "清除",
  },
  totals: {
    compute: (size) => `在本浏览器中重新计算全部总量（将下载签发的 PDF，${size}）`,
    waiting: "按需计算：本浏览器会下载签发的 PDF，用其中的数据重新计算全部总量。",
  },
  qr: {
    choose: "拍摄或选择二维码图片",
    noReader: "本浏览器无法从图片中读取二维码。请输入二维码旁印的编号。",
    none: (name) => `在 ${name} 中没有找到本站的二维码。请输入二维码旁印的编号。`,
    elsewhere: (host) => `该二维码指向 ${host}，不是本站。请勿打开，请在此输入编号。`,
  },
  authority: {
    title: "谁对此负责",
    issuer: "签发方",
    did: "签名身份",
    seal: "PDF 电子签章",
    sealYes: "有；拖入文件即可看到证书持有人",
    sealNo: "签发时未加盖",
    operator: "本页面运营方",
    operatorText: (host) => `${host}。它保存登记信息和日志，没有编制该报告，也不对其发表意见。`,
    verifier: "核查机构",
    accreditation: "认可机构",
    external: (host) => `${host}（将离开本站）`,
    none: "组织以外没有人发表过意见。",
    register: "请在认可机构自己的登记册中查询核查机构，而不是在这里。",
  },
  history: {
    expired: "有效期结束",
    expiredDetail: "按报告自身规定；未被替代，也未撤回",
    assurance: "已记录第三方声明",
    assurance_withdrawn: "第三方声明已撤回",
  },
  expiry: {
    label: "有效期至",
    ended: (day) => `${day}（已过期）`,
  },
};

export default trust;
