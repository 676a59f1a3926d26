/** A node of a query plan, as PostgreSQL prints it. */
interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  /** The number of rows that the planner expects. */
  "Plan Rows": number;
  Plans?: PlanNode[];
}

/** An executed statement with its query plan. */
export interface StatementPlan {
  statement: string;
  nodes: PlanNode[];
}

/**
 * Reads the plans that `auto_explain` wrote to a log whose entries begin with `@@`. Each pair of statement and plan is
 * listed once.
 */
export function readPlans(log: string): StatementPlan[] {
  const found = new Map<string, StatementPlan>();
  for (const entry of log.split("@@")) {
    const at = entry.indexOf("plan:\n");
    if (at < 0) continue;
    const parsed = parse(entry.slice(at + "plan:\n".length));
    if (!parsed) continue;
    const { "Query Text": statement, Plan } = parsed;
    const nodes = flatten(Plan);
    const key = `${statement} ${nodes.map((node) => `${node["Node Type"]} ${node["Relation Name"]}`)}`;
    found.set(key, { statement, nodes });
  }
  return [...found.values()];
}

/** Longer entries of two backends can be interleaved. Such an entry is skipped. */
function parse(text: string): { "Query Text": string; Plan: PlanNode } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
