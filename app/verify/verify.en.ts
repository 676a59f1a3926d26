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

/** Why a piece of evidence was refused; the codes are those of the transparency room. */
const faults: Record<string, string> = {
  broken_chain: "the certificates are no chain: one did not sign the other",
  damaged_compression: "the compressed data are damaged",
  certificate_not_in_force: "the certificate was not in force at the time that the seal states",
  invalid_base64: "a character is not what it was",
  invalid_certificate: "a certificate is malformed",
  invalid_checkpoint: "the log's checkpoint is malformed",
  invalid_credential: "the signed record lacks something or is malformed",
  invalid_document: "the data are not a valid inventory document",
  invalid_json: "it is not readable JSON",
  invalid_key_set: "the key set contradicts itself",
  invalid_full_package: "it is not a full package of a report, or is malformed",
  invalid_line_disclosure: "the disclosure of a line is malformed",
  invalid_note: "the log's note is malformed",
  invalid_proof: "the signature block is malformed",
  invalid_status_index: "the place in the status list does not exist",
  invalid_status_list: "the status list is malformed",
  invalid_tlog_proof: "the log proof is malformed",
  invalid_utf8: "the text is not valid UTF-8",
  key_not_supported: "the kind of key or hash is not one that is checked here",
  key_not_in_force: "the key was not in force at that time",
  key_revoked: "the key had been revoked",
  no_embedded_inventory: "the file carries no inventory data",
  no_engine: "the calculation is not at hand",
  no_lines_root: "the report withholds nothing",
  no_results: "the document states no results",
  not_our_form: "it is not made in the way that reports are",
  damaged_pdf: "the file is damaged",
  no_totals: "the document states no totals",
  not_a_bundle: "the bundle was changed, or unpacked and packed again (then check the report inside)",
  not_a_seal:
    "the file was changed or added to after it was sealed, or the seal is not made as ours are: one signature over the whole file",
  not_a_timestamp: "the timestamp is malformed",
  not_a_timestamp_certificate: "the certificate of the timestamp is not one for timestamps, or was not in force",
  not_der: "the signature is malformed",
  not_a_pdf: "it is not a PDF",
  not_canonical: "the text is not in the form in which it was signed",
  lines_differ: "the parts of its lines do not lead to the signed root",
  not_in_lines: "what is disclosed is not what the report withholds for that line",
  not_in_log: "the path does not lead to the signed root",
  other_report: "it belongs to another report",
  package_differs: "it does not give the data that were signed",
  other_issuer: "the keys belong to another issuer",
  seal_of_other_content: "the seal was made over other content",
  timestamp_before_seal: "the timestamp is older than the time that the seal states",
  timestamp_of_something_else: "the timestamp is of something else",
  too_large: "it is larger than any report",
  unknown_key: "the key is not one of the issuer's",
  unknown_note_key: "no known key of the log signed it",
  wrong_cosignature: "a witness's signature on the checkpoint is wrong",
  wrong_note_signature: "the signature on the checkpoint is wrong",
  wrong_timestamp_signature: "the timestamp's own signature is wrong",
  wrong_signature: "the signature does not fit what was signed",
  wrong_status_list: "it is another list than the one named",
};

function why(facts: Facts): string {
  return faults[facts.fault ?? ""] ?? facts.fault ?? "";
}

/** Who sealed, by whose certificate, when, and in whose word; trust is the reader's. */
function sealedBy({ subject, issuer, signedAt, timestampAt, authority }: Facts): string {
  const by = issuer ? `the certificate was issued by ${issuer}` : "the certificate was issued by its holder";
  const witness = timestampAt ? `; timestamp of ${moment(timestampAt)} by ${authority}` : "";
  return `sealed by ${subject} on ${day(signedAt ?? "")}; ${by}${witness}`;
}

/** Who cosigned and when, one a line in the evidence. */
function seenBy({ witnesses }: Facts): string {
  if (!witnesses) return "";
  const each = witnesses.split("\n").map((line) => {
    const [name, at] = line.split(" ") as [string, string];
    return `${name} on ${moment(at)}`;
  });
  return `, and cosigned by ${each.join(" and ")}`;
}

function differing(facts: Facts): string {
  const value = (text: string | undefined) => (text ? `“${text}”` : "nothing");
  return `${facts.pointer} states ${value(facts.stated)}; the lines give ${value(facts.recomputed)}`;
}

