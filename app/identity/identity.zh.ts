import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./identity.en.ts";
import key from "./key/key.zh.ts";

const identity: MessagesOf<typeof en> = {
  key,
  title: "域名验证",
  about: "名称可以由任何人填写。请证明本工作区控制某个域名，报告的读者便能在名称旁看到该域名。",
  see: "域名验证",
  seeAbout: "读者可在名称旁看到本工作区已证明的域名；名称本身仍为自行填写。",
  readOnly: "所有者和管理员可以添加和检查域名。",
  add: "添加域名",
  domain: "域名",
  domainHint: "贵方自有的域名，例如 example.com。子域名须单独证明。",
  done: {
    added: "域名已添加。请创建下列任一记录，然后检查。",
    removed: "域名已移除，读者不再看到该域名。",
  },
  emptyTitle: "尚无域名",
  emptyReason: "请添加贵方网站或电子邮箱的域名。域名管理员需要创建一条记录。",
  state: {
    unchecked: "尚未检查",
    unproved: "未证明",
    proved: "已证明",
    failing: "最近一次检查未通过",
    lapsed: "已失效",
  },
  explain: {
    unchecked: "请创建下列两种记录之一，然后检查域名。",
    unproved: "最近一次检查未找到相符的记录。读者看不到该域名。",
    proved: (day) => `读者可以看到该域名。最近一次确认于${day}，此后每周检查一次。`,
    failing: (confirmed, failed) =>
      `最近一次确认于${confirmed}，${failed}的检查未通过。请恢复记录。若3天后仍缺少记录，证明将失效。`,
    lapsed: (confirmed, lapsed) =>
      `最近一次确认于${confirmed}。证明已于${lapsed}失效，读者可以看到这两个日期。请恢复记录，然后重新检查。`,
  },
  check: "立即检查",
  checkOf: (domain) => `立即检查 ${domain}`,
  checking: "正在检查。",
  checkFailed: "检查未能完成。请几分钟后重试。如仍失败，请联系运营方。",
  reload: "请刷新页面查看结果。",
  remove: "移除",
  howTitle: "以下两种记录任选其一即可证明域名",
  dnsTitle: "DNS 记录",
  dnsAbout: "请在管理该域名的服务商处创建。更改可能需要数小时才能生效。",
  type: "类型",
  name: "名称",
  value: "值",
  webTitle: "或网站上的文件",
  webAbout: (address) =>
    `请在 ${address} 发布 DID 文档。如已有该文档，请在其中加入 alsoKnownAs 的条目。该地址不得跳转。`,
  file: "文件",
  copy: "复制",
  copyOf: (what) => `复制${what}`,
  keep: "请保留该记录。缺少记录时，两次检查未通过后证明即失效。",
  historyTitle: "检查记录",
  historyNewest: (count) => `最近${count}次检查`,
  time: "时间",
  dns: "DNS 记录",
  web: "文件",
  dnsResult: {
    found: "已找到",
    none: "没有该记录。请核对名称。",
    other: "记录的值不符。请重新复制该值。",
    unreachable: "该域名的 DNS 服务器没有应答。请稍后重试。",
  },
  webResult: {
    found: "已找到",
    none: "没有该文件或网站。",
    other: "文件未指明本工作区。请重新复制条目。",
    unreachable: "网站未能通过 HTTPS 正常应答。请检查证书和状态码。",
    private: "该域名指向非公网地址。",
    redirected: "该地址发生跳转。请在该域名本身发布文件。",
    too_large: "文件大于64 KiB。",
    not_asked: "无需检查",
  },
  fault: {
    domain_missing: "请填写域名。",
    domain_invalid: "这不是域名。请填写例如 example.com 的域名。",
    domain_address: "这是 IP 地址。请填写例如 example.com 的域名。",
    domain_known: "该域名已在列表中。请在下方检查。",
    too_many_domains: "一个工作区最多10个域名。请先移除一个。",
    too_many_checks: "一小时内已检查30次。请一小时后再检查。",
  },
};

export default identity;
