import type { Draw } from "./draw.ts";
import type { Installation } from "./installation.ts";
import { wait } from "./wait.ts";

/** One kind of injected failure. */
export interface Fault {
  kind: string;
  /** Title in the table. */
  title: string;
  /** Number of times in a run of normal length. */
  times: number;
  /** Whether no web process is left, so that the return is a start from nothing. */
  isColdStart?: boolean;
  /** Why it can't be done on this machine; null if it can. */
  obstacle?: (installation: Installation) => string | null;
  /** Causes the failure and ends it; the service must recover on its own soon after this returns. */
  strike: (installation: Installation, draw: Draw) => Promise<void>;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const AWAY_MILLISECONDS = 30 * SECOND;

export const FAULTS: Fault[] = [
  {
    kind: "web",
    title: "kill -9 of a web process",
    times: 3,
    strike: async ({ webs }, draw) => webs[draw.between(0, webs.length - 1)]!.kill(),
  },
  {
    kind: "worker",
    title: "kill -9 of a worker process",
    times: 3,
    strike: async ({ workers }, draw) => workers[draw.between(0, workers.length - 1)]!.kill(),
  },
  {
    kind: "race",
    title: "every job given to several workers at once",
    times: 2,
    strike: async ({ database }, draw) => {
      for (let wave = 0; wave < 20; wave += 1) {
        await database.duplicateJobs(draw.between(2, 4));
        await wait(300);
      }
    },
  },
  {
    kind: "all",
    title: "kill -9 of every process of the product",
    times: 1,
    isColdStart: true,
    strike: async ({ webs, workers }) => {
      for (const one of [...webs, ...workers]) one.kill();
    },
  },
  {
    kind: "database",
    title: "kill -9 of the database server",
    times: 3,
    strike: async ({ database }) => {
      await database.kill();
      await database.start();
    },
  },
  {
    kind: "database-gone",
    title: "database refuses connections for 30 s",
    times: 1,
    strike: async ({ database }) => {
      await database.stop();
      await wait(AWAY_MILLISECONDS);
      await database.start();
    },
  },
  {
    kind: "database-frozen",
    title: "database answers nothing for 30 s",
    times: 1,
    strike: async ({ database }) => {
      database.freeze();
      await wait(AWAY_MILLISECONDS);
      database.thaw();
    },
  },
  {
    kind: "disk",
    title: "disk of the product's files full for 8 s",
    times: 1,
    obstacle: ({ disks }) => disks.data.obstacle,
    strike: async ({ disks }) => {
      disks.data.fill();
      await wait(8 * SECOND);
      disks.data.free();
    },
  },
  {
    kind: "database-disk",
    title: "disk of the database full for 8 s",
    times: 1,
    obstacle: ({ disks }) => disks.database.obstacle,
    strike: async ({ disks, database }) => {
      disks.database.fill();
      await wait(8 * SECOND);
      disks.database.free();
      await database.start();
    },
  },
  {
    kind: "clock",
    title: "clocks jump by hours, forward or back, for 6 s",
    times: 2,
    strike: async ({ shiftClock }, draw) => {
      const hours = draw.between(1, 48) * (draw.next() < 0.5 ? -1 : 1);
      shiftClock(hours * HOUR);
      await wait(6 * SECOND);
      shiftClock(0);
    },
  },
];