const line: Record<CheckReason, (facts: Facts) => string> = {
  file_is_issued: () => "Its SHA-256 equals the one signed at issue, to the last bit.",
  file_is_unsealed: () => "It is the issued report, byte for byte, before the seal was added.",
  file_is_data_package: () => "It is the data package of the issued report, byte for byte.",
  file_differs: () => "Its SHA-256 is not that of the issued report, although it names that report.",
  file_unknown: () => "Its SHA-256 matches nothing in the register.",
  evidence_differs: (facts) => `The evidence is not as it was handed out: ${why(facts)}.`,
  no_file: () => "No file was given to compare.",
  register_unreachable: () => "No signed record of it is at hand, and the register was not reached.",
  nothing_registered: () => "There is no registered report to check against.",
  no_credential: () => "The signed record could not be read.",
  platform_lacks_ed25519: () => "This program or browser cannot check Ed25519 signatures; use a newer one.",
  signed: (facts) =>
    `Signed for ${facts.issuer} on ${day(facts.created ?? "")}; the key was in force and is not revoked for that time.`,
  signature_wrong: (facts) => `The issuer's signature does not hold: ${why(facts)}.`,
  signature_not_over_file: () => "The issuer signed the issued report, not this file.",
  no_keys: () => "The issuer's keys could not be had.",
  logged: (facts) =>
    `Entry ${facts.entry} of ${facts.size} in the log ${facts.origin}; the checkpoint is signed${seenBy(facts)}.`,
  log_after_revocation: (facts) =>
    `The key that signed the record was revoked on ${day(facts.revokedAt ?? "")}, and the log holds the report only after that, as entry ${facts.entry}. It does not count.`,
  log_key_revoked: () =>
    "The log's key that signed this proof was revoked since, so the proof is worth nothing any more. Get a new bundle from the issuer.",
  log_wrong: (facts) => `The log proof does not hold: ${why(facts)}.`,
  log_not_for_file: (facts) => `The issued report is entry ${facts.entry}. This file is not in the log.`,
  log_forked: (facts) =>
    `The log shows ${facts.size} entries that cannot follow from the ${facts.seenSize} that this browser saw before.`,
  log_shrunk: (facts) =>
    `The log shows ${facts.size} entries and no longer has the ${facts.seenSize} that this browser saw before.`,
  log_key_gone: () => "What this browser saw of the log before was signed by a key that the log no longer names.",
  log_not_compared: () => "The log could not be compared with what this browser saw of it before.",
  no_log_proof: () => "The log proof could not be had.",
  no_log_key: () => "The log's key could not be had.",
  status_current: (facts) => `Current as of ${moment(facts.asOf ?? "")}: not replaced, not withdrawn.`,
  status_expired: (facts) =>
    `Neither replaced nor withdrawn as of ${moment(facts.asOf ?? "")}, but no longer valid since ${moment(facts.expiresAt ?? "")}.`,
  status_superseded: (facts) =>
    `Replaced${facts.supersededBy ? ` by ${facts.supersededBy}` : ""}, as of ${moment(facts.asOf ?? "")}.`,
  status_withdrawn: (facts) => `Withdrawn by the issuer, as of ${moment(facts.asOf ?? "")}.`,
  status_unknown_since: (facts) => `Status unknown since ${moment(facts.since ?? "")}.`,
  status_wrong: (facts) => `The status list does not hold: ${why(facts)}.`,
  totals_equal: (facts) => `${facts.lines} lines computed again from the data; all ${facts.figures} figures are equal.`,
  totals_equal_withheld: (facts) => {
    const recomputed = Number(facts.lines) - Number(facts.withheldInputs);
    const stated = Number(facts.withheldInputs)
      ? `; for the other ${facts.withheldInputs}, whose inputs are withheld, the issuer's signed results were taken`
      : "";
    return `${recomputed} of ${facts.lines} lines computed again from their inputs${stated}; all ${facts.figures} figures are equal. Names are withheld on ${facts.withheldLines} lines; their hashes lead to the signed root.`;
  },
  lines_differ: () => "What the data show and leave out of the lines does not lead to the root that the issuer signed.",
  totals_differ: (facts) => `A figure does not follow from the lines: ${differing(facts)}.`,
  credential_totals_differ: (facts) => `The signed record and the data disagree: ${differing(facts)}.`,
  data_differs: () => "The data in the file are not the data that were signed.",
  no_data: (facts) => `There are no data to compute from: ${why(facts)}.`,
  cannot_recompute: (facts) =>
    `The totals could not be computed again: ${why(facts)}${facts.pointer ? ` (${facts.pointer})` : ""}.`,
  printed_equal: (facts) =>
    `Every text of the pages was made again from the data; all ${facts.figures} figures in it are the printed ones.`,
  printed_differs: (facts) =>
    `${printedWhere(facts)} prints “${facts.printed}”; the data give ${facts.recomputed ? `“${facts.recomputed}”` : "nothing there"}. It is the first that differs, after ${facts.figures} figures that agree.`,
  printed_in_pdf_only: () => "Only a PDF prints figures.",
  printed_not_asked: () => "The printed figures were not made again here.",
  printed_before_facts: () =>
    "This report was issued before reports carried what it takes to make their text again. Its totals were computed all the same.",
  printed_by_other_edition: () =>
    "The pages were worded by another edition of the program, so their text was not compared. The totals were computed all the same.",
  printed_unreadable: (facts) => `The printed figures could not be read: ${why(facts)}.`,
  sealed: (facts) =>
    `The seal holds and covers the whole file: ${sealedBy(facts)}. Whether you trust that certificate is yours to decide.`,
  seal_wrong: (facts) => `The seal does not hold: ${why(facts)}.`,
  seal_not_of_report: (facts) =>
    `This file has a seal of its own (${sealedBy(facts)}), but it is not the issued report: the seal says nothing about that report.`,
  seal_not_in_file: () => "This file carries no seal; the issued report has one.",
  seal_waits_for_file: () => "The issued report has a seal. Give the file to have it checked.",
  issued_without_seal: () =>
    "This report was issued without an electronic seal in its PDF. All other proofs are the same.",
};

