import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./issuer-proof.en.ts";

const issuerProof: MessagesOf<typeof en> = {
  label: "签发方的证明",
  none: "无。签发方名称未经核实。",
  nameIsClaim: "名称本身仍为自行填写。",
  dns: (domain, day) => `控制域名 ${domain}（DNS 记录，检查日期${day}）`,
  web: (domain, day) => `控制域名 ${domain}（网站文件，检查日期${day}）`,
  failing: (domain, confirmed, failed) => `${confirmed}控制域名 ${domain}。${failed}的检查未通过。`,
  lapsed: (domain, confirmed, ended) => `${confirmed}控制域名 ${domain}。证明已于${ended}失效。`,
  registration: (host, day) => `登记信息由 ${host} 的运营方于${day}核实`,
  registeredAs: (name, number, register) => `${name}，${number}，${register}`,
  column: "签发方的证明",
  separator: "；",
  notChecked: "未经核实",
  review: {
    label: "名称审核",
    released: (name, day, host) => `名称${name}与其他名称相近，由 ${host} 的运营方于${day}放行。`,
    note: "审核不能证明名称属实。",
  },
  seal: {
    label: "您文件中的电子签章",
    names: (organization, authority) => `证书持有方为${organization}，由${authority}签发`,
    isIssuer: "与签发方名称相同。",
    isOther: "与签发方名称不同。签章证明文件由谁加盖，不证明由谁签发。",
    trust: "未核实该证书机构是否可信。PDF 阅读器会与其信任列表比对。",
  },
  verifier: {
    domain: (domain, name) => `域名 ${domain} 的持有方（自称${name}，名称未经核实）`,
    none: (name) => `${name}（名称未经核实）`,
  },
};

export default issuerProof;
