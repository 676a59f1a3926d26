import { type Kysely, sql } from "kysely";
import { evenClosed } from "#app/access/closed-tenant.server.ts";
import { listAgreements } from "#app/consent/consent.server.ts";
import type { Doors } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { OWN_DATA_FORMAT, type PersonalTable, type PersonalTableName, personalTables } from "./personal-tables.ts";

export interface Person {
  userId: string;
  email: string;
}

type Row = Record<string, unknown>;
type Reader = Kysely<Database>;

/** Entries of a transaction. Transactions stay short even if the client reads slowly. */
const CHUNK = 500;

/** Everything that is stored about a person, as one JSON text in parts: rows by table. */
export async function* readOwnData(doors: Doors, person: Person, exportedAt: string): AsyncGenerator<string> {
  yield `{"format":${JSON.stringify(OWN_DATA_FORMAT)},"exported_at":${JSON.stringify(exportedAt)}`;
  for (const table of personalTables(({ through }) => through === "accounts")) {
    yield part(table.name, await selectOwn(doors.accounts, table, subjectOf(table, person)));
  }
  const { parts, tenants, authors } = await doors.withSystem((tx) => evenClosed(tx, () => readSystem(tx, person)));
  for (const [name, rows] of parts) yield part(name, rows);
  for (const table of personalTables(({ through }) => through === "workspace")) {
    yield `,${JSON.stringify(table.name)}:[`;
    let isFirst = true;
    for (const tenantId of tenants) {
      for await (const rows of readInWorkspace(doors, table, { ...person, tenantId, authors })) {
        for (const row of rows) {
          yield `${isFirst ? "" : ","}\n${JSON.stringify(row)}`;
          isFirst = false;
        }
      }
    }
    yield "]";
  }
  yield "}\n";
}

const part = (name: string, rows: readonly Row[] | readonly object[]) =>
  `,\n${JSON.stringify(name)}:${JSON.stringify(rows)}`;

async function readSystem(tx: Reader, person: Person) {
  const parts: [string, readonly object[]][] = [];
  for (const table of personalTables(({ through }) => through === "system")) {
    parts.push([table.name, await selectOwn(tx, table, subjectOf(table, person))]);
  }
  const rowsOf = (names: PersonalTableName[]) =>
    parts.filter(([name]) => names.includes(name as PersonalTableName)).flatMap(([, rows]) => rows as Row[]);
  const ids = rowsOf(["membership", "membership_end", "engagement_actor", "assurance_acceptance"]);
  const tenants = [...new Set(ids.map((row) => row.tenant_id as string))];
  const actors = await tx
    .selectFrom("engagement_actor")
    .select("author_id")
    .where("user_id", "=", person.userId)
    .execute();
  const named = await tx
    .selectFrom("tenant")
    .select(["id", "name"])
    .where((eb) => eb("id", "=", eb.fn.any(eb.val(tenants))))
    .execute();
  parts.push(["agreements", await listAgreements(tx, person.userId)], ["workspaces", named]);
  return { parts, tenants, authors: [person.userId, ...actors.map(({ author_id: id }) => id)] };
}

async function* readInWorkspace(
  doors: Doors,
  table: PersonalTable & { name: PersonalTableName },
  who: Person & { tenantId: string; authors: readonly string[] },
): AsyncGenerator<Row[]> {
  if (table.holds !== "author") {
    yield await doors.withTenant(who, (tx) => selectOwn(tx, table, [who.userId]));
    return;
  }
  for (let after = 0; ; ) {
    const rows = await doors.withTenant(who, (tx) =>
      selectRows(tx, table, who.authors, sql`and sequence > ${after} order by sequence limit ${CHUNK}`),
    );
    yield rows;
    if (rows.length < CHUNK) return;
    after = Number(rows.at(-1)!.sequence);
  }
}

const subjectOf = ({ holds }: PersonalTable, { userId, email }: Person) => [holds === "email" ? email : userId];

function selectOwn(db: Reader, table: PersonalTable & { name: string }, values: readonly string[]): Promise<Row[]> {
  return selectRows(db, table, values, sql``);
}

async function selectRows(
  db: Reader,
  { name, fields, column }: PersonalTable & { name: string },
  values: readonly string[],
  rest: ReturnType<typeof sql>,
): Promise<Row[]> {
  const columns = sql.join(fields.map((field) => sql.ref(field)));
  const { rows } = await sql<Row>`select ${columns} from ${sql.table(name)}
    where ${sql.ref(column)} = any (${[...values]}::text[]) ${rest}`.execute(db);
  return rows;
}
