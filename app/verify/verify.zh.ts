import { quoteName } from "#app/encoding/text/quote-name.ts";
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
  broken_chain: "所附证书未形成证书链，上级证书未签发下级证书",
  damaged_compression: "压缩数据已损坏",
  certificate_not_in_force: "证书在签章所载时间不在有效期内",
  invalid_base64: "有字符被改动",
  invalid_certificate: "证书格式有误",
  invalid_checkpoint: "日志检查点格式有误",
  invalid_credential: "签名记录缺项或格式有误",
  invalid_document: "数据不是有效的清单文档",
  invalid_json: "不是有效的 JSON",
  invalid_key_set: "密钥集自相矛盾",
  invalid_full_package: "不是报告的完整数据包，或格式有误",
  invalid_line_disclosure: "明细行披露文件格式有误",
  invalid_note: "日志签名文本格式有误",
  invalid_proof: "签名块格式有误",
  invalid_status_index: "状态列表中没有该位置",
  invalid_status_list: "状态列表格式有误",
  invalid_tlog_proof: "日志证明格式有误",
  invalid_utf8: "文本不是有效的 UTF-8",
  invalid_multikey: "密钥格式有误",
  key_not_supported: "此处不支持该类密钥或哈希算法",
  key_not_in_force: "该密钥当时不在有效期内",
  key_revoked: "该密钥当时已被吊销",
  no_embedded_inventory: "文件中没有清单数据",
  no_engine: "核算程序不可用",
  no_lines_root: "该报告没有脱敏明细",
  no_results: "文档没有结果",
  not_our_form: "文件结构与报告不同",
  damaged_pdf: "文件已损坏",
  no_totals: "文档没有合计",
  not_a_bundle: "验证包被改动，或解压后重新打包（如属后者，请验证其中的报告）",
  not_a_seal: "文件在签章后被改动或追加内容，或签章不是覆盖整份文件的单一签名",
  not_a_timestamp: "时间戳格式有误",
  not_a_timestamp_certificate: "时间戳所用的证书不是时间戳证书，或当时不在有效期内",
  not_der: "签名格式有误",
  not_a_pdf: "不是 PDF 文件",
  not_canonical: "文本不是签名时的形式",
  lines_differ: "由明细行无法得出签名的根哈希",
  not_in_lines: "披露的内容与报告中该行脱敏的内容不符",
  not_in_log: "由证明路径无法得出签名的根哈希",
  other_report: "它属于另一份报告",
  package_differs: "由它无法得出签名的数据",
  other_issuer: "密钥属于另一个系统",
  seal_of_other_content: "签章针对的是其他内容",
  timestamp_before_seal: "时间戳早于签章所载时间",
  timestamp_of_something_else: "时间戳针对的是其他内容",
  too_large: "超过任何报告的大小",
  unknown_key: "该密钥不属于签发方",
  unknown_note_key: "未经已知的日志密钥签名",
  wrong_cosignature: "见证方在检查点上的签名无效",
  wrong_note_signature: "检查点的签名无效",
  wrong_timestamp_signature: "时间戳自身的签名无效",
  wrong_signature: "签名与被签内容不符",
  wrong_status_list: "不是签名记录所指的状态列表",
};

function why(facts: Facts): string {
  return faults[facts.fault ?? ""] ?? facts.fault ?? "";
}

function sealedBy({ subject, issuer, signedAt, timestampAt, authority }: Facts): string {
  const by = issuer ? `证书由${issuer}颁发` : "证书由其持有人自行颁发";
  const witness = timestampAt ? `，${authority}于${moment(timestampAt)}加盖时间戳` : "";
  return `由${subject}于${day(signedAt ?? "")}签章，${by}${witness}`;
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
  return `${facts.pointer} 处为${value(facts.stated)}，按明细行计算应为${value(facts.recomputed)}`;
}

