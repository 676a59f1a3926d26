/** 验证包的说明文件。 */
export function bundleReadme(facts: { number: string; publicUrl: string; madeAt: string }): string {
  return `温室气体报告 ${facts.number}：不依赖签发方即可验证的验证包

由 ${facts.publicUrl} 于 ${facts.madeAt} 生成

内容
  report.pdf          签发的报告，逐字节相同
  inventory.json      报告内的数据包：每项活动、因子和结果
  report.vc.json      签发方签名的记录（W3C 可验证凭证，eddsa-jcs-2022）
  report.tlog-proof   证明该记录在公开日志中（C2SP tlog-proof）
  keys.json           签发方的密钥（JWKS），含 DID 文档和日志的验证密钥
  status-1.json …     已撤回和已替代报告的签名列表，截至上述时间

如何验证
  1. 安装 Node.js 20.19 或更新版本，在本文件所在的文件夹中运行：
       npx truetonne verify ${facts.number}.bundle.zip --offline
     不加 --offline 时，会查询当前状态和签发方公布的密钥。
  2. 手工验证：
       sha256sum report.pdf            须与 report.vc.json 中的 hashes.unsignedPdf 或 hashes.sealedPdf 相同
       sha256sum inventory.json        须与 hashes.inventory 相同
       npx truetonne calculate inventory.json    须得出报告中的合计
     签名和日志证明可用任何支持上述格式的工具检验。
     hashes.sealedPdf 不为 null 时，PDF 带有 PAdES 电子签章：可用 pdfsig report.pdf 或能显示签名的 PDF 阅读器检验。
  3. 将 keys.json 中的密钥与 ${facts.publicUrl}/.well-known/jwks.json 或其他来源的副本比对：
     验证包能证明多少，取决于您在多大程度上信任其中的密钥。

如需整体验证，请勿解压后重新打包；本文件须保持发出时的样子。

这不能证明什么
  不能证明活动数据真实或完整。只有第三方的核查意见才对此作出说明。`;
}
