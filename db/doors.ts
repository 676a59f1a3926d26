import { CompiledQuery, Kysely, sql, type Transaction } from "kysely";
import { type JobBackend, openDatabase, type PoolState } from "./database.ts";
import { RoleDialect } from "./role-dialect.ts";
import type { Database } from "./schema.ts";
import { Shares, shareOf } from "./share.ts";
import { Standby, type StandbyState } from "./standby.ts";

declare const door: unique symbol;

/** A transaction that sees the rows of one tenant only. */
export type TenantTx = Transaction<Database> & { readonly [door]: "tenant" };
/** A transaction that sees published data: statements, log, factors. */
export type PublicTx = Transaction<Database> & { readonly [door]: "public" };
/** A transaction of the system: memberships, sign-up, rate limits. */
export type SystemTx = Transaction<Database> & { readonly [door]: "system" };
/**
 * A transaction of a verifier: reads one inventory while the engagement is in force, and adds findings and statements.
 */
export type VerifierTx = Transaction<Database> & { readonly [door]: "verifier" };
export type AnyTx = TenantTx | PublicTx | SystemTx | VerifierTx;

/** The author id of everyone who reads the sample company without an account. */
export const VISITOR_ID = "visitor";

/** The acting user, and the tenant. */
export interface TenantIdentity {
  tenantId: string;
  userId: string;
}

/** The verifier, and the engagement that gives access. */
interface VerifierIdentity extends TenantIdentity {
  engagementId: string;
}

/**
 * Wraps the work of a transaction. `tenantId` is null if it belongs to no tenant. `standby` is the public door when it
 * reads at the standby.
 */
export type Around = <T>(
  transaction: { door: "tenant" | "verifier" | "public" | "system" | "standby"; tenantId: string | null },
  work: () => Promise<T>,
) => Promise<T>;

/** Limits for the work of a request: its share of the connections, and a timeout of its statements. */
export interface Pace {
  /** Milliseconds until a statement fails (57014); unlimited on the embedded engine. */
  statement: number;
  /** Whether every transaction from here on only reads: a write fails (25006). */
  isReadOnly?: boolean;
}

export interface DoorSettings {
  /** The tenant that sells plans here; without one, nothing is limited. The database enforces the limits. */
  operatorTenantId?: string | undefined;
  /** Size of the pool; 10 by default. */
  connections?: number | undefined;
  /** Limits of the current request; null in a job or command, which have none. */
  paceOf?: () => Pace | null;
  /** Wraps each transaction, to measure it. */
  around?: Around;
  /** Called when a connection ended unexpectedly; the next transaction gets another one. */
  onConnectionLost?: (error: Error) => void;
  /** A streaming standby of the database, for public reads. */
  standbyUrl?: string | undefined;
  /** Called when the standby comes into use, or can't be used. */
  onStandby?: (state: StandbyState, reason: string) => void;
}

