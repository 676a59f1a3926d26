import { type RawBuilder, sql } from "kysely";

/**
 * The only list of changes planted in tables that `fsck` derives again, and the messages expected for them.
 * `fsck.test.ts` plants the changes listed here, except money (`fsck-money.test.ts`) and `PLANTED_ELSEWHERE`. It fails
 * for a table without an entry.
 */

export type Change = RawBuilder<unknown>;

/**
 * A change that an owner of the database could make, by its table, and the expected message. The changes of one round
 * are made together: none of them hides another.
 */
export const PLANTED: {
  round: number;
  table: string;
  change: Change;
  undo: Change;
  row: RegExp;
  fault: RegExp;
}[] = [
  {
    round: 1,
    table: "activity_record",
    change: sql`update activity_record set quantity = quantity + 1 where version = 1`,
    undo: sql`update activity_record set quantity = quantity - 1 where version = 1`,
    row: /^calculation_run /,
    fault: /a1 was calculated with another quantity/,
  },
  {
    round: 2,
    table: "activity_record",
    change: sql`update activity_record set version = 3`,
    undo: sql`update activity_record set version = 1`,
    row: /^activity_record /,
    fault: /1 versions, but the last one is 3/,
  },
  {
    round: 2,
    table: "calculation_run",
    change: sql`update calculation_run set co2e_kg = '1' || co2e_kg`,
    undo: sql`update calculation_run set co2e_kg = substr(co2e_kg, 2)`,
    row: /^calculation_run /,
    fault: /co2e_kg differs/,
  },
  {
    round: 3,
    table: "calculation_run",
    change: sql`update calculation_run set document = replace(document, '"scope":3', '"scope":4')`,
    undo: sql`update calculation_run set document = replace(document, '"scope":4', '"scope":3')`,
    row: /^calculation_run /,
    fault: /inputs do not match inputs_hash/,
  },
  {
    round: 4,
    table: "activity_count",
    change: sql`update activity_count set records = records + 1`,
    undo: sql`update activity_count set records = records - 1`,
    row: /^activity_count /,
    fault: /2 records are kept, and there are 1/,
  },
  {
    round: 4,
    table: "calculation_piece",
    change: sql`update calculation_piece set versions = set_byte(versions, 3, 255 - get_byte(versions, 3)) where part = 'detail'`,
    undo: sql`update calculation_piece set versions = set_byte(versions, 3, 255 - get_byte(versions, 3)) where part = 'detail'`,
    row: /^calculation_run /,
    fault: /a1 comes of a record that is not there/,
  },
  {
    round: 4,
    table: "calculation_selection",
    change: sql`update calculation_selection set activities = '["a99"]'`,
    undo: sql`update calculation_selection set activities = '["a1"]'`,
    row: /^calculation_selection /,
    fault: /one of its activities is not in the run/,
  },
  {
    round: 1,
    table: "calculation_summary",
    change: sql`update calculation_summary set co2e_kg = '1' || co2e_kg where month = '' and scope = 3`,
    undo: sql`update calculation_summary set co2e_kg = substr(co2e_kg, 2) where month = '' and scope = 3`,
    row: /^calculation_summary .*\/\/3$/,
    fault: /stored 1160.5, /,
  },
  {
    round: 1,
    table: "calculation_source_summary",
    change: sql`update calculation_source_summary set biogenic_co2_kg = '7'`,
    undo: sql`update calculation_source_summary set biogenic_co2_kg = '0'`,
    row: /^calculation_source_summary /,
    fault: /stored .*, 7 kg, derived .*, 0 kg/,
  },
  {
    round: 1,
    table: "run_factor",
    change: sql`update run_factor set factor_version = 'x' || factor_version`,
    undo: sql`update run_factor set factor_version = substr(factor_version, 2)`,
    row: /^run_factor /,
    fault: /no such factor/,
  },
  {
    round: 1,
    table: "audit_trail",
    change: sql`update audit_trail set action = 'x' || action where sequence = 2`,
    undo: sql`update audit_trail set action = substr(action, 2) where sequence = 2`,
    row: /^audit_trail .*\/2$/,
    fault: /the chain breaks here/,
  },
  {
    round: 1,
    table: "audit_trail_mention",
    change: sql`update audit_trail_mention set mentioned_id = 'x:' || mentioned_id
      where (sequence, mentioned_id) = (select sequence, mentioned_id from audit_trail_mention order by 1, 2 limit 1)`,
    undo: sql`update audit_trail_mention set mentioned_id = substr(mentioned_id, 3) where mentioned_id like 'x:%'`,
    row: /^audit_trail_mention /,
    fault: /its ids differ from the entry/,
  },
  {
    round: 4,
    table: "source_confidentiality",
    change: sql`update source_confidentiality set version = 5`,
    undo: sql`update source_confidentiality set version = 1`,
    row: /^source_confidentiality /,
    fault: /1 versions, but the last one is 5/,
  },
  {
    round: 1,
    table: "report",
    change: sql`update report set facts = jsonb_set(facts, '{issuer,en}', '"Another"')`,
    undo: sql`update report set facts = jsonb_set(facts, '{issuer,en}', '"Sample Works"')`,
    row: /^report /,
    fault: /do not match model_hash/,
  },
  {
    round: 2,
    table: "report",
    change: sql`update report set serial = serial + 1`,
    undo: sql`update report set serial = serial - 1`,
    row: /^report /,
    fault: /serial 2 where 1 was expected/,
  },
  {
    round: 1,
    table: "report_series",
    change: sql`update report_series set last_serial = last_serial + 1`,
    undo: sql`update report_series set last_serial = last_serial - 1`,
    row: /^report_series /,
    fault: /the counter is 2, but the last report has 1/,
  },
  {
    round: 1,
    table: "report_checklist",
    change: sql`update report_checklist set items = jsonb_set(items, '{1,state}', '"not_applicable"')`,
    undo: sql`update report_checklist set items = jsonb_set(items, '{1,state}', '"present"')`,
    row: /^report_checklist /,
    fault: /prints another checklist/,
  },
  {
    round: 2,
    table: "report_disclosure",
    change: sql`update report_disclosure set secret = set_byte(secret, 0, get_byte(secret, 0) # 1)`,
    undo: sql`update report_disclosure set secret = set_byte(secret, 0, get_byte(secret, 0) # 1)`,
    row: /^report_disclosure /,
    fault: /the root is/,
  },
  {
    round: 3,
    table: "report_disclosure",
    change: sql`update report_disclosure set withholding = (select jsonb_object_agg(key, 'names') from jsonb_each(withholding))`,
    undo: sql`update report_disclosure set withholding = (select jsonb_object_agg(key, 'inputs') from jsonb_each(withholding))`,
    row: /^report_disclosure /,
    fault: /result in another copy/,
  },
  {
    round: 1,
    table: "published_edition",
    change: sql`update published_edition set pdf = set_byte(pdf, 2000, get_byte(pdf, 2000) # 1)`,
    undo: sql`update published_edition set pdf = set_byte(pdf, 2000, get_byte(pdf, 2000) # 1)`,
    row: /^published_report /,
    fault: /does not match pdf_sha256/,
  },
  {
    round: 2,
    table: "published_report",
    change: sql`update published_report set inventory = inventory || ' '`,
    undo: sql`update published_report set inventory = rtrim(inventory)`,
    row: /^published_report /,
    fault: /embeds another inventory/,
  },
  {
    round: 3,
    table: "published_report",
    change: sql`update published_report set credential = replace(credential, '"version":1', '"version":2')`,
    undo: sql`update published_report set credential = replace(credential, '"version":2', '"version":1')`,
    row: /^published_report /,
    fault: /wrong_signature/,
  },
  {
    round: 4,
    table: "published_report",
    change: sql`update published_report set summary = jsonb_set(summary, '{co2eKg}', '"1"')`,
    undo: sql`update published_report set summary = jsonb_set(summary, '{co2eKg}', summary -> 'byScope' -> '3')`,
    row: /^published_report /,
    fault: /shows another co2eKg/,
  },
  {
    round: 5,
    table: "published_report",
    change: sql`update published_report set status_index = status_index + 1`,
    undo: sql`update published_report set status_index = status_index - 1`,
    row: /^published_report /,
    fault: /other places in the status lists/,
  },
  {
    round: 6,
    table: "published_report",
    change: sql`update published_report set supersedes = coalesce(supersedes, '') || 'x'`,
    undo: sql`update published_report set supersedes = nullif(left(supersedes, -1), '')`,
    row: /^published_report /,
    fault: /the credential replaces .*x$/,
  },
  {
    round: 1,
    table: "statement",
    change: sql`update statement set stated_at = stated_at + interval '1 second' where kind = 'issue'`,
    undo: sql`update statement set stated_at = stated_at - interval '1 second' where kind = 'issue'`,
    row: /^statement 1$/,
    fault: /its time differs from the statement/,
  },
  {
    round: 2,
    table: "statement",
    change: sql`update statement set kind = 'expire' where kind = 'issue'`,
    undo: sql`update statement set kind = 'issue' where kind = 'expire'`,
    row: /^statement 1$/,
    fault: /its kind is expire, but the statement has issue/,
  },
  {
    round: 3,
    table: "statement",
    change: sql`update statement set salt = reverse(salt) where kind = 'issue'`,
    undo: sql`update statement set salt = reverse(salt) where kind = 'issue'`,
    row: /^statement 1$/,
    fault: /it does not open the leaf/,
  },
  {
    round: 1,
    table: "statement",
    change: sql`update statement set facts = jsonb_set(facts, '{hash}', '"d"') where kind = 'checker'`,
    undo: sql`update statement set facts = jsonb_set(facts, '{hash}', to_jsonb(repeat('c', 64))) where kind = 'checker'`,
    row: /^statement 2$/,
    fault: /its hash differs from the leaf/,
  },
  {
    // Separate from the statement's: an unreadable entry opens nothing, and one changed digit in eight makes it
    // unreadable.
    round: 5,
    table: "log_leaf",
    change: sql`update log_leaf set entry = set_byte(entry, 40, get_byte(entry, 40) # 1) where index = 0`,
    undo: sql`update log_leaf set entry = set_byte(entry, 40, get_byte(entry, 40) # 1) where index = 0`,
    row: /^log_leaf 0$/,
    fault: /entry and leaf_hash differ/,
  },
  {
    round: 1,
    table: "log_head",
    change: sql`update log_head set size = size + 1`,
    undo: sql`update log_head set size = size - 1`,
    row: /^log_head$/,
    fault: /or its edge differs/,
  },
  {
    round: 1,
    table: "log_checkpoint",
    change: sql`update log_checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)`,
    undo: sql`update log_checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)`,
    row: /^log_checkpoint 1$/,
    fault: /signed .* derived/,
  },
  {
    round: 2,
    table: "log_checkpoint",
    change: sql`update log_checkpoint set note = replace(note, E'\n1\n', E'\n3\n')`,
    undo: sql`update log_checkpoint set note = replace(note, E'\n3\n', E'\n1\n')`,
    row: /^log_checkpoint 1$/,
    fault: /wrong_note_signature/,
  },
  {
    round: 2,
    table: "log_tile",
    change: sql`insert into log_tile (level, index, data, root)
      values (0, 0, decode(repeat('00', 8192), 'hex'), decode(repeat('00', 32), 'hex'))`,
    undo: sql`delete from log_tile`,
    row: /^log_tile 0\/0$/,
    fault: /it has no leaves/,
  },
  {
    round: 2,
    table: "open_validity",
    change: sql`insert into open_validity (number, expires_at) select number, issued_at from published_report`,
    undo: sql`delete from open_validity`,
    row: /^open_validity /,
    fault: /that report has nothing left to expire/,
  },
  {
    round: 6,
    table: "listed_report",
    change: sql`insert into listed_report (number, issuer_id) select number, gen_random_uuid() from published_report`,
    undo: sql`delete from listed_report`,
    row: /^listed_report /,
    fault: /its issuer did not choose/,
  },
  {
    round: 6,
    table: "report_issuer",
    change: sql`delete from report_issuer`,
    undo: sql`insert into report_issuer (number, identity_id) select r.number, t.identity_id
      from report r join published_report p on p.number = r.number join tenant t on t.id = r.tenant_id`,
    row: /^report_issuer /,
    fault: /it is missing/,
  },
  {
    round: 6,
    table: "domain_proof",
    change: sql`insert into domain_proof (identity_id, domain, method, proved_at, confirmed_at)
      select identity_id, 'larch.example', 'dns', created_at, created_at from tenant`,
    undo: sql`delete from domain_proof`,
    row: /^domain_proof .*larch/,
    fault: /it does not follow from the checks/,
  },
  {
    round: 6,
    table: "issuer_key",
    change: sql`insert into issuer_key (key_id, identity_id, public_key, created_at)
      values (repeat('x', 43), gen_random_uuid(), sha256('x'), now())`,
    undo: sql`delete from issuer_key where key_id = repeat('x', 43)`,
    row: /^issuer_key x/,
    fault: /not the thumbprint/,
  },
  {
    round: 6,
    table: "issuer_key_name",
    change: sql`update issuer_key_name set since = since + interval '1 second'`,
    undo: sql`update issuer_key_name set since = since - interval '1 second'`,
    row: /^issuer_key_name /,
    fault: /the log entry differs/,
  },
  {
    round: 6,
    table: "issuer_key_secret",
    change: sql`update issuer_key_secret set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1)`,
    undo: sql`update issuer_key_secret set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1)`,
    row: /^issuer_key_secret /,
    fault: /no secret of the installation opens it/,
  },
  {
    round: 7,
    table: "issuer_key_end",
    change: sql`insert into issuer_key_end (key_id, kind, ended_at, since, log_size, log_index)
      select key_id, 'revoked', now(), date_trunc('second', now()), 1, log_index from issuer_key_name`,
    undo: sql`delete from issuer_key_end`,
    row: /^issuer_key_end /,
    fault: /the log entry differs/,
  },
  {
    round: 6,
    table: "issuer_name",
    change: sql`update issuer_name set core = core || 'x'`,
    undo: sql`update issuer_name set core = left(core, -1)`,
    row: /^issuer_name /,
    fault: /its core is another one/,
  },
  {
    round: 6,
    table: "listed_verifier",
    change: sql`insert into listed_verifier select identity_id, 'Larch', '', '', '', null, '', created_at from tenant`,
    undo: sql`delete from listed_verifier`,
    row: /^listed_verifier /,
    fault: /it does not follow from the profile/,
  },
  {
    round: 6,
    table: "registration_proof",
    change: sql`insert into registration_proof (identity_id, name, registration_number, register, checked_on)
      select identity_id, 'Larch Ltd', '1', 'a register', '2026-01-01' from tenant`,
    undo: sql`delete from registration_proof`,
    row: /^registration_proof .*Larch/,
    fault: /it does not follow from the operator's checks/,
  },
  {
    round: 6,
    table: "activity_record",
    change: sql`update activity_record set emission_source_id = tenant_id`,
    undo: sql`update activity_record set emission_source_id = (select emission_source_id from calculation_selection limit 1)`,
    row: /^emission_source /,
    fault: /1 records refer to it, but it is missing/,
  },
  {
    round: 1,
    table: "emission_factor",
    change: sql`update emission_factor set document = jsonb_set(document, '{unit}', '"kg"') where id = 'uk-desnz.29_600_4009_13'
      and version = (select max(version) from emission_factor where id = 'uk-desnz.29_600_4009_13')`,
    undo: sql`update emission_factor set document = jsonb_set(document, '{unit}', to_jsonb(unit)) where id = 'uk-desnz.29_600_4009_13'
      and version = (select max(version) from emission_factor where id = 'uk-desnz.29_600_4009_13')`,
    row: /^emission_factor uk-desnz/,
    fault: /figures differ from the edition/,
  },
  {
    round: 2,
    table: "factor_dataset",
    change: sql`update factor_dataset set row_count = row_count + 1 where id = 'uk-desnz' and edition = (select max(edition) from factor_dataset where id = 'uk-desnz')`,
    undo: sql`update factor_dataset set row_count = row_count - 1 where id = 'uk-desnz' and edition = (select max(edition) from factor_dataset where id = 'uk-desnz')`,
    row: /^factor_dataset uk-desnz/,
    fault: /rows instead of/,
  },
  {
    round: 5,
    table: "gwp_set",
    change: sql`update gwp_set set document = jsonb_set(
      jsonb_set(document, '{values,was}', document #> '{values,CH4}'), '{values,CH4}', '"1"') where id = 'AR6'`,
    undo: sql`update gwp_set set document = jsonb_set(
      document #- '{values,was}', '{values,CH4}', document #> '{values,was}') where id = 'AR6'`,
    row: /^gwp_set /,
    fault: /figures differ from the shipped set/,
  },
  {
    round: 1,
    table: "legal_text",
    change: sql`insert into legal_text (digest, kind, version, blocks)
      values (repeat('0', 64), 'terms', '1', '{"en": [], "zh": []}')`,
    undo: sql`delete from legal_text where digest = repeat('0', 64)`,
    row: /^legal_text 0/,
    fault: /differs from its hash/,
  },
];

