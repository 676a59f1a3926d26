import type en from "../en/log-page.ts";
import type { MessagesOf } from "../messages-of.ts";

const log = {
  title: "公开日志",
  lead: "每份报告的签发、替代、撤回以及密钥的变更，都是本日志中的一条。日志只有哈希值和时间，没有名称：任何人都不能从中得知谁在报告，但任何人，包括我们自己，也不能悄悄删去或插入一条。",
  size: "条目数",
  origin: "日志名称",
  verifierKey: "验证密钥",
  checkpoint: "最新检查点",
  checkpointText: "日志每次增长都会签名。保存旧检查点的人可以判断日志此后是否只增不改。",
  empty: "日志中还没有内容。签发第一份报告时生成第一条。",
  entries: "条目，最新在前",
  range: (first: string, last: string, size: string) => `第 ${first}–${last} 条，共 ${size} 条`,
  entry: "条目",
  kind: "事项",
  time: "时间",
  hash: "叶哈希",
  type: {
    issue: "签发报告",
    supersede: "替代报告",
    withdraw: "撤回报告",
    key_set: "声明密钥",
  },
  newer: "较新的条目",
  older: "较早的条目",
  followTitle: "自行跟踪",
  followText: "日志以分块形式发布（C2SP tlog-tiles），任何支持该格式的监测程序都可以跟踪：",
  follow: {
    checkpoint: "最新的已签名检查点",
    hashes: "哈希值，每块 256 个",
    entries: "条目本身",
    proof: "某份报告的证明",
  },
  compareTitle: "两方所见须一致",
  compareText:
    "如果您看到的检查点与他人看到的不可能属于同一日志，说明我们向不同的人展示了不同的历史。请保存检查点并相互比对。",
  keys: {
    title: "密钥",
    lead: "本系统用来签署报告和日志的密钥。停用的密钥仍然列出，因为它在有效期内签署的内容依然有效。",
    did: "签发方",
    list: "密钥，最早在前",
    purpose: "用于签署",
    purposes: { credential: "报告和状态列表", log: "日志检查点" },
    name: "密钥",
    from: "起",
    until: "止",
    state: "状态",
    current: "使用中",
    retired: "已停用",
    revoked: (day: string) => `已于${day}吊销`,
    open: "–",
    filesTitle: "文件形式",
    filesText: "供程序使用。密钥集每次变更都会在日志中声明。",
    didDocument: "DID 文档",
    jwks: "JSON Web Key Set，含日志的验证密钥",
    logLink: "公开日志",
    trustTitle: "通过其他来源核对",
    trustText:
      "网页可以显示任何密钥。如果事关重大，请通过其他途径向签发方询问密钥名称，或与您此前收到的验证包中的密钥比对。",
  },
} satisfies MessagesOf<typeof en>;

export default log;