const line: Record<CheckReason, (facts: Facts) => string> = {
  file_is_issued: () => "文件的 SHA-256 与签发时签名的值完全相同。",
  file_is_unsealed: () => "文件与加盖电子签章之前的签发报告逐字节相同。",
  file_is_data_package: () => "文件与签发报告的数据包逐字节相同。",
  file_differs: () => "文件写有该报告的编号，但其 SHA-256 与签发的报告不同。",
  file_unknown: () => "文件的 SHA-256 未登记。",
  evidence_differs: (facts) => `证明文件与签发时不同：${why(facts)}。`,
  no_file: () => "没有提供可比对的文件。",
  register_unreachable: () => "此处没有签名记录，也无法连接登记系统。",
  nothing_registered: () => "没有可供比对的登记报告。",
  no_credential: () => "签名记录无法读取。",
  platform_lacks_ed25519: () => "当前程序或浏览器不支持 Ed25519 签名，请使用较新的版本。",
  signed: (facts) =>
    `由${claimedName(facts.issuer ?? "", null)}于${day(facts.created ?? "")}签名。${facts.keyHost} 的日志自${day(facts.keySince ?? "")}起收录签发方的密钥（第 ${facts.keyEntry} 条），且该密钥在签名时未被吊销。`,
  signature_wrong: (facts) => `签发方签名无效：${why(facts)}。`,
  signature_not_over_file: () => "签发方签名的是已签发的报告，而不是这份文件。",
  no_keys: () => "无法取得密钥。",
  key_not_logged: () => "日志中没有以该名称为此签发方登记的这一密钥，签名的可能是其他签发方或伪造者。",
  key_logged_late: (facts) => `签发方的密钥在报告之后才计入日志（第 ${facts.entry} 条），因此无效。`,
  no_key_proof: () => "无法取得日志收录签发方密钥的证明。",
  key_proof_outdated: () => "签发方密钥的证明由现已吊销的日志密钥签署，请索取新的验证包。",
  logged: (facts) =>
    `日志 ${facts.origin} 共 ${facts.size} 条，此为第 ${facts.entry} 条。检查点已签名${seenBy(facts)}。`,
  log_after_revocation: (facts) =>
    `签署该记录的密钥已于${day(facts.revokedAt ?? "")}吊销。报告在此之后才计入日志（第 ${facts.entry} 条），因此该条目无效。`,
  log_key_revoked: () => "签署该证明的日志密钥已被吊销，该证明不再有效。请向签发方索取新的验证包。",
  log_wrong: (facts) => `日志证明无效：${why(facts)}。`,
  log_not_for_file: (facts) => `签发的报告是日志第 ${facts.entry} 条。这份文件不在日志中。`,
  log_forked: (facts) => `日志显示 ${facts.size} 条记录，与本浏览器此前看到的 ${facts.seenSize} 条相矛盾。`,
  log_shrunk: (facts) => `日志显示 ${facts.size} 条记录。本浏览器此前看到 ${facts.seenSize} 条，其中部分已缺失。`,
  log_key_gone: () => "本浏览器此前看到的检查点，其签名密钥已不在日志的密钥之列。",
  log_not_compared: () => "无法将日志与本浏览器此前看到的检查点比较。",
  no_log_proof: () => "无法取得日志证明。",
  no_log_key: () => "无法取得日志的密钥。",
  status_current: (facts) => `截至${moment(facts.asOf ?? "")}有效：未被取代，未撤回。`,
  status_expired: (facts) =>
    `已于${moment(facts.expiresAt ?? "")}到期。截至${moment(facts.asOf ?? "")}，未被取代，未撤回。`,
  status_superseded: (facts) =>
    `截至${moment(facts.asOf ?? "")}，已被${facts.supersededBy ? ` ${facts.supersededBy} ` : "新版本"}取代。`,
  status_withdrawn: (facts) => `截至${moment(facts.asOf ?? "")}，已由签发方撤回。`,
  status_unknown_since: (facts) => `自${moment(facts.since ?? "")}起状态不明。`,
  status_wrong: (facts) => `状态列表无效：${why(facts)}。`,
  totals_equal: (facts) => `已用数据重新计算 ${facts.lines} 行，${facts.figures} 个数值全部一致。`,
  totals_equal_withheld: (facts) => {
    const recomputed = Number(facts.lines) - Number(facts.withheldInputs);
    const stated = Number(facts.withheldInputs)
      ? `，其余 ${facts.withheldInputs} 行的输入数据已脱敏，采用签发方签名的结果`
      : "";
    return `共 ${facts.lines} 行，其中 ${recomputed} 行已用输入数据重新计算${stated}。${facts.figures} 个数值全部一致。名称已脱敏的有 ${facts.withheldLines} 行，由其哈希值可得出签名的根哈希。`;
  },
  lines_differ: () => "由各行公开和脱敏的内容，无法得出签发方签名的根哈希。",
  totals_differ: (facts) => `有数值与明细行不符：${differing(facts)}。`,
  credential_totals_differ: (facts) => `签名记录与数据不一致：${differing(facts)}。`,
  data_differs: () => "文件中的数据不是签名的数据。",
  no_data: (facts) => `没有可供计算的数据：${why(facts)}。`,
  cannot_recompute: (facts) => `无法重新计算合计：${why(facts)}${facts.pointer ? `（${facts.pointer}）` : ""}。`,
  printed_equal: (facts) => `已用数据重新生成各页的全部文字，印出的 ${facts.figures} 个数值全部一致。`,
  printed_differs: (facts) =>
    `${printedWhere(facts)}印为“${facts.printed}”，按数据${facts.recomputed ? `应为“${facts.recomputed}”` : "此处没有内容"}。此前 ${facts.figures} 个数值一致，这是第一处差异。`,
  printed_in_pdf_only: () => "只有 PDF 印有数值。",
  printed_not_asked: () => "此处未检查印出的数值。",
  printed_before_facts: () => "本报告签发时，报告尚不包含重新生成文字所需的数据。合计仍已重新计算。",
  printed_by_other_edition: () => "各页文字由程序的另一版本生成，因此未作比对。合计仍已重新计算。",
  printed_unreadable: (facts) => `无法读取印出的数值：${why(facts)}。`,
  printed_compared: () => "各页改为与签发的文件直接比对。",
  sealed: (facts) => `签章有效，且覆盖整份文件：${sealedBy(facts)}。是否信任该证书由您自行判断。`,
  seal_wrong: (facts) => `签章无效：${why(facts)}。`,
  seal_not_of_report: (facts) =>
    `这份文件带有自己的签章（${sealedBy(facts)}），但它不是签发的报告。该签章不能说明签发报告的任何情况。`,
  seal_not_in_file: () => "这份文件没有签章，而签发的报告带有签章。",
  seal_waits_for_file: () => "签发的报告带有签章，提供文件后即可检查。",
  issued_without_seal: () => "本报告签发时未在 PDF 中加盖电子签章，其他证明不受影响。",
};

