import { Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import { type OpenDatabase, openDatabase } from "./database.ts";
import type { PublicTx } from "./doors.ts";
import type { Database } from "./schema.ts";

/** Position of the primary when it was asked, and its cluster. */
interface Position {
  lsn: string;
  system: string;
}

/** Whether reads go to the standby; if not, why. */
export type StandbyState = "in_use" | "away" | "no_standby";

interface Settings {
  connections?: number | undefined;
  /** Called when the state changes. */
  onState?: ((state: StandbyState, reason: string) => void) | undefined;
}

/** Milliseconds for which the primary's position is reused: an answer may be older by this time. */
const POSITION_MILLISECONDS = 1000;
/** How long an unusable standby is not asked. */
const PAUSE_MILLISECONDS = 5000;
/** Limit for its first answer: in that time the primary could have answered. */
const PATIENCE_MILLISECONDS = 1000;

const LOST = Symbol("lost");

/** Waits for work to begin, and ends when it is done or lost. */
class Patience {
  readonly isLost: Promise<typeof LOST>;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.isLost = new Promise((resolve) => {
      this.#timer = setTimeout(() => {
        if (this.end()) resolve(LOST);
      }, milliseconds);
    });
  }

  /** @returns whether the wait was still on */
  end(): boolean {
    const wasWaited = !this.#isOver;
    this.#isOver = true;
    clearTimeout(this.#timer);
    return wasWaited;
  }
}

/** It answers, but is not the standby that the setting names. */
class NoStandby extends Error {}

/**
 * A streaming standby for public reads. It is used only for data that it certainly has. In each transaction it must
 * have replayed the primary's position of at most a second ago, taken after the newest publication of this process.
 * Everything that it can't answer, errors included, is read at the primary.
 */
export class Standby {
  readonly #url: string;
  readonly #primary: Kysely<Database>;
  readonly #settings: Settings;
  #opened: { database: OpenDatabase; db: Kysely<Database> } | null = null;
  #opening: Promise<Kysely<Database>> | null = null;
  #state: StandbyState | null = null;
  #pausedUntil = 0;
  #position: { asked: Promise<Position>; at: number } | null = null;

  constructor(url: string, primary: Kysely<Database>, settings: Settings) {
    this.#url = url;
    this.#primary = primary;
    this.#settings = settings;
  }

  /** The next read needs the primary's current position. */
  forget(): void {
    this.#position = null;
  }

  /** @returns null if the primary has to be asked. @throws the primary's error if it does not answer at all */
  async read<T>(limit: RawBuilder<unknown>, work: (tx: PublicTx) => Promise<T>): Promise<{ value: T } | null> {
    if (performance.now() < this.#pausedUntil) return null;
    const position = await this.#askPosition();
    // A standby that never answers keeps the connection, and the reader continues without it. Once all connections are
    // kept, the standby isn't tried any more.
    const begun = new Patience(PATIENCE_MILLISECONDS);
    const attempt = this.#open()
      .then((db) => db.transaction().execute((tx) => this.#readIn(tx, { position, limit, begun }, work)))
      .catch((error: Error) => {
        if (begun.end()) this.#pause(error);
        return null;
      });
    const answered = await Promise.race([attempt, begun.isLost]);
    if (answered !== LOST) return answered;
    this.#pause(new Error("it did not answer in time"));
    return null;
  }

  async #readIn<T>(
    tx: Transaction<Database>,
    { position, limit, begun }: { position: Position; limit: RawBuilder<unknown>; begun: Patience },
    work: (tx: PublicTx) => Promise<T>,
  ): Promise<{ value: T } | null> {
    const { rows } = await sql<{ isStandby: boolean; isSame: boolean; has: boolean }>`
      select pg_is_in_recovery() as "isStandby", pg_last_wal_replay_lsn() >= ${position.lsn}::pg_lsn as has,
             (select system_identifier::text from pg_control_system()) = ${position.system} as "isSame",
             set_config('role', 'app_public', true) ${limit}`.execute(tx);
    const { isStandby, isSame, has } = rows[0]!;
    if (!isStandby) throw new NoStandby("it is a primary");
    if (!isSame) throw new NoStandby("it follows another primary");
    if (!begun.end()) return null;
    this.#tell("in_use", "");
    return has ? { value: await work(tx as unknown as PublicTx) } : null;
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => {});
    await this.#opened?.database.close();
  }

  /** Concurrent calls share one query. A position from before a publication is not reused after it. */
  #askPosition(): Promise<Position> {
    const now = performance.now();
    if (this.#position && now - this.#position.at < POSITION_MILLISECONDS) return this.#position.asked;
    const asked = sql<Position>`select pg_current_wal_insert_lsn()::text as lsn, system_identifier::text as system
      from pg_control_system()`
      .execute(this.#primary)
      .then(({ rows }) => rows[0]!);
    const position = { asked, at: now };
    this.#position = position;
    asked.catch(() => {
      if (this.#position === position) this.#position = null;
    });
    return asked;
  }

  #open(): Promise<Kysely<Database>> {
    if (this.#opened) return Promise.resolve(this.#opened.db);
    const { connections } = this.#settings;
    this.#opening ??= openDatabase(this.#url, { connections, connectTimeout: PATIENCE_MILLISECONDS })
      .then((database) => {
        this.#opened = { database, db: new Kysely<Database>({ dialect: database.dialect() }) };
        return this.#opened.db;
      })
      .finally(() => {
        this.#opening = null;
      });
    return this.#opening;
  }

  #pause(error: Error): void {
    this.#pausedUntil = performance.now() + PAUSE_MILLISECONDS;
    this.#tell(error instanceof NoStandby ? "no_standby" : "away", error.message);
  }

  #tell(state: StandbyState, reason: string): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#settings.onState?.(state, reason);
  }
}
