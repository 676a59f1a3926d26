/** 验证包的说明文件；`page` 为离线验证页面的 SHA-256。 */
export function bundleReadme(facts: {
  number: string;
  publicUrl: string;
  madeAt: string;
  page: string | null;
}): string {
  const page = facts.page === null ? "" : `\n     制作本包时该页面的 SHA-256：${facts.page}`;
  return `温室气体报告 ${facts.number}：不依赖签发方即可验证的验证包

由 ${facts.publicUrl} 于 ${facts.madeAt} 生成

内容
  report.pdf          签发的报告，逐字节相同
  inventory.json      报告内的数据包：每项活动、因子和结果
  report.vc.json      签发方签名的记录（W3C 可验证凭证，eddsa-jcs-2022）
  report.tlog-proof   证明该记录在公开日志中（C2SP tlog-proof）
  keys.json           签发方的密钥（JWKS），含 DID 文档和日志的验证密钥
  status-1.json …     已撤回和已替代报告的签名列表，截至上述时间
  assurance-1.* …     已登记第三方声明时：该声明的签名记录及其日志证明
  verify.py           四十行 Python 写成的验证程序，可先阅读再运行
  SHA256SUMS          以上各文件的 SHA-256

三种验证方式，均不依赖签发方
  1. 断网后用浏览器验证：打开 verify-offline.html（从 ${facts.publicUrl}/verify-offline.html 保存，
     或取自您信任的人），将 ${facts.number}.bundle.zip 拖入页面，并按提示
     填写签发方密钥的名称。${page}
  2. 安装 Node.js 20.19 或更新版本，在 Truetonne 的源代码克隆中先执行 npm ci，再运行（PATH 为本验证包所在的文件夹）：
       node app/cli/truetonne.js verify PATH/${facts.number}.bundle.zip --offline --key 密钥名称
     密钥名称见 ${facts.publicUrl}/keys，以往的报告中也印有。不加 --offline 时，会查询当前状态和签发方公布的密钥。
  3. 仅用 Python 3.9 和 OpenSSL 3，解压后在该文件夹中运行：
       sha256sum --check SHA256SUMS    文件完整
       python3 verify.py               文件、签名、日志和状态
     用 openssl 和 sha256sum 逐步验证的方法，见程序的 docs/verify-by-hand.md。另有一个与程序没有任何共用代码的计算
     程序 docs/recompute.py，可重新计算合计：python3 recompute.py inventory.json。
     report.vc.json 中 hashes.sealedPdf 不为 null 时，PDF 带有 PAdES 电子签章：可用 pdfsig report.pdf 或能显示签名的
     PDF 阅读器检验。

信任从何而来
  制作本包的人同样可以伪造其中的密钥、本说明和脚本。因此，仅凭 keys.json 中的密钥不会判定为真实：如您知道
  ${facts.publicUrl}/keys 确是签发方的网址，请与该页的密钥名称比对，或与其他来源的副本比对，并从提供本包的人以外的
  来源获取验证页面和程序。本说明和 verify.py 没有签名。

如需整体验证，请勿解压后重新打包；本文件须保持发出时的样子。

这不能证明什么
  不能证明活动数据真实或完整。只有第三方的核查声明才对此作出说明。`;
}
