import { type Kysely, sql } from "kysely";

/**
 * The roles behind the doors. Only `app_login` can log in. It owns nothing and is a member of the others without
 * inheriting from them, so it can do nothing until a door switches the role.
 */
export const GROUP_ROLES = [
  "app_tenant",
  "app_public",
  "app_system",
  "app_account",
  "app_jobs",
  "app_log",
  "app_verifier",
  "app_eraser",
  "app_mail",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const role of GROUP_ROLES) await createRole(db, role, "nologin");
  await createRole(db, "app_login", "login noinherit");
  for (const role of GROUP_ROLES) {
    await sql`grant ${sql.id(role)} to app_login`.execute(db);
    await sql`grant usage on schema public to ${sql.id(role)}`.execute(db);
  }
  await sql`revoke create on schema public from public`.execute(db);
  await sql`revoke temporary on database ${sql.id(await currentDatabase(db))} from public`.execute(db);
}

/** Roles belong to the server, not to the database, so another database of the same server may have created them. */
async function createRole(db: Kysely<unknown>, role: string, options: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_roles where rolname = ${role}`.execute(db);
  if (rows.length === 0) await sql.raw(`create role ${role} ${options}`).execute(db);
}

async function currentDatabase(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  return rows[0]!.name;
}
