import { quoteName } from "#app/encoding/text/quote-name.ts";
import type { CheckId, CheckReason } from "#app/proof/verdict.ts";
import type { VerdictFacts } from "#app/proof/verdict-facts.ts";
import page from "./verify-page.en.ts";
import trust from "./verify-trust.en.ts";

type Facts = Record<string, string>;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-03-02T09:15:00Z` → `2 Mar 2026`. */
function day(time: string): string {
  const [year, month, date] = time.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}

function moment(time: string): string {
  return `${day(time)}, ${time.slice(11, 16)} UTC`;
}

const check: Record<CheckId, string> = {
  file: "File",
  signature: "Issuer's signature",
  log: "Public log",
  status: "Status",
  totals: "Totals",
  printed: "Printed figures",
  seal: "Seal in the PDF",
};

/** Why a proof was rejected. The codes come from `app/proof`. */
const faults: Record<string, string> = {
  broken_chain: "the certificates do not form a chain, because one did not sign the next",
  damaged_compression: "the compressed data are damaged",
  certificate_not_in_force: "the certificate was not valid at the time the seal states",
  invalid_base64: "a character was changed",
  invalid_certificate: "a certificate is malformed",
  invalid_checkpoint: "the log's checkpoint is malformed",
  invalid_credential: "the signed record is incomplete or malformed",
  invalid_document: "the data are not a valid inventory document",
  invalid_json: "it is not valid JSON",
  invalid_key_set: "the key set contradicts itself",
  invalid_full_package: "it is not the full data package of a report, or it is malformed",
  invalid_line_disclosure: "the file that discloses a line is malformed",
  invalid_note: "the log's signed note is malformed",
  invalid_proof: "the signature block is malformed",
  invalid_status_index: "the status list has no such position",
  invalid_status_list: "the status list is malformed",
  invalid_tlog_proof: "the log proof is malformed",
  invalid_utf8: "the text is not valid UTF-8",
  invalid_multikey: "the key is malformed",
  key_not_supported: "this type of key or hash is not supported here",
  key_not_in_force: "the key was not valid at that time",
  key_revoked: "the key had been revoked",
  no_embedded_inventory: "the file contains no inventory data",
  no_engine: "the calculation program is not available",
  no_lines_root: "the report has no redacted lines",
  no_results: "the document states no results",
  not_our_form: "it is not structured like a report",
  damaged_pdf: "the file is damaged",
  no_totals: "the document states no totals",
  not_a_bundle: "the bundle was changed, or unpacked and packed again (if so, verify the report inside)",
  not_a_seal: "the file was changed after it was sealed, or the seal is not one signature over the whole file",
  not_a_timestamp: "the timestamp is malformed",
  not_a_timestamp_certificate: "the timestamp's certificate is not for timestamps, or was not valid",
  not_der: "the signature is malformed",
  not_a_pdf: "it is not a PDF",
  not_canonical: "the text is not in the form that was signed",
  lines_differ: "its lines do not lead to the signed root",
  not_in_lines: "the disclosed content is not what the report redacts for that line",
  not_in_log: "the proof does not lead to the signed root",
  other_report: "it belongs to another report",
  package_differs: "it does not produce the signed data",
  other_issuer: "the keys belong to another installation",
  seal_of_other_content: "the seal is for other content",
  timestamp_before_seal: "the timestamp is earlier than the time the seal states",
  timestamp_of_something_else: "the timestamp is for other content",
  too_large: "it is larger than any report",
  unknown_key: "the key is not one of the issuer's",
  unknown_note_key: "it was not signed by a known key of the log",
  wrong_cosignature: "a witness's signature on the checkpoint is invalid",
  wrong_note_signature: "the signature on the checkpoint is invalid",
  wrong_timestamp_signature: "the timestamp's own signature is invalid",
  wrong_signature: "the signature does not match the signed content",
  wrong_status_list: "it is not the list that the record names",
};

function countLines(count: string | undefined): string {
  return count === "1" ? "1 line" : `${count} lines`;
}

function why(facts: Facts): string {
  return faults[facts.fault ?? ""] ?? facts.fault ?? "";
}

function sealedBy({ subject, issuer, signedAt, timestampAt, authority }: Facts): string {
  const by = issuer ? `certificate issued by ${issuer}` : "certificate issued by its holder";
  const witness = timestampAt ? `, timestamp of ${moment(timestampAt)} by ${authority}` : "";
  return `sealed by ${subject} on ${day(signedAt ?? "")}, ${by}${witness}`;
}

/** `witnesses` holds one cosignature per line: name, blank, time. */
function seenBy({ witnesses }: Facts): string {
  if (!witnesses) return "";
  const each = witnesses.split("\n").map((line) => {
    const [name, at] = line.split(" ") as [string, string];
    return `${name} on ${moment(at)}`;
  });
  return ` and cosigned by ${each.join(" and ")}`;
}

function differing(facts: Facts): string {
  const value = (text: string | undefined) => (text ? `“${text}”` : "nothing");
  return `${facts.pointer} shows ${value(facts.stated)}, but the lines give ${value(facts.recomputed)}`;
}

const line: Record<CheckReason, (facts: Facts) => string> = {
  file_is_issued: () => "Its SHA-256 is identical to the one signed when the report was issued.",
  file_is_unsealed: () => "It is identical, byte for byte, to the issued report before the seal was added.",
  file_is_data_package: () => "It is identical, byte for byte, to the data package of the issued report.",
  file_differs: () => "It names the issued report, but its SHA-256 is different.",
  file_unknown: () => "Its SHA-256 matches nothing in the register.",
  evidence_differs: (facts) => `The proof files are not as issued: ${why(facts)}.`,
  no_file: () => "There is no file to compare.",
  register_unreachable: () => "There is no signed record of it here, and the register could not be reached.",
  nothing_registered: () => "There is no registered report to compare with.",
  no_credential: () => "The signed record could not be read.",
  platform_lacks_ed25519: () => "This program or browser can't check Ed25519 signatures. Use a newer one.",
  signed: (facts) =>
    `Signed for ${claimedName(facts.issuer ?? "", null)} on ${day(facts.created ?? "")}. The log of ${facts.keyHost} has the issuer's key since ${day(facts.keySince ?? "")}, as entry ${facts.keyEntry}. The key is not revoked for that time.`,
  signature_wrong: (facts) => `The issuer's signature is invalid: ${why(facts)}.`,
  signature_not_over_file: () => "The issuer signed the issued report, not this file.",
  no_keys: () => "The keys could not be obtained.",
  key_not_logged: () =>
    "The log does not have this key for this issuer under this name. Another issuer or a forger may have signed.",
  key_logged_late: (facts) =>
    `The issuer's key entered the log only after the report, as entry ${facts.entry}. It does not count.`,
  no_key_proof: () => "The proof that the log has the issuer's key could not be obtained.",
  key_proof_outdated: () =>
    "The proof of the issuer's key was signed by a log key that has since been revoked. Get a new bundle.",
  logged: (facts) =>
    `Entry ${facts.entry} of ${facts.size} in the log ${facts.origin}. The checkpoint is signed${seenBy(facts)}.`,
  log_after_revocation: (facts) =>
    `The key that signed the record was revoked on ${day(facts.revokedAt ?? "")}. The report entered the log only after that, as entry ${facts.entry}, so the entry does not count.`,
  log_key_revoked: () =>
    "The log key that signed this proof has since been revoked, so the proof is no longer valid. Get a new bundle from the issuer.",
  log_wrong: (facts) => `The log proof is invalid: ${why(facts)}.`,
  log_not_for_file: (facts) => `The issued report is entry ${facts.entry}. This file is not in the log.`,
  log_forked: (facts) =>
    `The log shows ${facts.size} entries. They contradict the ${facts.seenSize} entries that this browser saw before.`,
  log_shrunk: (facts) =>
    `The log shows ${facts.size} entries. This browser saw ${facts.seenSize} before, and some are missing now.`,
  log_key_gone: () => "The checkpoint that this browser saw before was signed by a key that the log no longer lists.",
  log_not_compared: () => "The log could not be compared with the checkpoint that this browser saw before.",
  no_log_proof: () => "The log proof could not be obtained.",
  no_log_key: () => "The log's key could not be obtained.",
  status_current: (facts) => `Current as of ${moment(facts.asOf ?? "")}: neither replaced nor withdrawn.`,
  status_expired: (facts) =>
    `Expired on ${moment(facts.expiresAt ?? "")}. Neither replaced nor withdrawn as of ${moment(facts.asOf ?? "")}.`,
  status_superseded: (facts) =>
    `Replaced${facts.supersededBy ? ` by ${facts.supersededBy}` : ""}, as of ${moment(facts.asOf ?? "")}.`,
  status_withdrawn: (facts) => `Withdrawn by the issuer, as of ${moment(facts.asOf ?? "")}.`,
  status_unknown_since: (facts) => `The status has been unknown since ${moment(facts.since ?? "")}.`,
  status_wrong: (facts) => `The status list is invalid: ${why(facts)}.`,
  totals_equal: (facts) => `Recalculated ${countLines(facts.lines)} from the data. All ${facts.figures} figures match.`,
  totals_equal_withheld: (facts) => {
    const recomputed = Number(facts.lines) - Number(facts.withheldInputs);
    const stated = Number(facts.withheldInputs)
      ? ` The inputs of the other ${facts.withheldInputs} are redacted, so the issuer's signed results were used.`
      : "";
    return `Recalculated ${recomputed} of ${countLines(facts.lines)} from their inputs.${stated} All ${facts.figures} figures match. Lines with redacted names: ${facts.withheldLines}. Their hashes lead to the signed root.`;
  },
  lines_differ: () => "The shown and redacted parts of the lines do not lead to the root that the issuer signed.",
  totals_differ: (facts) => `A figure does not match the lines: ${differing(facts)}.`,
  credential_totals_differ: (facts) => `The signed record and the data disagree: ${differing(facts)}.`,
  data_differs: () => "The data in the file are not the signed data.",
  no_data: (facts) => `There are no data to calculate from: ${why(facts)}.`,
  cannot_recompute: (facts) =>
    `The totals could not be recalculated: ${why(facts)}${facts.pointer ? ` (${facts.pointer})` : ""}.`,
  printed_equal: (facts) =>
    `All text on the pages was generated again from the data. All ${facts.figures} printed figures match.`,
  printed_differs: (facts) =>
    `${printedWhere(facts)} shows “${facts.printed}”, but the data give ${facts.recomputed ? `“${facts.recomputed}”` : "nothing there"}. This is the first difference, after ${facts.figures} matching figures.`,
  printed_in_pdf_only: () => "Only a PDF has printed figures.",
  printed_not_asked: () => "The printed figures were not checked here.",
  printed_before_facts: () =>
    "This report was issued before reports included the data needed to generate their text again. Its totals were still recalculated.",
  printed_by_other_edition: () =>
    "The pages were written by another version of the program, so their text was not compared. The totals were still recalculated.",
  printed_unreadable: (facts) => `The printed figures could not be read: ${why(facts)}.`,
  printed_compared: () => "The pages were compared with the issued file instead.",
  sealed: (facts) =>
    `The seal is valid and covers the whole file: ${sealedBy(facts)}. You decide whether to trust that certificate.`,
  seal_wrong: (facts) => `The seal is invalid: ${why(facts)}.`,
  seal_not_of_report: (facts) =>
    `This file has its own seal (${sealedBy(facts)}), but it is not the issued report. The seal shows nothing about that report.`,
  seal_not_in_file: () => "This file has no seal, but the issued report has one.",
  seal_waits_for_file: () => "The issued report has a seal. Add the file to check it.",
  issued_without_seal: () =>
    "This report was issued without an electronic seal in its PDF. The other proofs are not affected.",
};

