import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type { CheckId, CheckReason } from "#app/proof/verdict.ts";
import type { VerdictFacts } from "#app/proof/verdict-facts.ts";
import type en from "./verify.en.ts";
import page from "./verify-page.zh.ts";
import trust from "./verify-trust.zh.ts";

type Facts = Record<string, string>;

/** `2026-03-02T09:15:00Z` → `2026年3月2日`。 */
function day(time: string): string {
  const [year, month, date] = time.slice(0, 10).split("-");
  return `${year}年${Number(month)}月${Number(date)}日`;
}

function moment(time: string): string {
  return `${day(time)} ${time.slice(11, 16)}（UTC）`;
}

const check: Record<CheckId, string> = {
  file: "文件",
  signature: "签发方签名",
  log: "公开日志",
  status: "状态",
  totals: "合计",
  printed: "印出的数值",
  seal: "PDF 电子签章",
};

const faults: Record<string, string> = {
  broken_chain: "所附证书不成链：上级证书并未签发下级证书",
  damaged_compression: "压缩数据已损坏",
  certificate_not_in_force: "在签章所载时间，证书不在有效期内",
  invalid_base64: "有字符与原文不符",
  invalid_certificate: "证书格式有误",
  invalid_checkpoint: "日志检查点格式有误",
  invalid_credential: "签名记录缺项或格式有误",
  invalid_document: "数据不是有效的清单文档",
  invalid_json: "不是可读取的 JSON",
  invalid_key_set: "密钥集自相矛盾",
  invalid_full_package: "不是报告的完整数据包，或格式有误",
  invalid_line_disclosure: "单行披露文件的格式有误",
  invalid_note: "日志签名文本格式有误",
  invalid_proof: "签名块格式有误",
  invalid_status_index: "状态列表中没有该位置",
  invalid_status_list: "状态列表格式有误",
  invalid_tlog_proof: "日志证明格式有误",
  invalid_utf8: "文本不是有效的 UTF-8",
  key_not_supported: "此处不支持该类密钥或哈希算法",
  key_not_in_force: "该密钥当时不在有效期内",
  key_revoked: "该密钥当时已被吊销",
  no_embedded_inventory: "文件中没有清单数据",
  no_engine: "计算程序不可用",
  no_lines_root: "该报告没有未公开的内容",
  no_results: "文档未列出结果",
  not_our_form: "其构成方式与报告不同",
  damaged_pdf: "文件已损坏",
  no_totals: "文档未列出合计",
  not_a_bundle: "验证包被改动，或曾解压后重新打包（此时请检验其中的报告）",
  not_a_seal: "文件在签章后被改动或追加，或签章不是我们的形式：一个覆盖整份文件的签名",
  not_a_timestamp: "时间戳格式有误",
  not_a_timestamp_certificate: "时间戳所用证书不是时间戳证书，或当时不在有效期内",
  not_der: "签名格式有误",
  not_a_pdf: "不是 PDF 文件",
  not_canonical: "文本不是签名时的形式",
  lines_differ: "各行内容无法得出签名的根哈希",
  not_in_lines: "披露的内容与报告中该行未公开的内容不符",
  not_in_log: "证明路径不能到达已签名的根",
  other_report: "它属于另一份报告",
  package_differs: "由它得不出已签名的数据",
  other_issuer: "密钥属于另一签发方",
  seal_of_other_content: "签章针对的是其他内容",
  timestamp_before_seal: "时间戳早于签章所载时间",
  timestamp_of_something_else: "时间戳针对的是其他内容",
  too_large: "大小超出任何报告",
  unknown_key: "该密钥不属于签发方",
  unknown_note_key: "没有已知的日志密钥签名",
  wrong_cosignature: "见证方在检查点上的签名有误",
  wrong_note_signature: "检查点签名有误",
  wrong_timestamp_signature: "时间戳自身的签名有误",
  wrong_signature: "签名与被签内容不符",
  wrong_status_list: "不是记录所指的状态列表",
};

function why(facts: Facts): string {
  return faults[facts.fault ?? ""] ?? facts.fault ?? "";
}

function sealedBy({ subject, issuer, signedAt, timestampAt, authority }: Facts): string {
  const by = issuer ? `证书由${issuer}颁发` : "证书由其持有人自行颁发";
  const witness = timestampAt ? `；${authority}于${moment(timestampAt)}加盖时间戳` : "";
  return `由${subject}于${day(signedAt ?? "")}签章；${by}${witness}`;
}

