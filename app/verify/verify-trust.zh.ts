import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-trust.en.ts";

const trust: MessagesOf<typeof en> = {
  many: "批量查询报告编号",
  verifiers: "核查机构名录",
  continuity: {
    first: "本浏览器首次看到该日志，下次将与本次的检查点比较。",
    same: (seen) => `这就是本浏览器此前看到的检查点（${seen} 条记录）。`,
    grown: (seen, now) => `本浏览器此前看到的检查点有 ${seen} 条记录。日志现有 ${now} 条，此前的记录均未改动。`,
    older: (seen, now) => `这是较早的检查点（${now} 条记录）。本浏览器已看到过 ${seen} 条记录，两者属于同一日志。`,
    how: "可用 node truetonne-verify.mjs log monitor 重复此项：它将检查点存入文件，每次运行时进行比较。",
  },
  conflict: {
    title: "日志与本浏览器此前看到的内容矛盾",
    text: {
      forked: "日志签名的两个检查点不可能属于同一历史：要么有记录被更改或删除，要么向不同的人展示了不同的日志。",
      shrunk: "日志中缺少它曾经签名的记录，有内容被删除。",
      key_gone: "此前所见内容的签名密钥已不属于该日志。",
    },
    todo: "该日志证明的任何内容均不可采信。请保存本页，两个签名合在一起即为证据。请通知签发方，并与他人比对。",
    before: (time) => `${time} 看到的检查点`,
    after: (time) => `${time} 显示的检查点`,
    forget: "删除已保存的检查点",
  },
  kept: {
    text: (size, time) => `本浏览器保存了 ${time} 看到的检查点（${size} 条记录），将与下一个检查点比较。`,
    forget: "删除",
  },
  totals: {
    compute: (size) => `在此浏览器中重新计算全部合计（将下载签发的 PDF，${size}）`,
    waiting: "如您需要，此浏览器会下载签发的 PDF，用其中的数据重新计算全部合计。",
  },
  qr: {
    choose: "拍摄或选择二维码图片",
    none: (name) => `${name} 中没有本站的二维码。请输入二维码旁印的编号。`,
    elsewhere: (host) => `该二维码指向 ${host}，不是本站。请勿打开，请在此输入编号。`,
  },
  authority: {
    title: "各方责任",
    issuer: "签发方",
    did: "签名身份",
    key: "签名密钥",
    keyOf: (name, day, host, entry) => `${name}的密钥，由 ${host} 于${day}计入日志（第 ${entry} 条）。`,
    keyHeld: (host) =>
      `该密钥由 ${host} 代签发方保管，可将该签发方与 ${host} 上的其他签发方区分开，但不能防范 ${host} 自身。`,
    seal: "PDF 电子签章",
    sealYes: "有，拖入文件可查看证书持有人",
    sealNo: "签发时未加盖",
    operator: "本页面运营方",
    operatorText: (host) => `${host}。运营方保存登记信息和日志，没有编制该报告，也不对其发表意见。`,
    verifier: "核查机构",
    accreditation: "认可机构",
    external: (host) => `${host}（外部网站）`,
    none: "该企业以外没有任何一方发表过意见。",
    register: "请在认可机构自己的名录中查询核查机构，而不是在这里。",
  },
  history: {
    expired: "已到期",
    expiredDetail: "按签发时的规定到期，未被取代，也未撤回",
    assurance: "已登记第三方声明",
    stated: {
      reported: "第三方声明由企业登记",
      unproved: "第三方声明由身份未经核实的账号登记",
      recorded: "第三方声明由核查机构登记",
      confirming: "第三方声明经核查机构确认",
    },
    assurance_withdrawn: "第三方声明已撤回",
    assurance_disowned: "所列核查机构否认第三方声明",
  },
  expiry: {
    label: "有效期至",
    ended: (day) => `${day}（已到期）`,
  },
};

export default trust;