/** What was checked, and how anyone can do the same with public tools. */
const how: Record<CheckId, string> = {
  file: "The file's SHA-256 was computed here and compared with the hashes in the signed record. Repeat it with sha256sum FILE; the record is report.vc.json, credentialSubject.inventory.hashes.",
  signature:
    "The record is a W3C Verifiable Credential with an eddsa-jcs-2022 proof. Its Ed25519 signature was checked with the key that the issuer publishes at /.well-known/did.json and /.well-known/jwks.json. Any library for this cryptosuite gives the same answer.",
  log: "The hash of the log entry was rebuilt from the record and led along the path in report.tlog-proof to the root in the signed checkpoint (RFC 9162; c2sp.org/tlog-proof, tlog-tiles). The log itself can be read under /log.",
  status:
    "The record names its places in two signed W3C Bitstring Status Lists, one for withdrawal and one for replacement. Their signature and age were checked and the bits read. A list older than its validity does not count.",
  totals:
    "inventory.json was taken out of the PDF, its SHA-256 compared with the signed one, and every line calculated again. Repeat it with pdfdetach -saveall FILE and node app/cli/truetonne.js calculate inventory.json.",
  printed:
    "Every text of the report was made again from the two files inside the PDF: inventory.json, calculated anew, and report-facts.json, which holds what people stated: names, boundary, reasons, the base year's total, earlier versions, estimates of what is excluded. Text by text it was compared with what the pages print, as their structure tree gives it. Left out are the pictures, whose figures stand in the tables beside them, and the running lines. Repeat it with truetonne verify FILE.",
  seal: "The PDF's PAdES signature (ETSI EN 319 142-1) was read: it must cover every byte of the file but its own value, name its certificate, and be the last change of the file; its digest, signature and timestamp were checked. No list of trusted certificates is kept here. Repeat it with pdfsig FILE, or open the file in a PDF reader that shows signatures.",
};

/** Where on the pages a text stands. */
function printedWhere({ section, row, column }: Facts): string {
  const place = [row && `row “${row}”`, column && `column “${column}”`].filter(Boolean).join(", ");
  return `“${section}”${place ? `, ${place},` : ""}`;
}

/** A reason is typed by people, with or without a full stop; the sentence brings its own. */
function withoutStop(text: string): string {
  return text.trim().replace(/[.。]$/, "");
}