function seenBy({ witnesses }: Facts): string {
  if (!witnesses) return "";
  const each = witnesses.split("\n").map((line) => {
    const [name, at] = line.split(" ") as [string, string];
    return `${name}（${moment(at)}）`;
  });
  return `，并由 ${each.join("、")} 共同签署`;
}

function differing(facts: Facts): string {
  const value = (text: string | undefined) => (text ? `“${text}”` : "空");
  return `${facts.pointer} 处写为${value(facts.stated)}，由明细计算应为${value(facts.recomputed)}`;
}

const line: Record<CheckReason, (facts: Facts) => string> = {
  file_is_issued: () => "文件的 SHA-256 与签发时签名的值逐位相同。",
  file_is_unsealed: () => "文件与加盖电子签章之前的签发报告逐字节相同。",
  file_is_data_package: () => "文件与签发报告的数据包逐字节相同。",
  file_differs: () => "文件写有该报告的编号，但其 SHA-256 与签发的报告不同。",
  file_unknown: () => "文件的 SHA-256 在登记中没有对应项。",
  evidence_differs: (facts) => `证明材料与发出时不同：${why(facts)}。`,
  no_file: () => "没有提供可比对的文件。",
  register_unreachable: () => "手头没有签名记录，也未能查询登记系统。",
  nothing_registered: () => "没有可供比对的登记报告。",
  no_credential: () => "签名记录无法读取。",
  platform_lacks_ed25519: () => "当前程序或浏览器不能检验 Ed25519 签名，请使用较新的版本。",
  signed: (facts) => `由${facts.issuer}于${day(facts.created ?? "")}签名；密钥当时有效，未被吊销。`,
  signature_wrong: (facts) => `签发方签名不成立：${why(facts)}。`,
  signature_not_over_file: () => "签发方签名的是已签发的报告，而不是这份文件。",
  no_keys: () => "无法取得签发方的密钥。",
  logged: (facts) =>
    `日志 ${facts.origin} 共 ${facts.size} 条，此为第 ${facts.entry} 条；检查点已签名${seenBy(facts)}。`,
  log_after_revocation: (facts) =>
    `签署该记录的密钥已于${day(facts.revokedAt ?? "")}吊销，而日志在此之后才载有该报告（第 ${facts.entry} 条），因此不作数。`,
  log_key_revoked: () => "签署该证明的日志密钥此后已被吊销，该证明不再有效。请向签发方索取新的验证包。",
  log_wrong: (facts) => `日志证明不成立：${why(facts)}。`,
  log_not_for_file: (facts) => `已签发的报告是日志第 ${facts.entry} 条；这份文件不在日志中。`,
  log_forked: (facts) => `日志显示 ${facts.size} 条记录，与本浏览器先前看到的 ${facts.seenSize} 条不可能属于同一历史。`,
  log_shrunk: (facts) => `日志显示 ${facts.size} 条记录，已不包含本浏览器先前看到的 ${facts.seenSize} 条。`,
  log_key_gone: () => "本浏览器先前看到的日志由日志已不再列出的密钥签名。",
  log_not_compared: () => "无法将日志与本浏览器先前看到的内容比较。",
  no_log_proof: () => "无法取得日志证明。",
  no_log_key: () => "无法取得日志的密钥。",
  status_current: (facts) => `截至${moment(facts.asOf ?? "")}有效：未被替代，未被撤回。`,
  status_expired: (facts) =>
    `截至${moment(facts.asOf ?? "")}未被替代或撤回，但自${moment(facts.expiresAt ?? "")}起不再有效。`,
  status_superseded: (facts) =>
    `截至${moment(facts.asOf ?? "")}，已被${facts.supersededBy ? ` ${facts.supersededBy} ` : "新版本"}替代。`,
  status_withdrawn: (facts) => `截至${moment(facts.asOf ?? "")}，已由签发方撤回。`,
  status_unknown_since: (facts) => `自${moment(facts.since ?? "")}起状态不明。`,
  status_wrong: (facts) => `状态列表不成立：${why(facts)}。`,
  totals_equal: (facts) => `已根据数据重新计算 ${facts.lines} 行，${facts.figures} 个数值全部相同。`,
  totals_equal_withheld: (facts) => {
    const recomputed = Number(facts.lines) - Number(facts.withheldInputs);
    const stated = Number(facts.withheldInputs)
      ? `，其余 ${facts.withheldInputs} 行的输入未公开，采用签发方签名确认的结果`
      : "";
    return `共 ${facts.lines} 行，其中 ${recomputed} 行已由输入数据重新计算${stated}；${facts.figures} 个数值全部相同。有 ${facts.withheldLines} 行的名称未公开，其哈希值均可追溯至签名的根哈希。`;
  },
  lines_differ: () => "数据中各行公开与未公开的部分，无法得出签发方签名的根哈希。",
  totals_differ: (facts) => `有数值不能由明细得出：${differing(facts)}。`,
  credential_totals_differ: (facts) => `签名记录与数据不一致：${differing(facts)}。`,
  data_differs: () => "文件中的数据不是被签名的数据。",
  no_data: (facts) => `没有可供计算的数据：${why(facts)}。`,
  cannot_recompute: (facts) => `无法重新计算合计：${why(facts)}${facts.pointer ? `（${facts.pointer}）` : ""}。`,
  printed_equal: (facts) => `已根据数据重新生成各页的全部文字，其中 ${facts.figures} 个数值与印出的全部一致。`,
  printed_differs: (facts) =>
    `${printedWhere(facts)}印为“${facts.printed}”；根据数据${facts.recomputed ? `应为“${facts.recomputed}”` : "此处没有内容"}。此前 ${facts.figures} 个数值一致，这是第一处不同。`,
  printed_in_pdf_only: () => "只有 PDF 印有数值。",
  printed_not_asked: () => "此处未重新生成印出的数值。",
  printed_before_facts: () => "本报告签发时，文件中尚未附带重新生成文字所需的内容。合计仍已重新计算。",
  printed_by_other_edition: () => "各页文字由程序的另一版本写成，因此未作比对。合计仍已重新计算。",
  printed_unreadable: (facts) => `无法读取印出的数值：${why(facts)}。`,
  sealed: (facts) => `签章成立，且覆盖整份文件：${sealedBy(facts)}。是否信任该证书由您自行判断。`,
  seal_wrong: (facts) => `签章不成立：${why(facts)}。`,
  seal_not_of_report: (facts) =>
    `这份文件带有自己的签章（${sealedBy(facts)}），但它不是已签发的报告：该签章对那份报告不作任何说明。`,
  seal_not_in_file: () => "这份文件没有签章；已签发的报告带有签章。",
  seal_waits_for_file: () => "已签发的报告带有签章；提供文件后即可检验。",
  issued_without_seal: () => "本报告签发时未在 PDF 中加盖电子签章，其他证明不受影响。",
};