const how: Record<CheckId, string> = {
  file: "已在本机计算文件的 SHA-256，并与签名记录中的哈希值比对。可用 sha256sum 文件名 重复此项检查。哈希值见 report.vc.json 的 credentialSubject.inventory.hashes。",
  signature:
    "签名记录是带有 eddsa-jcs-2022 证明的 W3C 可验证凭证。已用记录载明的签发方自有密钥检查其 Ed25519 签名。日志中有一条载明签发方、名称和密钥，沿 issuer-key.tlog-proof 中的路径可得出签名检查点中的根哈希，且该条目早于报告的条目。任何支持该密码套件的程序都会得到相同结果。",
  log: "已用签名记录计算日志条目的哈希值，并沿 report.tlog-proof 中的路径得出签名检查点中的根哈希（RFC 9162；c2sp.org/tlog-proof、tlog-tiles）。日志本身可在 /log 下读取。",
  status:
    "签名记录载明其在两份签名的 W3C 位串状态列表中的位置，一份用于撤回，一份用于取代。已检查列表的签名和时效，并读取对应位。超过有效期的列表无效。",
  totals:
    "已从 PDF 中取出 inventory.json，将其 SHA-256 与签名的值比对，并逐行重新计算。可用 pdfdetach -saveall 文件名 和 node truetonne-verify.mjs inventory.json 重复此项检查。",
  printed:
    "已用 PDF 内的两个文件重新生成报告的全部文字：inventory.json（重新计算）和 report-facts.json（人工填写的内容：名称、边界、理由、基准年合计、以往版本、排除项的估算）。再逐段与各页结构树中的文字比对。页眉页脚和图表不参与比对，图表的数值列在旁边的表格中。可用 node truetonne-verify.mjs 文件名 重复此项检查。",
  seal: "已读取 PDF 中的 PAdES 签名（ETSI EN 319 142-1），并检查其摘要、签名和时间戳。签名必须覆盖文件中除其自身取值外的每个字节，指明所用证书，且为文件的最后一次改动。此处不保存受信任证书名单。可用 pdfsig 文件名 重复此项检查，或用可显示签名的 PDF 阅读器打开文件。",
};

function withoutStop(text: string): string {
  return text.trim().replace(/[.。]$/, "");
}

/** 报告真实但并非所有行都可重新计算时，附加在结论之后。 */
function withheld(facts: VerdictFacts): string {
  if (!facts.withheld) return "";
  const { inputs, lines } = facts.withheld;
  return inputs === "0"
    ? "签发方对部分明细行的名称作了脱敏。"
    : `全部 ${lines} 行中，签发方对 ${inputs} 行的输入数据作了脱敏，这些行的结果仅以其签名为依据。`;
}