export interface Doors {
  withTenant: <T>(who: TenantIdentity, work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** Reads a snapshot as of one moment, without a time limit. On the embedded engine all other work waits. */
  withTenantSnapshot: <T>(who: TenantIdentity, work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** `read` is the same transaction for services that read: the database returns what the engagement allows. */
  withVerifier: <T>(who: VerifierIdentity, work: (tx: VerifierTx, read: TenantTx) => Promise<T>) => Promise<T>;
  withPublic: <T>(work: (tx: PublicTx) => Promise<T>) => Promise<T>;
  withSystem: <T>(work: (tx: SystemTx) => Promise<T>) => Promise<T>;
  /** Kysely for the accounts library: each statement runs as `app_account`, which has access only to account tables. */
  accounts: Kysely<Database>;
  /** Runs the statements of `work` on `accounts` in one transaction, all or nothing. */
  accountsTogether: <T>(work: () => Promise<T>) => Promise<T>;
  jobBackend: JobBackend;
  /** Counts the transactions of this process that changed public data (`changesPublic`). */
  publicVersion: () => number;
  /** Connections of this process's pool; null on the embedded database, which has one. */
  poolState: () => PoolState | null;
  /** Whether the database answers at all, on a separate connection; concurrent calls share one query. */
  isAnswering: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** A property of a transaction. */
const CHANGES_PUBLIC = Symbol("changes public");

/** Marks a transaction whose commit changes public data: the log, its checkpoints, a report's state. */
export function changesPublic(tx: TenantTx | SystemTx | VerifierTx): void {
  (tx as unknown as Record<symbol, boolean>)[CHANGES_PUBLIC] = true;
}

/**
 * Opens this process's doors to the database. The raw handle never leaves this function. Every door switches the role
 * inside a transaction, so row-level security also applies on PGlite, whose session is a superuser.
 */
export async function openDoors(url: string, settings: DoorSettings = {}): Promise<Doors> {
  const { operatorTenantId = "", around = (_, work) => work(), paceOf = () => null, ...opening } = settings;
  const { standbyUrl, onStandby, ...primary } = opening;
  const database = await openDatabase(url, primary);
  const db = new Kysely<Database>({ dialect: database.dialect() });
  const { connections } = primary;
  const standby = standbyUrl ? new Standby(standbyUrl, db, { connections, onState: onStandby }) : null;
  let publicVersion = 0;
  const admit = admitByShare(database.connections);
  const admitToStandby = admitByShare(database.connections);
  const enter = async <T, Tx extends AnyTx>(
    door: "tenant" | "verifier" | "public" | "system",
    context: (TenantIdentity & { engagementId?: string }) | null,
    work: (tx: Tx) => Promise<T>,
    begin?: () => ReturnType<typeof db.transaction>,
  ) => {
    let isPublic = false;
    const requested = paceOf();
    const pace = database.connections === null ? null : requested;
    const isReadOnly = requested?.isReadOnly === true || context?.userId === VISITOR_ID;
    const started = () => begin?.() ?? (isReadOnly ? db.transaction().setAccessMode("read only") : db.transaction());
    const transact = () =>
      started().execute(async (tx) => {
        await sql`select set_config('role', ${`app_${door}`}, true),
                       set_config('app.tenant_id', ${context?.tenantId ?? ""}, true),
                       set_config('app.user_id', ${context?.userId ?? ""}, true),
                       set_config('app.engagement_id', ${context?.engagementId ?? ""}, true),
                       set_config('app.operator_tenant_id', ${operatorTenantId}, true)
                       ${limitStatements(begin === undefined ? (pace?.statement ?? null) : null)}`.execute(tx);
        const done = await work(tx as unknown as Tx);
        isPublic = CHANGES_PUBLIC in tx;
        return done;
      });
    const tenantId = context?.tenantId ?? null;
    const enterDoor = () => around({ door, tenantId }, transact);
    const result = await (pace === null ? enterDoor() : admit(door, tenantId, enterDoor));
    if (isPublic) {
      publicVersion += 1;
      standby?.forget();
    }
    return result;
  };
  const read = async <T>(work: (tx: PublicTx) => Promise<T>): Promise<T> => {
    const pace = paceOf();
    const ask = () =>
      around({ door: "standby", tenantId: null }, async () =>
        standby === null ? null : standby.read(limitStatements(pace?.statement ?? null), work),
      );
    const answer = await (pace === null ? ask() : admitToStandby("standby", null, ask));
    return answer === null ? enter("public", null, work) : answer.value;
  };
  await assertBound(db);
  const accounts = new RoleDialect(database.dialect(), "app_account");
  return {
    withTenant: ({ tenantId, userId }, work) => enter("tenant", { tenantId, userId }, work),
    withTenantSnapshot: ({ tenantId, userId }, work) =>
      enter("tenant", { tenantId, userId }, work, () =>
        db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only"),
      ),
    withVerifier: ({ tenantId, userId, engagementId }, work) =>
      enter("verifier", { tenantId, userId, engagementId }, (tx: VerifierTx) => work(tx, reading(tx))),
    withPublic: (work) => (standby === null ? enter("public", null, work) : read(work)),
    withSystem: (work) => enter("system", null, work),
    accounts: new Kysely<Database>({ dialect: accounts }),
    accountsTogether: (work) => accounts.together(work),
    jobBackend: database.jobBackend,
    publicVersion: () => publicVersion,
    poolState: database.poolState,
    isAnswering: database.isAnswering,
    close: async () => {
      await standby?.close();
      await database.close();
    },
  };
}

/** No tenant gets all connections, nor do the public or the system, so the others continue while one of them waits. */
function admitByShare(connections: number | null) {
  const shares = new Shares();
  return <T>(door: string, tenantId: string | null, work: () => Promise<T>): Promise<T> =>
    shares.within(tenantId ?? door, shareOf(connections ?? 1, tenantId !== null), work);
}

function limitStatements(milliseconds: number | null) {
  return milliseconds === null ? sql`` : sql`, set_config('statement_timeout', ${String(milliseconds)}, true)`;
}

/**
 * Checks the assumption behind tenant separation: row-level security applies to the roles of the doors.
 *
 * @throws Error if the current role could bypass it
 */
async function assertBound(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const role of ["app_tenant", "app_verifier"]) {
      await sql`select set_config('role', ${role}, true)`.execute(tx);
      const { rows } = await sql<{ passes: boolean }>`
        select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`.execute(tx);
      if (rows[0]?.passes !== false)
        throw new Error(`The role ${role} can bypass row-level security. Run the migrations.`);
    }
  });
}

