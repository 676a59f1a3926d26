import { AsyncLocalStorage } from "node:async_hooks";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
} from "kysely";

/**
 * A dialect that runs every statement in its own transaction under one role. It is for a library that needs a Kysely
 * handle and opens no transaction itself: the handle has only the rights of its role.
 */
export class RoleDialect implements Dialect {
  readonly #inner: Dialect;
  readonly #role: string;
  readonly #changes = new AsyncLocalStorage<Change>();

  constructor(inner: Dialect, role: string) {
    this.#inner = inner;
    this.#role = role;
  }

  createDriver(): Driver {
    return new RoleDriver(this.#inner.createDriver(), this.#role, this.#changes);
  }
  createQueryCompiler(): QueryCompiler {
    return this.#inner.createQueryCompiler();
  }
  createAdapter(): DialectAdapter {
    return this.#inner.createAdapter();
  }
  // biome-ignore lint/suspicious/noExplicitAny: the signature of Kysely's Dialect
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return this.#inner.createIntrospector(db);
  }

  /**
   * Runs the statements of `work` on the handle in one transaction. It ends when `work` ends, which has to await each
   * statement.
   */
  async together<T>(work: () => Promise<T>): Promise<T> {
    if (this.#changes.getStore()) return work();
    const change: Change = {};
    try {
      const result = await this.#changes.run(change, work);
      await change.end?.(true);
      return result;
    } catch (error) {
      await change.end?.(false);
      throw error;
    }
  }
}

/** Statements of one transaction. */
interface Change {
  /** Set by the first statement. */
  connection?: Promise<RoleConnection>;
  /** Ends the transaction once. @throws Error if it can't be committed */
  end?: (isKept: boolean) => Promise<void>;
  /** Statements that the work started without awaiting them are not part of the change. */
  isOver?: true;
}

class RoleDriver implements Driver {
  readonly #inner: Driver;
  readonly #role: string;
  readonly #changes: AsyncLocalStorage<Change>;

  constructor(inner: Driver, role: string, changes: AsyncLocalStorage<Change>) {
    this.#inner = inner;
    this.#role = role;
    this.#changes = changes;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    const change = this.#changes.getStore();
    if (!change || change.isOver) return this.#begin();
    change.connection ??= this.#begin().then((connection) => {
      connection.isShared = true;
      change.end = async (isKept) => {
        delete change.end;
        change.isOver = true;
        if (isKept && connection.hasFailed) {
          await this.#end(connection);
          throw new Error("a statement failed, so its change was rolled back");
        }
        connection.hasFailed ||= !isKept;
        await this.#end(connection);
      };
      return connection;
    });
    return change.connection;
  }

  async #begin(): Promise<RoleConnection> {
    const connection = new RoleConnection(await this.#inner.acquireConnection());
    try {
      await this.#inner.beginTransaction(connection.inner, {});
      await connection.executeQuery(CompiledQuery.raw("select set_config('role', $1, true)", [this.#role]));
    } catch (error) {
      // The caller never got the connection and can't return it. Without this, a pool would be empty after a few losses
      // of the server.
      await this.#inner.releaseConnection(connection.inner);
      throw error;
    }
    return connection;
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const own = connection as RoleConnection;
    if (!own.isShared) await this.#end(own);
  }

  async #end({ inner, hasFailed }: RoleConnection): Promise<void> {
    try {
      if (hasFailed) await this.#inner.rollbackTransaction(inner);
      else await this.#inner.commitTransaction(inner);
    } finally {
      await this.#inner.releaseConnection(inner);
    }
  }

  beginTransaction(): Promise<void> {
    return Promise.reject(new Error("This handle runs single statements."));
  }
  commitTransaction(): Promise<void> {
    return Promise.resolve();
  }
  rollbackTransaction(): Promise<void> {
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

/** Remembers whether a statement failed: its transaction is then rolled back, and a failing commit remains an error. */
class RoleConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  hasFailed = false;
  /** A shared connection is returned when its change ends. */
  isShared = false;

  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}
