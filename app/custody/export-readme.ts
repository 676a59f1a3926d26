/** Stands in each export, for whoever opens it without us. */
export const README = `Everything that one workspace of Truetonne holds, as of one moment.

tables/NAME.jsonl   the rows of one table, a JSON object a line, in the order of its key. Numbers with many digits are
                    written in full: read them as decimals, not as floating point. Bytes are hexadecimal after \\x,
                    times are in UTC or carry their offset.
reports/NUMBER.pdf  each issued report, byte for byte; beside it its inventory document and its credential. Its
                    verification page goes on answering, and its bundle checks it without us.
files/TABLE/ID      evidence, originals of imports and third parties' documents; names and types stand in the table.
manifest.json       size and SHA-256 of every file, whose own hash is in manifest.sha256.

"node app/cli/truetonne.js pack verify FILE", run in a clone of Truetonne after npm ci, checks every file against the
manifest. The export has hashes of links and keys, never the
links and keys themselves. It holds names and mail addresses: keep it as you keep those.

------------------------------------------------------------------------

本文件包含 Truetonne 中一个工作区在同一时刻的全部数据。

tables/表名.jsonl    一张表的各行记录，每行一个 JSON 对象，按主键排序。数字完整写出，请按十进制数读取，
                    不要用浮点数；字节以 \\x 开头的十六进制表示；时间为 UTC 或带时区偏移。
reports/编号.pdf     每份已签发的报告，与签发时逐字节一致；旁边是其排放清单文档和凭证。
                    报告的核验页面继续有效，其证据包可脱离我方独立核验。
files/表名/标识      凭证文件、导入的原始文件和第三方文件；文件名和类型见相应的表。
manifest.json       每个文件的大小和 SHA-256；该清单自身的哈希在 manifest.sha256 中。

在 Truetonne 的源代码克隆中执行 npm ci，再运行“node app/cli/truetonne.js pack verify 文件”，可逐一核对所有文件。导出中只有链接和密钥的哈希，没有链接和密钥本身。
其中含有姓名和邮箱地址，请妥善保管。
`;
