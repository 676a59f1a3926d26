import type { packReadme as en, notShared as enNotShared } from "./assurance-pack.en.ts";

/** 核查包的说明文件。 */
export const packReadme: typeof en = ({ organization, period, publicUrl, madeAt }) => `核查包

${organization.zh || organization.en}，${period.start} 至 ${period.end}。生成于 ${madeAt}。

内容
  reports/                 每份已签发报告的 PDF 及其验证包，可不依赖 ${publicUrl} 进行验证
  inventory.json           清单文档：全部输入、因子与结果（模式见 ${publicUrl}/schema/inventory-document-v1.json）
  factors.csv              每个因子一行，含版本、来源单元格与许可
  lines.csv                每一排放行，含精确结果与各计算步骤
  records.ndjson           各行背后的记录，分段保存；核对命令：truetonne detail verify inventory.json records.ndjson
  records.csv              其中每项活动对应的工作区记录编号，与审计日志一致
  estimates-and-gaps.csv   基于估算的内容，以及各月无记录的原因
  findings.json            发现项与答复
  statements.json          已登记的第三方声明
  audit-trail.jsonl        何人作了何变更，每条附哈希
  evidence.jsonl, evidence/  证据文件，以其 SHA-256 命名；照片为去除元数据的副本（见下文）
  manifest.json            每个文件的大小与 SHA-256
  manifest.sha256          manifest.json 的 SHA-256

如何检查
  sha256sum -c manifest.sha256
以下命令在 Truetonne 的源代码克隆中运行（先执行 npm ci），PATH 为这些文件所在的文件夹：
  node app/cli/truetonne.js pack verify PATH/PACK.zip       逐一比对文件与清单
  node app/cli/truetonne.js calculate PATH/inventory.json   重新计算全部数字
  node app/cli/truetonne.js verify PATH/reports/*.bundle.zip --offline --key 密钥名称   (${publicUrl}/keys)
  node app/cli/truetonne.js trail verify PATH/audit-trail.jsonl

照片
照片共享时去除元数据（如拍摄地点与时间），图像数据本身、方向与色彩配置文件不变。evidence.jsonl 中的 "sha256" 与 "size" 属于由该组织保存的
原件，"copy" 属于本包中的文件；没有 "copy" 的照片即为原件。无法去除元数据的照片不予共享，以注明文件名的文本代替（"copy": "not_shared"）。
PDF、Excel 与 CSV 文件按上传原样共享，其中的照片仍保留元数据。

数字均为精确的十进制文本，未作舍入。核查包陈述的是该组织所述的内容；活动数据是否真实由核查人员判断。`;

/** 代替未共享的照片。 */
export const notShared: typeof enNotShared = ({ name, sha256 }) =>
  `“${name}”（原件 SHA-256：${sha256}）未包含在本包中：无法去除其元数据（如拍摄地点）。请让该组织另存为 JPEG 或 PNG 后重新上传。`;
