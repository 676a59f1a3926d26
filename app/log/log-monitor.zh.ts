import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./log-monitor.en.ts";

const logMonitor = {
  usage: (
    program: string,
  ) => `用法：${program} log monitor URL [--state FILE] [--keys FILE] [--every SECONDS] [--all] [--json] [--language en|zh]

从外部监测透明日志，例如 https://reports.example/log。检查内容：检查点的签名；是否延续此前所见；每个新条目的哈希值是否与分块所载一致、
有无缺失；全部条目是否得出签名的根哈希；现在公布的密钥是否为日志中最近一次记录的密钥。

  --state FILE      保存所见内容的文件，首次运行时创建，此后每次由此继续
  --keys FILE       使用这些密钥（验证包中的 keys.json，或每行一个验证密钥），而不是现在公布的密钥
  --every SECONDS   持续运行，每隔该秒数检查一次（不少于 5 秒）
  --all             从第一条起重新读取日志
  --json            每次检查输出一个 JSON 对象

退出码 0：日志符合要求 · 1：不符合，并指出问题 · 2：用法有误、没有应答，或状态文件无法读取。
如日志自相矛盾，两份签名的检查点都保存在状态文件旁，作为证据。
`,
  good: (origin: string, size: string, added: string) =>
    `${origin}：共 ${size} 条，其中新增 ${added} 条。日志已签名、完整，并延续此前所见`,
  first: (origin: string, size: string) =>
    `${origin}：共 ${size} 条，从第一条读起。日志已签名且完整。仅凭一次检查无法得知是否曾向他人展示不同内容`,
  witnesses: (names: string) => `共同签署：${names}`,
  keys: (keys: string) => `使用现在公布的密钥检查：${keys}`,
  unreachable: (address: string) => `${address} 没有可用的响应，无法检查日志`,
  unreadable: (file: string) => `无法读取 ${file}，或该文件不是由本程序写入`,
  evidence: (file: string) => `两份检查点已保存在 ${file}，请出示给他人`,
  faults: {
    wrong_signature: (f) => `检查点未经已知的日志密钥签名（${f.reason}）`,
    regression: (f) => `倒退：日志曾有 ${f.from} 条，现在只称有 ${f.to} 条`,
    fork: (f) => `分叉：前 ${f.size} 条有两种历史。此前的根哈希为 ${f.before}，现在签名的内容并不延续它（${f.now}）`,
    other_log: (f) => `另一日志：此前为 ${f.before}，现在为 ${f.now}`,
    gap: (f) => `缺失：${f.path} 不存在或不完整`,
    changed_entry: (f) => `第 ${f.index} 号条目被改动：其哈希为 ${f.found}，分块所载为 ${f.stated}`,
    changed_tile: (f) => `分块 ${f.path} 被改动：所载为 ${f.stated}，实际得出 ${f.found}`,
    unreadable_entry: (f) => `第 ${f.index} 号条目不符合本日志的格式（${f.reason}）`,
    keys_not_stated: (f) => `密钥未记录：现在公布的密钥（${f.now}）不是日志中最近一次记录的密钥（${f.stated}）`,
  },
} satisfies MessagesOf<typeof en>;

export default logMonitor;