/** Changes that an owner of the database could make, and the expected messages. */
export const PLANTED_MONEY: [table: string, change: RawBuilder<unknown>, undo: RawBuilder<unknown>, fault: RegExp][] = [
  [
    "invoice",
    sql`update invoice set serial = 3, number = 'INV-2026-000003' where serial = 2`,
    sql`update invoice set serial = 2, number = 'INV-2026-000002' where serial = 3`,
    /^invoice \S+\/2026: the serials of the year have a gap$/,
  ],
  [
    "invoice_line",
    sql`update invoice_line set net_minor = net_minor + 1`,
    sql`update invoice_line set net_minor = net_minor - 1`,
    /^invoice .*: its lines do not add up to it$/,
  ],
  [
    "credit_note",
    sql`update credit_note set amount_minor = amount_minor + 600000, net_minor = net_minor + 600000`,
    sql`update credit_note set amount_minor = amount_minor - 600000, net_minor = net_minor - 600000`,
    /^credit_note .*: more was credited/,
  ],
  [
    "ledger_entry",
    sql`update ledger_entry set debit_minor = debit_minor + 1 where debit_minor > 0`,
    sql`update ledger_entry set debit_minor = debit_minor - 1 where debit_minor > 0`,
    /^ledger_transaction .*: its entries are not as it states/,
  ],
  [
    "tax_note",
    sql`update tax_note set version = 2, after = null`,
    sql`update tax_note set version = 1, after = null`,
    /^tax_note .*: 1 versions, but the last one is 2/,
  ],
];

