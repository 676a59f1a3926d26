/** Is part of each export, for readers without access to Truetonne. */
export const README = `All data of one Truetonne workspace, as of one moment.

tables/NAME.jsonl   the rows of one table, one JSON object per line, in the order of the primary key. Numbers are written in
                    full. Read them as decimals, not as floating point. Bytes are hexadecimal after \\x. Times are in UTC
                    or have an offset.
reports/NUMBER.pdf  each issued report, byte for byte, with its inventory document and its credential. Its verification
                    page stays available, and its bundle can be verified without us.
files/TABLE/ID      evidence, original import files, third-party documents and copies of contracts. Names and types are in
                    the table.
manifest.json       size and SHA-256 of every file. Its own hash is in manifest.sha256.

To check every file against the manifest, download the checker truetonne-verify.mjs from /verify/checker of the
installation and run "node truetonne-verify.mjs pack verify FILE". It needs Node.js 20 or newer. The export contains hashes of links and keys, never the links and keys themselves. It contains names and e-mail
addresses, so store it securely.

------------------------------------------------------------------------

本文件包含 Truetonne 中一个工作区在同一时刻的全部数据。

tables/表名.jsonl    一张表的全部记录，每行一个 JSON 对象，按主键排序。数字完整写出，请按十进制数读取，
                    不要用浮点数。字节为 \\x 开头的十六进制。时间为 UTC 或带时区偏移。
reports/编号.pdf     每份签发的报告，与签发时逐字节一致，附清单文档和凭证。
                    报告的验证页面继续可用，其验证包可独立验证。
files/表名/标识      证明材料、导入的原始文件、第三方文件和合同副本。文件名和类型见相应的表。
manifest.json       文件目录：每个文件的大小和 SHA-256。目录自身的哈希值在 manifest.sha256 中。

如需按文件目录逐一检查文件，请从本系统的 /verify/checker 下载验证程序 truetonne-verify.mjs，再运行
“node truetonne-verify.mjs pack verify 文件”。需要 Node.js 20 或更新版本。
导出中只有链接和密钥的哈希值，没有链接和密钥本身。
其中含有姓名和邮箱地址，请妥善保管。
`;