/**
 * Does one part of a transaction under another role, then returns to the role of its door. Queueing a job (`app_jobs`)
 * or a mail (`app_mail`) or appending to the public log (`app_log`) belongs to the same transaction as the change that
 * causes it. `app_eraser` deletes the rest of a workspace whose end is due. No check on these roles' tables is deferred
 * to the end of the transaction, where it would run as another role (`catalogue.test.ts`).
 */
export async function actAs<T>(
  tx: TenantTx | SystemTx | VerifierTx,
  role: "app_jobs" | "app_mail" | "app_log" | "app_eraser",
  work: () => Promise<T>,
): Promise<T> {
  if (role === "app_log") changesPublic(tx);
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(tx);
  await switchRole(tx, role);
  const result = await work();
  await switchRole(tx, rows[0]!.role);
  return result;
}

/**
 * Removes the time limit for the following statements of this transaction: for work over all rows of an import, or once
 * for everyone. Queries of a page keep their limit.
 */
export async function takeTime(tx: AnyTx): Promise<void> {
  await (tx as TenantTx).executeQuery(CompiledQuery.raw("select set_config('statement_timeout', '0', true)"));
}

/** Services read as they do for a member; the database refuses writes (42501). */
function reading(tx: VerifierTx): TenantTx {
  return tx as unknown as TenantTx;
}

/**
 * Adds an entry about a verifier's act to the tenant's trail, in the transaction of the act. Nothing else runs as the
 * tenant.
 */
export async function inTrailOf<T>(tx: VerifierTx, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  await switchRole(tx, "app_tenant");
  const result = await work(tx as unknown as TenantTx);
  await makeWaitingChecks(tx);
  await switchRole(tx, "app_verifier");
  return result;
}

/**
 * Does one part of the system's work as a tenant, in the same transaction: an event from outside a tenant and its
 * effect inside are one change, or none.
 */
export async function inTenant<T>(
  tx: SystemTx,
  { tenantId, userId }: TenantIdentity,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  if (userId === VISITOR_ID) throw new Error("A visitor has no part in a transaction that may write.");
  await enterAs(tx, "app_tenant", tenantId, userId);
  const result = await work(tx as unknown as TenantTx);
  await makeWaitingChecks(tx);
  await enterAs(tx, "app_system", "", "");
  return result;
}

/**
 * Runs the deferred checks while the transaction is still the tenant's. At the end they would see no row of the tenant.
 * Before PostgreSQL 18 they would also run as the role that commits, which may not read its tables.
 */
async function makeWaitingChecks(tx: SystemTx | VerifierTx): Promise<void> {
  await sql`do $$ begin set constraints all immediate; set constraints all deferred; end $$`.execute(tx);
}

async function enterAs(tx: SystemTx, role: string, tenantId: string, userId: string): Promise<void> {
  await sql`select set_config('role', ${role}, true), set_config('app.tenant_id', ${tenantId}, true),
                   set_config('app.user_id', ${userId}, true)`.execute(tx);
}

async function switchRole(tx: TenantTx | SystemTx | VerifierTx, role: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw("select set_config('role', $1, true)", [role]));
}