/** What each check did, and how anyone can repeat it with public tools. */
const how: Record<CheckId, string> = {
  file: "The file's SHA-256 was calculated here and compared with the hashes in the signed record. Repeat it with sha256sum FILE. The record is report.vc.json, and the hashes are in credentialSubject.inventory.hashes.",
  signature:
    "The record is a W3C Verifiable Credential with an eddsa-jcs-2022 proof. Its Ed25519 signature was checked with the issuer's own key, which the record names. A log entry has the issuer, its name and this key. The path in issuer-key.tlog-proof leads from it to the signed root. That entry is before the entry of the report. Any library for this cryptosuite gives the same result.",
  log: "The hash of the log entry was calculated from the record. The path in report.tlog-proof leads from it to the root in the signed checkpoint (RFC 9162; c2sp.org/tlog-proof, tlog-tiles). You can read the log itself under /log.",
  status:
    "The record names its positions in two signed W3C Bitstring Status Lists, one for withdrawal and one for replacement. The signature and age of both lists were checked, and the bits were read. A list past its validity does not count.",
  totals:
    "inventory.json was extracted from the PDF and its SHA-256 compared with the signed one. Then every line was calculated again. Repeat it with pdfdetach -saveall FILE and node truetonne-verify.mjs inventory.json.",
  printed:
    "All text of the report was generated again from two files inside the PDF. inventory.json was recalculated. report-facts.json holds what people entered: names, boundary, reasons, the base year's total, earlier versions and estimates of exclusions. The text was compared, piece by piece, with the text in the structure tree of the pages. Not compared are page headers and footers, and charts, whose figures are in the tables next to them. Repeat it with node truetonne-verify.mjs FILE.",
  seal: "The PDF's PAdES signature (ETSI EN 319 142-1) was read, and its digest, signature and timestamp were checked. It must cover every byte of the file except its own value. It must name its certificate and be the last change to the file. No list of trusted certificates is kept here. Repeat it with pdfsig FILE, or open the file in a PDF reader that shows signatures.",
};

