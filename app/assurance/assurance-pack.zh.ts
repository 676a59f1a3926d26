import type { packReadme as en, notShared as enNotShared } from "./assurance-pack.en.ts";

export const packReadme: typeof en = ({ organization, period, publicUrl, madeAt }) => `核查包

${organization.zh || organization.en}，${period.start} 至 ${period.end}。生成于 ${madeAt}。

内容
  reports/                 每份已签发报告的 PDF 及其验证包，验证时不依赖 ${publicUrl}
  inventory.json           清单文档：全部输入、因子与结果（结构定义见 ${publicUrl}/schema/inventory-document-v1.json）
  factors.csv              每个因子一行，含版本、来源单元格和许可协议
  lines.csv                全部明细行，含精确结果与计算步骤
  records.ndjson           各明细行所含记录，分段保存。
  records.csv              每项活动对应的工作区记录，与审计轨迹中的名称一致
  estimates-and-gaps.csv   基于估算的明细行，以及各月无记录的理由
  findings.json            核查发现与答复
  statements.json          已登记的核查声明
  audit-trail.jsonl        何人作了何种变更，每条附哈希值
  evidence.jsonl, evidence/  证明材料，以其 SHA-256 命名。照片为去除元数据的副本（见下文）
  manifest.json            每个文件的大小与 SHA-256
  manifest.sha256          manifest.json 的 SHA-256

如何验证
  sha256sum -c manifest.sha256
安装 Node.js 20 或更新版本，从 ${publicUrl}/verify/checker 下载验证程序 truetonne-verify.mjs，在本文件夹中运行：
  node truetonne-verify.mjs pack verify PACK.zip       逐一检查文件是否与 manifest.json 一致
  node truetonne-verify.mjs inventory.json             重新计算全部数值
  node truetonne-verify.mjs detail verify inventory.json records.ndjson
  node truetonne-verify.mjs reports/NUMBER.bundle.zip --offline --key 密钥名称   (${publicUrl}/keys)
  node truetonne-verify.mjs trail verify audit-trail.jsonl

照片
照片共享时去除元数据（如拍摄地点和时间），图像数据、方向和色彩配置文件不变。evidence.jsonl 中的 "sha256" 和 "size" 属于由企业保存的
原件，"copy" 属于本包中的文件。没有 "copy" 的照片即为原件。无法去除元数据的照片不共享，由注明其文件名的文本文件代替（"copy": "not_shared"）。
PDF、Excel 和 CSV 文件按上传原样共享，其中的照片保留元数据。

数值均为精确的十进制数，未作舍入。核查包的内容为企业所陈述的内容，活动数据是否真实由核查人员判断。`;

/** 代替未共享照片的文本文件。 */
export const notShared: typeof enNotShared = ({ name, sha256 }) =>
  `“${name}”（原件 SHA-256：${sha256}）未包含在本包中，因为无法去除其元数据（如拍摄地点）。请联系企业另存为 JPEG 或 PNG 后重新上传。`;
