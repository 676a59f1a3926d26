export function bundleReadme(facts: {
  language: string;
  number: string;
  publicUrl: string;
  madeAt: string;
  page: string | null;
  checker: string | null;
}): string {
  const page = facts.page === null ? "" : `\n     生成验证包时该页面的 SHA-256：${facts.page}`;
  const checker = facts.checker === null ? "" : `\n     生成验证包时该文件的 SHA-256：${facts.checker}`;
  return `温室气体清单报告 ${facts.number}：无需签发方参与的验证包

由 ${facts.publicUrl} 于 ${facts.madeAt} 生成

内容
  report.pdf          签发的报告（语言：${facts.language}），逐字节相同
  inventory.json      报告内嵌的数据：全部活动数据、因子和结果
  report.vc.json      由签发方签名的记录（W3C 可验证凭证，eddsa-jcs-2022）
  report.tlog-proof   证明该记录在公开日志中（C2SP tlog-proof）
  issuer-key.tlog-proof  证明日志收录签发方的密钥（密钥载于记录中）
  keys.json           系统的密钥（JWKS），含 DID 文档和日志的验证密钥
  status-1.json …     已撤回和已被取代报告的签名列表，截至上述时间
  assurance-1.* …     如已登记第三方核查声明：其签名记录和日志证明
  verify.py           六十行 Python 写成的验证程序，可先阅读再运行
  SHA256SUMS          以上各文件的 SHA-256

三种验证方式，均无需签发方参与
  1. 用浏览器离线验证：打开 verify-offline.html（从 ${facts.publicUrl}/verify-offline.html 保存，
     或取自您信任的人），将 ${facts.number}-${facts.language}.bundle.zip 拖入页面，并按提示
     输入日志的密钥名称。${page}
  2. 安装 Node.js 20 或更新版本，并取得验证程序（一个文件，从 ${facts.publicUrl}/verify/truetonne-verify.mjs 下载，
     或取自您信任的人），在本验证包所在的文件夹中运行：
       node truetonne-verify.mjs ${facts.number}-${facts.language}.bundle.zip --offline --key 密钥名称
     日志的密钥名称见 ${facts.publicUrl}/keys；也可用以往报告中印出的签发方密钥名称。不加 --offline 时，会查询当前状态和
     公布的密钥。${checker}
     每个验证程序的 SHA-256 都记入公开日志：${facts.publicUrl}/verify/checker
  3. 仅用 Python 3.9 和 OpenSSL 3，解压后在该文件夹中运行：
       sha256sum --check SHA256SUMS    文件完整
       python3 verify.py               文件、签名、日志和状态
     逐步验证的方法（也适用于 Windows）见 ${facts.publicUrl}/verify/verify-by-hand.md。如需用独立代码重新计算合计，
     请下载 ${facts.publicUrl}/verify/recompute.py 并运行 python3 recompute.py inventory.json。
     report.vc.json 中 hashes.editions.sealedPdf 不为 null 时，PDF 带有 PAdES 电子签章：可用 pdfsig report.pdf
     或能显示签名的 PDF 阅读器验证。

可信依据
  伪造验证包的人也可以伪造其中的密钥、本说明和脚本，因此仅凭 keys.json 中的密钥不能证明真实性。如您确知
  ${facts.publicUrl}/keys 是签发方使用的网址，请与该页的密钥名称比对，或与其他来源的副本比对。验证页面和验证程序请从
  其他来源获取。本说明和 verify.py 没有签名。

如需验证整个文件包，请保持收到时的原样，不要解压后重新打包。

验证不能证明什么
  验证不能证明活动数据真实或完整，只有第三方核查声明才能对此作出结论。`;
}
