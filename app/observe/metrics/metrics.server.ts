import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { once } from "#app/encoding/once.ts";

const REQUEST_SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10];
const TRANSACTION_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];
const JOB_SECONDS = [0.1, 0.5, 2, 10, 60, 300, 1800];

/**
 * Metrics of this process. Labels come from short lists: route patterns, kinds, doors and outcomes. No label contains
 * an id, a name or an address.
 */
export const metrics = once(() => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "truetonne_http_request_duration_seconds",
      help: "Answered requests by pattern of their route, method and class of status",
      labelNames: ["route", "method", "status"],
      buckets: REQUEST_SECONDS,
      registers,
    }),
    transactions: new Histogram({
      name: "truetonne_transaction_duration_seconds",
      help: "Transactions by door and outcome, from asking for a connection on",
      labelNames: ["door", "outcome"],
      buckets: TRANSACTION_SECONDS,
      registers,
    }),
    jobs: new Histogram({
      name: "truetonne_job_duration_seconds",
      help: "Tries of jobs by kind and outcome",
      labelNames: ["kind", "outcome"],
      buckets: JOB_SECONDS,
      registers,
    }),
    jobsGivenUp: new Counter({
      name: "truetonne_jobs_given_up_total",
      help: "Jobs given up because their process died twice, by kind",
      labelNames: ["kind"],
      registers,
    }),
    mails: new Counter({
      name: "truetonne_mails_total",
      help: "Mails by kind and outcome",
      labelNames: ["kind", "outcome"],
      registers,
    }),
  };
});

type Observed = ReturnType<Histogram<"route" | "method" | "status">["labels"]>;

const requestParts = new Map<string, Observed>();

/** Keeps the histogram's child per label set, because looking it up costs more than counting. */
export function countRequest(labels: { route: string; method: string; status: string }, seconds: number): void {
  const key = `${labels.method} ${labels.status} ${labels.route}`;
  let part = requestParts.get(key);
  if (!part) {
    part = metrics().requests.labels(labels);
    requestParts.set(key, part);
  }
  part.observe(seconds);
}

/** Measures work. The outcome is whether it throws. */
export async function timed<T>(
  histogram: "transactions" | "jobs",
  labels: Record<string, string>,
  work: () => Promise<T>,
): Promise<T> {
  const counted: Histogram<string> = metrics()[histogram];
  const end = counted.startTimer(labels);
  try {
    const result = await work();
    end({ outcome: "done" });
    return result;
  } catch (error) {
    end({ outcome: "failed" });
    throw error;
  }
}