const how: Record<CheckId, string> = {
  file: "在本机计算文件的 SHA-256，并与签名记录中的哈希值比对。可用 sha256sum 文件名 重复此项；记录见 report.vc.json 的 credentialSubject.inventory.hashes。",
  signature:
    "记录是带有 eddsa-jcs-2022 证明的 W3C 可验证凭证。其 Ed25519 签名用签发方在 /.well-known/did.json 和 /.well-known/jwks.json 公布的密钥检验。任何支持该密码套件的程序都会得到同样结果。",
  log: "由记录重建日志条目的哈希，沿 report.tlog-proof 中的路径到达已签名检查点中的根（RFC 9162；c2sp.org/tlog-proof、tlog-tiles）。日志本身可在 /log 下读取。",
  status:
    "记录指明其在两份已签名的 W3C 位串状态列表中的位置：一份为撤回，一份为替代。已检验列表的签名与时效并读取对应位；超过有效期的列表不作数。",
  totals:
    "从 PDF 中取出 inventory.json，将其 SHA-256 与签名值比对，并逐行重新计算。可用 pdfdetach -saveall 文件名 和 node app/cli/truetonne.js calculate inventory.json 重复此项。",
  printed:
    "已根据 PDF 内的两个文件重新生成报告的全部文字：inventory.json（重新计算）和 report-facts.json（由人员陈述的内容：名称、边界、理由、基准年合计、以往版本、排除项的估计）。逐段与各页按结构树读出的文字比对。图形不在其内，其数值列于旁边的表中；页眉页脚也不在其内。可运行 truetonne verify FILE 重复此项检查。",
  seal: "读取 PDF 中的 PAdES 签名（ETSI EN 319 142-1）：签名须覆盖文件中除其自身取值外的每个字节，指明所用证书，且为文件的最后一次改动；已检验其摘要、签名和时间戳。此处不保存受信任证书名单。可用 pdfsig 文件名 重复此项，或用可显示签名的 PDF 阅读器打开文件。",
};

function withoutStop(text: string): string {
  return text.trim().replace(/[.。]$/, "");
}

/** 报告真实，但并非所有内容都可重新计算，须与结论一并说明。 */
function withheld(facts: VerdictFacts): string {
  if (!facts.withheld) return "";
  const { inputs, lines } = facts.withheld;
  return inputs === "0"
    ? "签发方未公开部分行的名称。"
    : `全部 ${lines} 行中，签发方未公开 ${inputs} 行的输入数据，这些行的结果以其签名为准。`;
}

