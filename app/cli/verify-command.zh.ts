import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-command.en.ts";

const verifyCommand: MessagesOf<typeof en> = {
  usage: (command) => `用法：${command} FILE… [--keys jwks.json | --key NAME | --checkpoint FILE] [--disclosure FILE]
       [--offline] [--json] [--language en|zh]

验证报告 PDF、验证包（ZIP）和清单文档（JSON）：检查文件哈希、签发方签名、日志收录和状态，重新计算各项合计，并由文件内的数据
重新生成每个印出的数值。对于 report.pdf，先在同一文件夹中查找证明文件：report.bundle.zip，或 report.vc.json、report.tlog-proof、
keys.json 和 status-1.json 等。找不到时，按报告中的网址获取。

  --keys FILE   使用此文件中的密钥（JWKS），而不是签发方公布的密钥或验证包中的密钥
  --key NAME    从其他来源得到的密钥名称，用于确认验证包中的密钥
  --checkpoint FILE   您留存的日志检查点，同样可确认密钥，并可发现日志存在两种历史
  --disclosure FILE   同时检查披露的脱敏明细或完整数据是否与报告一致
  --offline     不使用网络。此时只能得知截至证明文件生成时的状态，且验证包自带的密钥不能确认任何内容，请加上前三项之一
  --json        在标准输出中给出一个 JSON 数组，每个文件一个元素

退出码 0：全部检查通过，且就目前所知报告有效 · 1：其他情况 · 2：用法有误，或文件无法读取
`,
  more: (program) => `
还可检查以下文件，加 --help 可查看说明：
  ${program} pack verify FILE             核查包或工作区导出文件中的每个文件是否与文件目录一致
  ${program} detail verify DOC RECORDS    汇总后的清单文档所含的记录
  ${program} trail verify FILE            导出的审计轨迹，逐条检查
  ${program} log monitor URL              公开日志，检查有无分叉、缺失和被更改的条目
`,
};

export default verifyCommand;