/** Where rows of these tables are changed, because their checks need more than the sample company has. */
export const PLANTED_ELSEWHERE = {
  assurance_statement: "assurance-statement.test.ts",
  assurance_statement_withdrawal: "assurance-statement.test.ts",
  calculation_piece: "large-run.test.ts",
  carried_statement: "early-statement.test.ts",
  disowned_statement: "disowned-statement.test.ts",
  published_assurance: "assurance-statement.test.ts",
  tenant_erasure: "tenant-deletion.test.ts",
} as const;

const ZEROS = "0".repeat(64);

export interface ForgedRow {
  table: string;
  row: Record<string, string | number>;
  /** The table of the row for which the error is reported, if it differs. */
  told?: string;
  fault: RegExp;
}

/**
 * Rows that an owner of the database could write directly. Missing columns are filled.
 *
 * @param made the rows that they refer to
 */
export function forgedRows(made: {
  reportId: string;
  /** A file whose bytes are stored. */
  kept: { id: string; sha256: string; byteSize: number };
  /** A witness whose key is known: its line is for another checkpoint. */
  witness: { witness: string; key_id: string; line: string };
}): ForgedRow[] {
  const { reportId, kept, witness } = made;
  const file = { id: kept.id, sha256: kept.sha256, byte_size: kept.byteSize };
  return [
    { table: "activity_import", row: { file_sha256: ZEROS, file_size: 3 }, fault: /^its bytes are missing$/ },
    { table: "assurance_file", row: { sha256: ZEROS, byte_size: 3 }, fault: /^its bytes are missing$/ },
    { table: "brand_logo", row: { sha256: ZEROS, bytes: "\\x00" }, fault: /^its bytes have the hash 6e340b9c/ },
    { table: "contract_copy", row: { sha256: ZEROS, byte_size: 3 }, fault: /^its bytes are missing$/ },
    { table: "domain_check", row: { number: 2 }, fault: /^a check is missing$/ },
    { table: "evidence_file", row: { sha256: ZEROS, byte_size: 3 }, fault: /^its bytes are missing$/ },
    { table: "evidence_file", row: file, fault: /^its bytes were erased, and are still there$/ },
    {
      table: "evidence_erasure",
      row: { file_id: kept.id },
      told: "evidence_file",
      fault: /^its bytes were erased, and are still there$/,
    },
    {
      table: "ledger_transaction",
      row: { entry_count: 2, total_minor: 5 },
      fault: /^its entries are not as it states/,
    },
    {
      table: "log_cosignature",
      row: { size: 1, witness: "w", key_id: "\\x00000000", line: "— w AAAA" },
      fault: /^it is not a signature line of that witness and key$/,
    },
    {
      table: "log_cosignature",
      row: { size: 1, ...witness },
      fault: /^the witness did not sign the checkpoint of that size: wrong_cosignature$/,
    },
    {
      table: "report_withdrawal_end",
      row: { report_id: reportId, attempt: 1, state: "confirmed" },
      fault: /^it is not in the log$/,
    },
    { table: "trade_document", row: { sha256: ZEROS, pdf: "\\x00" }, fault: /^its bytes have another hash$/ },
  ];
}