/** 文字在页面上的位置。 */
function printedWhere({ section, row, column }: Facts): string {
  const place = [row && `“${row}”行`, column && `“${column}”列`].filter(Boolean).join("");
  return `“${section}”${place}`;
}

function sentence(facts: VerdictFacts): string {
  const number = facts.number ?? "";
  const issued = facts.issuedAt ? day(facts.issuedAt) : "";
  const when = facts.changedAt ? `于${day(facts.changedAt)}` : "";
  const issuer = `${facts.issuer}${facts.issuerHost ? `（${facts.issuerHost}）` : ""}`;
  const unknown = facts.unknownSince ? `自${moment(facts.unknownSince)}起是否已被替代或撤回，不得而知。` : "";
  const but = facts.isKeyConfirmed ? "报告真实，但" : "若密钥确属签发方：报告真实，但";
  switch (facts.verdict) {
    case "authentic": {
      const identity =
        facts.subject === "file"
          ? `这份文件正是${issuer}于${issued}签发的报告 ${number}。`
          : `报告 ${number} 由${issuer}于${issued}签发并已登记。您手中的文件是否就是该报告，须检验文件才能得知。`;
      return `${identity}${withheld(facts)}${unknown}`;
    }
    case "unconfirmed":
      return `文件与其证明相符，证明称其为${issuer}于${issued}签发的报告 ${number}。但密钥随文件而来，伪造者也能做到这一点：采信之前，请确认密钥确属签发方。${withheld(facts)}${unknown}`;
    case "superseded":
      return `${but}已${when}被${facts.successor ? ` ${facts.successor} ` : "新版本"}替代。`;
    case "expired":
      return `${but}自${facts.changedAt ? moment(facts.changedAt) : ""}起不再有效。${unknown}`;
    case "withdrawn":
      return `${but}已${when}由签发方撤回${facts.reason ? `：${withoutStop(facts.reason)}` : ""}。`;
    case "altered":
      if (facts.isFileIntact) return "这份文件的证明不成立，请勿采信。";
      return number ? `这份文件与签发的报告 ${number} 不同，请勿采信。` : "这不是签发的原件，请勿采信。";
    case "not_recognised":
      return "这份文件不是由我们签发的。";
    case "cannot_tell":
      return `“${facts.undone ? check[facts.undone] : "检验"}”一项未能完成，未确认任何内容。`;
  }
}

const verify = {
  page,
  trust,
  check,
  line,
  how,
  sentence,
  describeFault: (code: string): string => faults[code] ?? code,
  outcome: { passed: "成立", failed: "不成立", not_applicable: "不适用", not_done: "未完成" },
  number: {
    notFound: "没有公开报告使用此编号。可能是原件不清而抄录有误，也可能该报告并未公开。这一结果不对任何文件作出判断。",
    mistyped: "编号输入有误：有一个字符不对，或有两个字符互换。请与报告再核对一次。",
    shape: "这不是报告编号。编号形如 GHG-2026-000417-XXXXXXX-XXXXXXX，印在报告封面上。",
  },
  limits: {
    title: "这不能证明什么",
    text: "这不能证明活动数据真实或完整。只有第三方的核查意见才对此作出说明，且以其载明的保证等级为限。",
    keysFromBundle: (keyId: string) =>
      `签发方的密钥随文件而来。请将其名称与签发方公布的名称或以前报告中的名称比对：${keyId}`,
    confirmKeys: "然后提供您从其他渠道得到的内容：--keys jwks.json、--key 密钥名称 或 --checkpoint 文件。",
    unsignedParts: "验证包中的 README.txt 和 verify.py 没有签名：操作说明和程序请从其他渠道获取。",
  },
  assurance: {
    not_verified: "未经核查：没有第三方对本报告发表意见。",
    verified: (verifier: string, level: "limited" | "reasonable") =>
      `${verifier}：${level === "limited" ? "有限" : "合理"}保证。`,
  },
  document: {
    holds: "结果可由本文档的明细得出。文档没有签名：未检验由谁制作。",
    fails: "结果不能由本文档的明细得出，请勿采信。",
    cannotTell: "本文档的结果未能检验，未确认任何内容。",
  },
  keysFrom: {
    pinned: "密钥：来自您提供的文件。",
    issuer: (host: string) => `密钥：由 ${host} 公布。`,
    bundle: "密钥：随文件而来。",
    confirmed: "密钥：随文件而来，已由您提供的内容确认。",
  },
} satisfies MessagesOf<typeof en>;

export default verify;
