import type en from "./watch.en.ts";
import section from "./watch-section.zh.ts";

const watch: typeof en = {
  section,
  page: {
    title: (number) => `关注报告 ${number}`,
    follow: "报告被取代后，您将继续关注新版本。",
    over: "此报告已不是有效版本，无法关注。请打开报告查看其状态和当前报告的链接。",
    report: "打开报告",
    sentTitle: "请查收邮件",
    sentLead: "如该地址尚未关注此报告，将收到一封附有链接的邮件。请在 48 小时内打开链接并确认。",
  },
  link: {
    title: "关注报告",
    confirmTitle: (number) => `是否关注报告 ${number}？`,
    confirm: "确认",
    refuse: "不关注并删除地址",
    watchingTitle: (number) => `您正在关注报告 ${number}`,
    stop: "取消关注并删除地址",
    stoppedTitle: (number) => `您已取消关注报告 ${number}`,
    stoppedLead: "您的地址已删除，不会再收到有关此报告的邮件。",
    endedTitle: (number) => `报告 ${number} 已不是有效版本`,
    endedLead: "此报告无须再关注，您的地址已删除。报告页面上有当前报告的链接。",
    deadTitle: "此链接已失效",
    deadLead: "未在 48 小时内确认，或关注已结束。我们未保存相关地址。您可以在报告的验证页面上重新关注。",
    find: "验证报告",
  },
  feed: {
    title: (number) => `报告 ${number} 的状态`,
    issue: "已签发",
    issued: (version, period) => `第 ${version} 版，${period}。`,
    totals: (location, market) => `排放总量（基于位置）：${location} tCO₂e。排放总量（基于市场）：${market} tCO₂e。`,
    supersede: "已被取代",
    superseded: (number) => `已被 ${number} 取代。`,
    location: (change) => `排放总量变化（基于位置）：${change} tCO₂e。`,
    market: (change) => `排放总量变化（基于市场）：${change} tCO₂e。`,
    withdraw: "已由签发方撤回",
    withdrawn: (reason) => (reason ? `签发方说明的原因：${reason}` : "未说明原因。"),
    expire: "已到期",
    expired: (day) => `有效期至${day}。`,
    assurance: "已记录第三方核查声明",
    assured: "报告页面显示声明的出具方及已得到证明的内容。",
    stated: {
      reported: "第三方核查声明由企业登记",
      unproved: "第三方核查声明由身份未经核实的账号登记",
      recorded: "第三方核查声明由核查机构登记",
      confirming: "第三方核查声明经核查机构确认",
    },
    assurance_withdrawn: "第三方核查声明已撤回",
    assurance_disowned: "所列核查机构否认第三方核查声明",
  },
  mail: {
    confirm: {
      subject: (number) => `请确认关注报告 ${number}`,
      body: (number) =>
        `您或他人申请在温室气体清单报告 ${number} 被取代、撤回或到期时向您发送邮件。如需确认，请打开以下链接：`,
      otherwise: "如非本人操作，请忽略此邮件。该地址将在 48 小时后删除。",
    },
    superseded: {
      subject: (number) => `报告 ${number} 已被取代`,
      body: (number, organization, successor) => `${organization}的温室气体清单报告 ${number} 已被 ${successor} 取代。`,
      location: (before, after, change) =>
        `排放总量（基于位置）：原为 ${before} tCO₂e，现为 ${after} tCO₂e，变化 ${change}`,
      market: (before, after, change) =>
        `排放总量（基于市场）：原为 ${before} tCO₂e，现为 ${after} tCO₂e，变化 ${change}`,
      next: "您将继续关注新版本。请打开以下链接查看：",
      stop: "如需取消关注并删除您的地址，请打开以下链接：",
    },
    withdrawn: {
      subject: (number) => `报告 ${number} 已被撤回`,
      body: (number, organization) =>
        `${organization}的温室气体清单报告 ${number} 已由签发方撤回。请勿使用其中的数据。`,
      reason: (reason) => `签发方说明的原因：${reason}`,
      later: (number) => `最新公开版本为 ${number}。`,
      noLater: "没有更新的公开版本。请向签发方索取当前报告。",
    },
    expired: {
      subject: (number) => `报告 ${number} 已到期`,
      body: (number, organization, day) =>
        `${organization}的温室气体清单报告 ${number} 有效期至${day}，未被取代。请向签发方索取当前报告。`,
    },
    open: "打开报告：",
    over: "关注已结束，您的地址已删除。",
  },
};

export default watch;
