import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Installation } from "./installation.ts";
import type { Acknowledged } from "./workload.ts";

/** A query that returns violations: without rows, the rule holds. */
interface Rule {
  /** The message for a violation. */
  broken: string;
  sql: string;
}

const RULES: Rule[] = [
  {
    broken: "an import is there in part",
    sql: `select i.id, i.added_count as stated, count(r.record_id)::int as found from activity_import i
      left join activity_record r on r.tenant_id = i.tenant_id and r.import_id = i.id and r.version = 1
      group by i.tenant_id, i.id, i.added_count having i.added_count <> count(r.record_id)`,
  },
  {
    broken: "records of an import that is not there",
    sql: `select distinct r.import_id from activity_record r where r.import_id is not null and not exists (
      select 1 from activity_import i where i.tenant_id = r.tenant_id and i.id = r.import_id)`,
  },
  {
    broken: "the same day was recorded twice",
    sql: `select emission_source_id, period_start, period_end, count(*)::int from current_activity_record
      group by 1, 2, 3 having count(*) > 1`,
  },
  {
    broken: "a run without all of its records, each once",
    sql: `select r.id, r.line_count, count(v.id)::int as found from calculation_run r
      left join calculation_piece p on p.tenant_id = r.tenant_id and p.run_id = r.id and p.part = 'detail'
      left join lateral record_versions(p.versions) as v(id) on true
      group by r.tenant_id, r.id, r.line_count
      having r.line_count <> count(v.id) or count(v.id) <> count(distinct v.id)`,
  },
  {
    broken: "numbers of reports with a gap",
    sql: `select tenant_id, year, count(*)::int, max(serial) from report group by 1, 2 having count(*) <> max(serial)`,
  },
  {
    broken: "a published report without its entry in the log",
    sql: `select number from published_report p where not exists (
      select 1 from statement s where s.number = p.number and s.kind = 'issue')`,
  },
  {
    broken: "a published report whose file is not what its row states",
    sql: "select number from published_edition where pdf_sha256 <> encode(sha256(pdf), 'hex')",
  },
  {
    broken: "statements and leaves of the log do not match",
    sql: `select h.size, (select count(*)::int from log_leaf) as leaves, (select count(*)::int from statement) as said
      from log_head h where h.size <> (select count(*) from log_leaf) or h.size <> (select count(*) from statement)`,
  },
  {
    broken: "a checkpoint that is ahead of the log",
    sql: "select c.size from log_checkpoint c, log_head h where c.size > h.size",
  },
  {
    broken: "the books do not balance",
    sql: `select transaction_id from ledger_entry group by tenant_id, transaction_id
      having sum(debit_minor) <> sum(credit_minor)`,
  },
  {
    broken: "numbers of invoices with a gap",
    sql: `select tenant_id, fiscal_year, count(*)::int, max(serial) from invoice group by 1, 2
      having count(*) <> max(serial)`,
  },
  {
    broken: "an invoice that was paid twice",
    sql: "select invoice_id, count(*)::int from payment group by 1 having count(*) > 1",
  },
];

/** Acknowledged data that must exist: ids without a row. */
const KEPT: { what: keyof Acknowledged; ids: (one: Acknowledged) => string[]; sql: string }[] = [
  {
    what: "imports",
    ids: ({ imports }) => imports.map(({ importId }) => importId),
    sql: "select 1 from activity_import where id = a.id",
  },
  {
    what: "reports",
    ids: ({ reports }) => reports.map(({ reportId }) => reportId),
    sql: "select 1 from report where id = a.id",
  },
  {
    what: "invoices",
    ids: ({ invoices }) => invoices.map(({ invoiceId }) => invoiceId),
    sql: "select 1 from invoice where id = a.id",
  },
  {
    what: "receipts",
    ids: ({ receipts }) => receipts.map(({ invoiceId }) => invoiceId),
    sql: "select 1 from payment p join receipt r on r.tenant_id = p.tenant_id and r.id = p.receipt_id where p.invoice_id = a.id",
  },
  {
    what: "cards",
    ids: ({ cards }) => cards.map(({ invoiceId }) => invoiceId),
    sql: "select 1 from payment where invoice_id = a.id and provider = 'stripe'",
  },
];

/** The violated rules, as messages. Read as the owner, without the doors. */
export async function findBroken({ database }: Installation, acknowledged: Acknowledged): Promise<string[]> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  owner.on("error", () => {});
  await owner.connect();
  try {
    const broken: string[] = [];
    for (const { broken: words, sql } of RULES) {
      const { rows } = await owner.query(sql);
      if (rows.length > 0) broken.push(`${words}: ${JSON.stringify(rows.slice(0, 3))}`);
    }
    for (const { what, ids, sql } of KEPT) {
      const asked = `select a.id from unnest($1::uuid[]) as a (id) where not exists (${sql})`;
      const { rows } = await owner.query(asked, [ids(acknowledged)]);
      if (rows.length > 0) broken.push(`acknowledged ${what} that are lost: ${JSON.stringify(rows.slice(0, 3))}`);
    }
    return [...broken, ...(await findLostRuns(owner, acknowledged))];
  } finally {
    await owner.end();
  }
}

/** A request for a run is answered without an id: there are at least as many jobs as answers. */
async function findLostRuns(owner: pg.Client, { runs }: Acknowledged): Promise<string[]> {
  const lost: string[] = [];
  for (const inventoryId of new Set(runs.map((run) => run.inventoryId))) {
    const asked = runs.filter((run) => run.inventoryId === inventoryId).length;
    const { rows } = await owner.query(
      "select count(*)::int as jobs from job where kind = 'calculate-run' and subject_id = $1",
      [inventoryId],
    );
    if (rows[0].jobs < asked) lost.push(`acknowledged runs that are lost: ${asked} asked, ${rows[0].jobs} there`);
  }
  return lost;
}

/** Unfinished jobs of all kinds that users wait for. */
export async function openJobs({
  database,
}: Installation): Promise<{ kind: string; state: string; failure: string }[]> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  owner.on("error", () => {});
  await owner.connect();
  try {
    const { rows } = await owner.query(
      "select kind, state, failure, updated_at from job where state <> 'done' and kind <> 'sweep-import'",
    );
    return rows;
  } finally {
    await owner.end();
  }
}

/** Requested reports that are not public, once all work is done. */
export async function unpublished({ database }: Installation): Promise<string[]> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query(
      "select number from report r where not exists (select 1 from published_report p where p.number = r.number)",
    );
    return rows.map(({ number }) => number);
  } finally {
    await owner.end();
  }
}

/** `truetonne fsck` on the installation. @returns its errors */
export function runFsck({ database, dataDir, origin }: Installation): Promise<string[]> {
  const env = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production" as const,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PUBLIC_URL: origin,
  };
  const cli = fileURLToPath(new URL("../../app/cli/truetonne.js", import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, "fsck"], { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, complaint) => {
      if (!error) return resolve([]);
      const wrong = out.split("\n").filter((line) => line.startsWith("does not match"));
      resolve(wrong.length > 0 ? wrong.slice(0, 10) : [`fsck: ${complaint.slice(0, 500) || error.message}`]);
    });
  });
}