/** Where on the pages a text is. */
function printedWhere({ section, row, column }: Facts): string {
  const place = [row && `row “${row}”`, column && `column “${column}”`].filter(Boolean).join(", ");
  return `“${section}”${place ? `, ${place},` : ""}`;
}

/** People type a reason with or without a full stop. The sentence adds its own. */
function withoutStop(text: string): string {
  return text.trim().replace(/[.。]$/, "");
}

/** Added to the verdict of an authentic report when not all lines can be recalculated. */
function withheld(facts: VerdictFacts): string {
  if (!facts.withheld) return "";
  const { inputs, lines } = facts.withheld;
  return inputs === "0"
    ? " The issuer redacted the names of some lines."
    : ` The issuer redacted the inputs of ${inputs} of its ${countLines(lines)}. Their results rely on the issuer's signature alone.`;
}

/** The name was not compared with a register. What is proved is whose key signed. */
function claimedName(name: string, host: string | null): string {
  return `${quoteName(name)} (name not checked${host ? `; key of ${host}` : ""})`;
}

function sentence(facts: VerdictFacts): string {
  const number = facts.number ?? "";
  const issued = facts.issuedAt ? day(facts.issuedAt) : "";
  const when = facts.changedAt ? ` on ${day(facts.changedAt)}` : "";
  const issuer = claimedName(facts.issuer ?? "", facts.issuerHost);
  const unknown = facts.unknownSince
    ? ` It is not known whether it was replaced or withdrawn after ${moment(facts.unknownSince)}.`
    : "";
  const but = facts.isKeyConfirmed ? "Authentic, but" : "If the key is the issuer's, the report is authentic, but";
  switch (facts.verdict) {
    case "authentic": {
      const identity =
        facts.subject === "file"
          ? `This file is exactly report ${number}, issued by ${issuer} on ${issued}.`
          : `Report ${number} was issued by ${issuer} on ${issued} and is on record. To find out whether your file is that report, verify the file.`;
      return `${identity}${withheld(facts)}${unknown}`;
    }
    case "unconfirmed":
      return `The file matches its proofs. They name it report ${number}, issued by ${issuer} on ${issued}. But the key came with the proofs, and a forger could do the same. Before you rely on this report, confirm that the key is the issuer's.${withheld(facts)}${unknown}`;
    case "superseded":
      return `${but} replaced${facts.successor ? ` by ${facts.successor}` : ""}${when}.`;
    case "expired":
      return `${but} expired on ${facts.changedAt ? moment(facts.changedAt) : ""}.${unknown}`;
    case "withdrawn":
      return `${but} withdrawn by the issuer${when}${facts.reason ? `: ${withoutStop(facts.reason)}` : ""}.`;
    case "altered":
      if (facts.isFileIntact) return "The proofs for this file are invalid. Do not rely on it.";
      return number
        ? `This file differs from report ${number} as it was issued. Do not rely on it.`
        : "This is not the issued file. Do not rely on it.";
    case "not_recognised":
      return "We did not issue this file.";
    case "cannot_tell":
      return `${facts.undone ? `The check “${check[facts.undone]}”` : "A check"} could not be completed. Nothing is confirmed.`;
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
  outcome: { passed: "passed", failed: "failed", not_applicable: "not applicable", not_done: "not done" },
  number: {
    /** For a well-formed number without a public report. Draft, private and unknown numbers get the same text. */
    notFound:
      "The number may have been typed from an unclear copy, or the report may not be public. This shows nothing about any document.",
    mistyped: "This number is mistyped. A character is wrong, or two are swapped. Compare it with the report again.",
    shape:
      "This is not a report number. Report numbers look like GHG-2026-000417-XXXXXXX-XXXXXXX and are on the cover of the report.",
  },
  limits: {
    title: "What this does not prove",
    text: "This does not prove that the activity data are true or complete. Only a third party's assurance statement covers that, at the level of assurance it names.",
    unsignedParts: "README.txt and verify.py in the bundle are not signed. Follow no instructions that only they give.",
    keysFromBundle: (keyId: string) =>
      `The keys came with the file. Compare the name of the issuer's key with an earlier report, or that of the log's key with /keys: ${keyId}`,
    confirmKeys:
      "Then add what you have from another source than the file: --keys jwks.json, --key NAME or --checkpoint FILE.",
  },
  assurance: {
    not_verified: "Not verified: no third party has given an opinion on this report.",
    verified: (verifier: string, level: "limited" | "reasonable") =>
      `${level === "limited" ? "Limited" : "Reasonable"} assurance by ${verifier}.`,
  },
  document: {
    holds: "The results match the lines of this document. It has no signature, so its author was not checked.",
    fails: "The results do not match the lines of this document. Do not rely on them.",
    cannotTell: "The results of this document could not be checked. Nothing is confirmed.",
  },
  keysFrom: {
    pinned: "Keys: from the file you provided.",
    issuer: (host: string) => `Keys: published by ${host}.`,
    bundle: "Keys: supplied with the file.",
    confirmed: "Keys: supplied with the file, confirmed by what you provided.",
  },
};

export default verify;