/** Authentic, and yet not everything is there to be computed again: said with the verdict. */
function withheld(facts: VerdictFacts): string {
  if (!facts.withheld) return "";
  const { inputs, lines } = facts.withheld;
  return inputs === "0"
    ? " The issuer withheld the names of some lines."
    : ` The issuer withheld the inputs of ${inputs} of its ${lines} lines: their results are its signed word.`;
}

function sentence(facts: VerdictFacts): string {
  const number = facts.number ?? "";
  const issued = facts.issuedAt ? day(facts.issuedAt) : "";
  const when = facts.changedAt ? ` on ${day(facts.changedAt)}` : "";
  const issuer = `${facts.issuer}${facts.issuerHost ? ` (${facts.issuerHost})` : ""}`;
  const unknown = facts.unknownSince
    ? ` Whether it has been replaced or withdrawn since ${moment(facts.unknownSince)} is not known.`
    : "";
  const but = facts.isKeyConfirmed ? "Authentic, but" : "If the key is the issuer's: authentic, but";
  switch (facts.verdict) {
    case "authentic": {
      const identity =
        facts.subject === "file"
          ? `This file is exactly the report ${number} issued by ${issuer} on ${issued}.`
          : `Report ${number} was issued by ${issuer} on ${issued} and is on record. Whether your file is that report shows only when you check the file.`;
      return `${identity}${withheld(facts)}${unknown}`;
    }
    case "unconfirmed":
      return `The file fits its proofs, and they call it report ${number} issued by ${issuer} on ${issued}. But the key came with them, and a forger's would too: confirm that it is the issuer's before you rely on this.${withheld(facts)}${unknown}`;
    case "superseded":
      return `${but} replaced${facts.successor ? ` by ${facts.successor}` : ""}${when}.`;
    case "expired":
      return `${but} no longer valid since ${facts.changedAt ? moment(facts.changedAt) : ""}.${unknown}`;
    case "withdrawn":
      return `${but} withdrawn by the issuer${when}${facts.reason ? `: ${withoutStop(facts.reason)}` : ""}.`;
    case "altered":
      if (facts.isFileIntact) return "The proofs for this file do not hold. Do not rely on it.";
      return number
        ? `This file differs from report ${number} as issued. Do not rely on it.`
        : "This is not what was issued. Do not rely on it.";
    case "not_recognised":
      return "We did not issue this file.";
    case "cannot_tell":
      return `${facts.undone ? check[facts.undone] : "A check"}: could not be done. Nothing is confirmed.`;
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
  outcome: { passed: "holds", failed: "does not hold", not_applicable: "does not apply", not_done: "not done" },
  number: {
    /** For a number that is well formed but leads to nothing public; draft, private and unknown read the same. */
    notFound:
      "No public report has this number. It may have been typed from an unclear copy, or the report may not be public. This says nothing about any document.",
    mistyped: "This number is mistyped: a character is wrong or two are swapped. Compare it with the report once more.",
    shape:
      "This is not a report number. It looks like GHG-2026-000417-XXXXXXX-XXXXXXX and stands on the cover of the report.",
  },
  limits: {
    title: "What this does not prove",
    text: "That the activity data are true or complete. Only a third party's assurance statement speaks to that, at the level it names.",
    keysFromBundle: (keyId: string) =>
      `The issuer's key came with the file. Compare its name with the one the issuer publishes, or with an earlier report: ${keyId}`,
    confirmKeys:
      "Then give what you have from elsewhere than the file: --keys jwks.json, --key NAME or --checkpoint FILE.",
    unsignedParts:
      "Of the bundle, README.txt and verify.py bear no signature: take instructions and programs from elsewhere.",
  },
  assurance: {
    not_verified: "Not verified: no third party has stated an opinion on this report.",
    verified: (verifier: string, level: "limited" | "reasonable") =>
      `${level === "limited" ? "Limited" : "Reasonable"} assurance by ${verifier}.`,
  },
  document: {
    holds: "The results follow from the lines of this document. It carries no signature: who made it was not checked.",
    fails: "The results do not follow from the lines of this document. Do not rely on them.",
    cannotTell: "The results of this document could not be checked. Nothing is confirmed.",
  },
  keysFrom: {
    pinned: "Keys: from the file you gave.",
    issuer: (host: string) => `Keys: published by ${host}.`,
    bundle: "Keys: as they came with the file.",
    confirmed: "Keys: as they came with the file, confirmed by what you gave.",
  },
};

export default verify;