/** 文字在页面上的位置。 */
function printedWhere({ section, row, column }: Facts): string {
  const place = [row && `“${row}”行`, column && `“${column}”列`].filter(Boolean).join("");
  return `“${section}”${place}`;
}

function claimedName(name: string, host: string | null): string {
  return `${quoteName(name)}（名称未经核实${host ? `；密钥属于 ${host}` : ""}）`;
}

function sentence(facts: VerdictFacts): string {
  const number = facts.number ?? "";
  const issued = facts.issuedAt ? day(facts.issuedAt) : "";
  const when = facts.changedAt ? `于${day(facts.changedAt)}` : "";
  const issuer = claimedName(facts.issuer ?? "", facts.issuerHost);
  const unknown = facts.unknownSince ? `${moment(facts.unknownSince)}之后是否已被取代或撤回，目前未知。` : "";
  const but = facts.isKeyConfirmed ? "报告真实，但" : "如果密钥确属签发方，则报告真实，但";
  switch (facts.verdict) {
    case "authentic": {
      const identity =
        facts.subject === "file"
          ? `这份文件正是${issuer}于${issued}签发的报告 ${number}。`
          : `报告 ${number} 由${issuer}于${issued}签发并已登记。如需确认您的文件是否就是该报告，请验证文件。`;
      return `${identity}${withheld(facts)}${unknown}`;
    }
    case "unconfirmed":
      return `文件与其证明相符，证明载明其为${issuer}于${issued}签发的报告 ${number}。但密钥是随证明附带的，伪造者也能做到。采信之前，请先确认密钥确属签发方。${withheld(facts)}${unknown}`;
    case "superseded":
      return `${but}已${when}被${facts.successor ? ` ${facts.successor} ` : "新版本"}取代。`;
    case "expired":
      return `${but}已于${facts.changedAt ? moment(facts.changedAt) : ""}到期。${unknown}`;
    case "withdrawn":
      return `${but}已${when}由签发方撤回${facts.reason ? `：${withoutStop(facts.reason)}` : ""}。`;
    case "altered":
      if (facts.isFileIntact) return "这份文件的证明无效，请勿采信。";
      return number ? `这份文件与签发的报告 ${number} 不同，请勿采信。` : "这不是签发的文件，请勿采信。";
    case "not_recognised":
      return "这份文件不是由我们签发的。";
    case "cannot_tell":
      return `${facts.undone ? `“${check[facts.undone]}”一项检查` : "有一项检查"}未能完成，未确认任何内容。`;
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
  outcome: { passed: "通过", failed: "未通过", not_applicable: "不适用", not_done: "未完成" },
  number: {
    notFound: "可能是原件不清导致抄录有误，也可能该报告未公开。这不说明任何文件的真伪。",
    mistyped: "编号输入有误，有一个字符错误，或两个字符颠倒。请对照报告重新输入。",
    shape: "这不是报告编号。编号形如 GHG-2026-000417-XXXXXXX-XXXXXXX，印在报告封面上。",
  },
  limits: {
    title: "这不能证明什么",
    text: "以上检查不能证明活动数据真实或完整。只有第三方核查声明才涉及这一点，且以其载明的保证等级为限。",
    unsignedParts: "验证包中的 README.txt 和 verify.py 没有签名，请勿仅凭其中的说明操作。",
    keysFromBundle: (keyId: string) =>
      `密钥随文件提供。请将签发方密钥的名称与以往报告比对，或将日志密钥的名称与 /keys 页面比对：${keyId}`,
    confirmKeys: "然后加上您从其他渠道得到的内容：--keys jwks.json、--key 密钥名称 或 --checkpoint 文件。",
  },
  assurance: {
    not_verified: "未经核查：没有第三方对本报告发表意见。",
    verified: (verifier: string, level: "limited" | "reasonable") =>
      `${verifier}：${level === "limited" ? "有限" : "合理"}保证。`,
  },
  document: {
    holds: "结果与本文档的明细行相符。文档没有签名，因此未检查由谁编制。",
    fails: "结果与本文档的明细行不符，请勿采信。",
    cannotTell: "无法检查本文档的结果，未确认任何内容。",
  },
  keysFrom: {
    pinned: "密钥：来自您提供的文件。",
    issuer: (host: string) => `密钥：由 ${host} 公布。`,
    bundle: "密钥：随文件附带。",
    confirmed: "密钥：随文件附带，已由您提供的内容确认。",
  },
} satisfies MessagesOf<typeof en>;

export default verify;
