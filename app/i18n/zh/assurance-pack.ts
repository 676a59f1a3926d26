import type { packReadme as en } from "../en/assurance-pack.ts";

/** 核查包的说明文件。 */
export const packReadme: typeof en = ({ organization, period, publicUrl, madeAt }) => `核查包

${organization.zh || organization.en}，${period.start} 至 ${period.end}。生成于 ${madeAt}。

内容
  reports/                 每份已签发报告的 PDF 及其验证包，可不依赖 ${publicUrl} 进行验证
  inventory.json           清单文档：全部输入、因子与结果（模式见 ${publicUrl}/schema/inventory-document-v1.json）
  factors.csv              每个因子一行，含版本、来源单元格与许可
  lines.csv                每一排放行，含精确结果与各计算步骤
  estimates-and-gaps.csv   基于估算的内容，以及各月无记录的原因
  findings.json            发现项与答复
  statements.json          已登记的第三方声明
  audit-trail.jsonl        何人作了何变更，每条附哈希
  evidence.jsonl, evidence/  证据文件，以其 SHA-256 命名
  manifest.json            每个文件的大小与 SHA-256
  manifest.sha256          manifest.json 的 SHA-256

如何检查
  sha256sum -c manifest.sha256
以下命令在 Truetonne 的源代码克隆中运行（先执行 npm ci），PATH 为这些文件所在的文件夹：
  node app/cli/truetonne.js pack verify PATH/PACK.zip       逐一比对文件与清单
  node app/cli/truetonne.js calculate PATH/inventory.json   重新计算全部数字
  node app/cli/truetonne.js verify PATH/reports/*.bundle.zip --offline --key 密钥名称   (${publicUrl}/keys)
  node app/cli/truetonne.js trail verify PATH/audit-trail.jsonl

数字均为精确的十进制文本，未作舍入。核查包陈述的是该组织所述的内容；活动数据是否真实由核查人员判断。`;
